import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Variables } from '#payload/start/environment.ts'
import { freePort } from '#payload/start/ports.mjs'
import { sleep } from '#payload/start/processes.ts'
import type { Run } from '../run/slot.ts'
import { type Editor, signIn } from '../support/editor.ts'
import { testDatabase } from '../support/postgres.ts'
import { type Started, startProcess } from './processes.ts'
import { read } from './readers.ts'

export type EstateOptions = {
  name: string
  webs?: number
  workers?: number
  /** Where Postgres is reached instead: a port that a test can make unreachable. */
  databasePort?: number
  /** The web processes that the worker is told of; all, if left out. */
  toldOf?: number[]
  variables?: Record<string, string>
  /** A program that the web processes are run by. */
  webWithin?: string[]
}

/** A publication of a scenario's own: a database, web processes, workers. */
export type Estate = {
  origins: string[]
  webs: (Started | null)[]
  workers: (Started | null)[]
  mediaFolder: string
  /** Past every role. */
  owner: pg.Pool
  superuserUrl: string
  startWeb(index: number): Promise<void>
  startWorker(index: number): void
  /** An editor at this web process. */
  editor(index?: number): Promise<Editor>
  /** Waits until a path answers at every web process, or those given, as wanted. */
  until(what: string, limitMs: number, isSo: () => Promise<boolean>): Promise<number>
  close(): Promise<void>
}

const quiet = '--disable-warning=ExperimentalWarning'
const secret = () => randomBytes(32).toString('hex')

function throughPort(url: string, port: number | undefined): string {
  if (port === undefined) return url
  const changed = new URL(url)
  changed.port = String(port)
  return changed.href
}

/** Starts it, all processes up and answering. */
export async function openEstate(run: Run, options: EstateOptions): Promise<Estate> {
  const { name, webs: webCount = 1, workers: workerCount = 1, databasePort } = options
  const database = await testDatabase()
  const folder = join(run.folder, 'soak', name)
  mkdirSync(join(folder, 'media'), { recursive: true })
  const ports = await Promise.all(Array.from({ length: webCount }, () => freePort()))
  const origins = ports.map((port) => `http://127.0.0.1:${port}`)
  const site = `http://localhost:${ports[0]}`
  const setupToken = secret()
  const shared: Variables = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: '127.0.0.1',
    SITE_URL: site,
    DATABASE_URL: throughPort(database.appUrl, databasePort),
    READER_DATABASE_URL: throughPort(database.readerUrl, databasePort),
    WEB_URLS: origins.filter((_, index) => options.toldOf?.includes(index) ?? true).join(','),
    MEDIA_DIR: join(folder, 'media'),
    NEXT_DIST_DIR: run.distFolder,
    PAYLOAD_SECRET: secret(),
    INTERNAL_SECRET: secret(),
    SETUP_TOKEN: setupToken,
    // All readers ask from one address.
    API_REQUESTS_PER_MINUTE: '1000000',
    ...options.variables,
  }
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 3 })
  owner.on('error', () => {})
  const webs: (Started | null)[] = []
  const workers: (Started | null)[] = []

  const until: Estate['until'] = async (what, limitMs, isSo) => {
    const begun = performance.now()
    while (!(await isSo())) {
      if (performance.now() - begun > limitMs) throw new Error(`not within ${limitMs / 1000} s: ${what}`)
      await sleep(20)
    }
    return performance.now() - begun
  }

  const startWeb = async (index: number) => {
    const env = { ...shared, PORT: String(ports[index]) }
    const logFile = join(run.logs, `soak-${name}-web-${index}.log`)
    const within = options.webWithin ?? []
    const started = startProcess({
      name: `web ${index}`,
      args: [quiet, 'server.ts'],
      env,
      logFile,
      cwd: run.root,
      within,
    })
    webs[index] = started
    await until(`web ${index} answers`, 60_000, async () => {
      if (!started.isUp()) throw new Error(`web ${index} ended while starting; its output: ${logFile}`)
      return (await read(origins[index] ?? '', '/favicon.svg', 1_000)).status === 200
    })
  }
  const startWorker = (index: number) => {
    const logFile = join(run.logs, `soak-${name}-worker-${index}.log`)
    const env = { ...shared, PORT: String(ports[0]) }
    workers[index] = startProcess({
      name: `worker ${index}`,
      args: [quiet, 'payload/worker.ts'],
      env,
      logFile,
      cwd: run.root,
    })
  }
  const estate: Estate = {
    origins,
    webs,
    workers,
    mediaFolder: shared.MEDIA_DIR ?? '',
    owner,
    superuserUrl: database.superuserUrl,
    startWeb,
    startWorker,
    editor: (index = 0) => signIn(origins[index] ?? '', site, setupToken),
    until,
    async close() {
      await Promise.all([...webs, ...workers].map((one) => one?.end()))
      await owner.end()
      await database.close()
    },
  }
  try {
    await Promise.all(origins.map((_, index) => startWeb(index)))
    for (let index = 0; index < workerCount; index += 1) startWorker(index)
    return estate
  } catch (error) {
    await estate.close()
    throw error
  }
}
