import { join } from 'node:path'
import { processVariables } from '#platform/process-variables.mjs'
import { build } from './build.ts'
import { mustRun } from './command.ts'
import { hasAny, openEmbedded, reachGiven, withoutPassword } from './database.ts'
import { assembleEnvironment, hostInUrl, type Variables, webVariables, workerVariables } from './environment.ts'
import type { FolderLock } from './folder-lock.ts'
import type { Options } from './options.ts'
import { freePort, portOf, refuseTakenPort } from './ports.mjs'
import { untilReady } from './ready.ts'
import { keepSecrets } from './secrets.ts'
import { summary } from './summary.ts'
import { type Supervised, supervise } from './supervised.ts'
import { keepUp, stopAll } from './supervisor.ts'
import { step } from './terminal.mjs'

/** What has been started so far, and how to end it, in the middle of a start too. */
export type Running = { processes: Supervised[]; postgres: { stop(): Promise<void> } | null }

/** A database that answers, and the variables that lead to it. */
type Database = { variables: Variables; owner: string; note: string }

const quiet = '--disable-warning=ExperimentalWarning'

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Starts the embedded Postgres, or reaches the one that is given. */
export async function openDatabase(options: Options, running: Running): Promise<Database> {
  const { dataFolder, mode } = options
  const secrets = keepSecrets(join(dataFolder, 'secrets.json'))
  const given = await reachGiven(processVariables)
  const embedded = given ? null : await openEmbedded(dataFolder, secrets)
  if (embedded) running.postgres = keepUp(embedded.cluster, say)
  const variables = assembleEnvironment(processVariables, {
    mode: mode === 'dev' ? 'development' : 'production',
    port: portOf(processVariables.PORT),
    dataFolder,
    secrets,
    embedded: embedded?.urls ?? null,
  })
  const owner = given?.owner ?? embedded?.urls.owner ?? ''
  const note = `${embedded ? 'embedded, ' : ''}at ${withoutPassword(owner)}`
  return { variables, owner, note: [note, embedded?.note].filter(Boolean).join('; ') }
}

async function prepareData({ variables, owner }: Database, logs: string): Promise<void> {
  const command = (name: string, ...args: string[]) => {
    const logFile = join(logs, `${name}.log`)
    return mustRun({ name: `The ${name} step`, args: [quiet, ...args], env: variables, logFile, sayWaiting: say })
  }
  await step('Migrate', () => command('migrate', 'payload/commands/migrate.ts'))
  await step('Seed', async () => {
    // Asked here too, as the command takes seconds to say that it has nothing to do.
    if (await hasAny('articles', owner)) return { note: 'unchanged', skipped: true }
    await command('seed', 'payload/commands/seed.ts', '--if-empty')
    return {}
  })
}

/** `npm start` and `npm run dev`: everything from the database to the summary. Returns when the site answers. */
export async function serve(root: string, options: Options, lock: FolderLock, running: Running): Promise<void> {
  const { dataFolder, mode } = options
  const logs = join(dataFolder, 'logs')
  const host = processVariables.HOST || '127.0.0.1'
  const port = portOf(processVariables.PORT) || (await freePort())
  processVariables.PORT = String(port)
  await refuseTakenPort(port, host)
  lock.record({ address: `http://localhost:${port}` })

  const database = await step('Postgres', () => openDatabase(options, running))
  const { variables, owner } = database
  await prepareData(database, logs)
  const distFolder = variables.NEXT_DIST_DIR ?? '.next'
  if (mode === 'start') await step('Build', () => build(root, distFolder, join(logs, 'build.log')))

  const start = (name: string, env: Variables, args: string[], logFile?: string) => {
    const child = supervise({ name, args: [quiet, ...args], env, logFile, onSpawn: lock.addChild, say })
    running.processes.push(child)
    return child
  }
  const isDev = mode === 'dev'
  const webArgs = isDev ? ['node_modules/next/dist/bin/next', 'dev', '-p', String(port), '-H', host] : ['server.ts']
  const webLog = join(logs, 'web.log')
  const isAnywhere = host === '0.0.0.0' || host === '::'
  await step('Web', async () => {
    const web = start('web', webVariables(variables), webArgs, isDev ? undefined : webLog)
    const address = `http://${isAnywhere ? '127.0.0.1' : hostInUrl(host)}:${port}/`
    await untilReady(web, address, isDev ? 180_000 : 60_000, isDev ? 'above' : webLog)
    // What is owed from before needs a site that answers.
    start('worker', workerVariables(variables), ['payload/worker.ts'], join(logs, 'worker.log'))
  })
  process.stdout.write(
    summary({
      site: variables.SITE_URL ?? `http://localhost:${port}`,
      tookMs: Date.now() - options.begunAt,
      hasUsers: await hasAny('users', owner),
      setupToken: variables.SETUP_TOKEN ?? '',
      logFolder: logs,
    }),
  )
}

export async function stopRunning(running: Running): Promise<void> {
  await stopAll(running.processes, running.postgres)
}
