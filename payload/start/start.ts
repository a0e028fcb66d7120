// The second half of every command, on the pinned Node 24. bootstrap.mjs comes first.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { processVariables } from '#platform/process-variables.mjs'
import { build } from './build.ts'
import { endCommands } from './command.ts'
import { assembleEnvironment, embeddedUrls, type Variables } from './environment.ts'
import { type FolderLock, lockFolder, readRun } from './folder-lock.ts'
import { type Options, readOptions } from './options.ts'
import { portOf } from './ports.mjs'
import { isAlive } from './processes.ts'
import { keepSecrets } from './secrets.ts'
import { openDatabase, type Running, serve, stopRunning } from './serve.ts'
import { failureLine, step } from './terminal.mjs'

const root = resolve(import.meta.dirname, '../..')
const running: Running = { processes: [], postgres: null }
let lock: FolderLock | null = null
let isStopping = false

/** Ends everything once, whoever asks; a second Ctrl-C changes nothing, as each part has its time limit already. */
async function end(exitCode: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  try {
    lock?.record({ isStopping: true })
  } catch {
    // A full disk must not keep anything running.
  }
  endCommands()
  await stopRunning(running)
  lock?.release()
  process.exit(exitCode)
}

function embeddedPort(dataFolder: string): number {
  return JSON.parse(readFileSync(join(dataFolder, 'postgres.json'), 'utf8')).port
}

/** Variables that lead to the Postgres of the site that another command runs in this folder right now. */
function borrowedVariables(options: Options): Variables {
  const secrets = keepSecrets(join(options.dataFolder, 'secrets.json'))
  // There is no such file beside a Postgres of one's own.
  const embedded = processVariables.DATABASE_URL ? null : embeddedUrls(embeddedPort(options.dataFolder), secrets)
  const { dataFolder } = options
  return assembleEnvironment(processVariables, {
    mode: 'production',
    port: portOf(processVariables.PORT),
    dataFolder,
    secrets,
    embedded,
  })
}

/** Runs one of the project's commands with the variables it needs, beside a running site or without one. */
async function runOne(options: Options): Promise<number> {
  const run = readRun(options.dataFolder)
  const isUp = run !== null && run.address !== '' && !run.isStopping && isAlive(run.pid)
  let variables: Variables
  if (isUp) variables = borrowedVariables(options)
  else {
    lock = await lockFolder(options.dataFolder, options.mode)
    variables = (await openDatabase(options, running)).variables
  }
  const args = ['--disable-warning=ExperimentalWarning', ...options.rest]
  const child = spawn(process.execPath, args, { cwd: root, env: variables, stdio: 'inherit' })
  return new Promise((done) => child.once('exit', (code) => done(code ?? 1)))
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), root, Date.now())
  const { dataFolder } = options
  mkdirSync(join(dataFolder, 'logs'), { recursive: true })
  if (options.mode === 'run') return end(await runOne(options))
  if (options.mode === 'build') {
    const distFolder = processVariables.NEXT_DIST_DIR || '.next'
    await step('Build', () => build(root, distFolder, join(dataFolder, 'logs/build.log')))
    return end(0)
  }
  lock = await lockFolder(dataFolder, options.mode)
  await serve(root, options, lock, running)
}

// A terminal that is gone must not end this before the rest is ended.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
let isUp = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(isUp ? 0 : 130))
process.once('disconnect', () => void end(1))
process.channel?.unref()

try {
  await main()
  isUp = true
} catch (error) {
  // A stop in the middle makes the step under way fail; that is no news.
  if (!isStopping) process.stderr.write(`✗ ${failureLine(error, root)}\n`)
  await end(1)
}
