import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Variables } from '#payload/start/environment.ts'
import { readRun } from '#payload/start/folder-lock.ts'
import { tailOf } from '#payload/start/install.mjs'
import { freePort } from '#payload/start/ports.mjs'
import { isGoneWithin, signalGroup, sleep } from '#payload/start/processes.ts'
import { envSchema } from '#platform/env.ts'
import { processVariables } from '#platform/process-variables.mjs'
import { processWith } from './process-figures.ts'

/** A site as `npm start` runs it, in a data folder and a build folder of its own. */
export type Site = {
  port: number
  /** Origin as the site itself names it; editors' cookies count with this one only. */
  url: string
  webPid: number
  workerPid: number
  setupToken: string
  logs: string
  /** From the start of the process to the first page, ms. */
  firstPageMs: number
  stop(): Promise<void>
}

const startLimitMs = 600_000
function variablesFor(port: number, more: Record<string, string>): Variables {
  // Not what the project reads: another installation's would lead this one there, or change the figures.
  const own = Object.entries(processVariables).filter(
    ([name, value]) => value !== undefined && !(name in envSchema.shape),
  )
  const fixed = {
    HOST: '127.0.0.1',
    PORT: String(port),
    SITE_URL: `http://localhost:${port}`,
    NEXT_DIST_DIR: '.next-bench',
    METRICS_PORT: '0',
    WORKER_METRICS_PORT: '0',
    // One address asks as fast as it can.
    API_REQUESTS_PER_MINUTE: '1000000',
    API_SEARCHES_PER_MINUTE: '1000000',
  }
  return { ...(Object.fromEntries(own) as Record<string, string>), ...fixed, ...more, NODE_ENV: 'production' }
}

async function firstPage(port: number, begun: number, hasEnded: () => boolean): Promise<number> {
  for (;;) {
    const status = await fetch(`http://127.0.0.1:${port}/`).then(
      async (answer) => [answer.status, await answer.text()][0],
      () => 0,
    )
    if (status === 200) return performance.now() - begun
    if (hasEnded() || performance.now() - begun > startLimitMs) throw new Error('the site did not start')
    await sleep(10)
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (!child.pid) return
  child.kill('SIGTERM')
  await isGoneWithin(child.pid, 30_000)
  signalGroup(child.pid, 'SIGKILL')
}

/**
 * Starts it and waits until it answers and its worker runs; builds first if there is no build of this code.
 * @param folder everything of it but the build
 * @param more variables to set beside its own
 * @throws Error with the end of its output
 */
export async function startSite(root: string, folder: string, more: Record<string, string> = {}): Promise<Site> {
  const dataFolder = join(folder, 'data')
  const logFile = join(folder, 'site.log')
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const log = openSync(logFile, 'w')
  const begun = performance.now()
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'payload/start/start.ts', 'start', '--data', dataFolder],
    { cwd: root, env: variablesFor(port, more), stdio: ['ignore', log, log, 'ipc'], detached: true },
  )
  closeSync(log)
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const fail = async () => {
    await end(child)
    throw new Error(`The site did not start:\n${tailOf(logFile, 40)}`)
  }
  const firstPageMs = await firstPage(port, begun, hasEnded).catch(fail)
  while (!readFileSync(logFile, 'utf8').includes('Ctrl-C stops everything')) {
    if (hasEnded() || performance.now() - begun > startLimitMs) await fail()
    await sleep(50)
  }
  const pids = readRun(dataFolder)?.children.map(({ pid }) => pid) ?? []
  const { setupToken }: { setupToken: string } = JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8'))
  return {
    port,
    url: `http://localhost:${port}`,
    webPid: processWith(pids, 'server.ts') ?? 0,
    workerPid: processWith(pids, 'payload/worker.ts') ?? 0,
    setupToken,
    logs: join(dataFolder, 'logs'),
    firstPageMs,
    stop: () => end(child),
  }
}
