import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createClient } from 'redis'
import { freePort } from '#payload/start/ports.mjs'
import { sleep } from '#payload/start/processes.ts'

type Program = { path: string; env: Record<string, string> }

/** A Redis for tests, which bad things are done to. */
export type TestRedis = {
  url: string
  stop(): Promise<void>
  start(): Promise<void>
  /** Forgets everything. */
  empty(): Promise<void>
  /** Puts rubbish in the place of everything. */
  spoil(): Promise<void>
  /** How many pages are rubbish still. */
  spoilt(): Promise<number>
  /** Takes nothing more, until `relieve`. */
  fill(): Promise<void>
  relieve(): Promise<void>
  /** Holds its connections and says nothing, until `thaw`. */
  freeze(): Promise<void>
  thaw(): Promise<void>
  close(): Promise<void>
}

const names = ['redis-server', 'valkey-server']
const packages = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblua5.1-0', 'liblzf1', 'lua-bitop', 'lua-cjson']

const works = ({ path, env }: Program): boolean =>
  spawnSync(path, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore' }).status === 0

/** Debian's packages, unpacked into a folder and not installed: no rights are needed. Kept for the next time. */
function unpacked(root: string): Program | null {
  const folder = join(root, '.build/redis')
  const libraries = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu'].map((path) => join(folder, path))
  const program = { path: join(folder, 'usr/bin/redis-server'), env: { LD_LIBRARY_PATH: libraries.join(delimiter) } }
  if (existsSync(program.path)) return program
  if (!existsSync('/etc/debian_version')) return null
  const aside = `${folder}.${process.pid}`
  const fetched = join(aside, 'packages')
  mkdirSync(fetched, { recursive: true })
  try {
    const get = (name: string) =>
      spawnSync('apt-get', ['download', name], { cwd: fetched, timeout: 120_000 }).status === 0
    if (!get('redis-server')) return null
    for (const name of packages) get(name)
    for (const file of readdirSync(fetched).filter((name) => name.endsWith('.deb')))
      spawnSync('dpkg', ['-x', join(fetched, file), aside])
    rmSync(fetched, { recursive: true })
    renameSync(aside, folder)
    return program
  } catch {
    return null
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/** Finds a Redis server that starts: the one in REDIS_SERVER, the system's, Debian's package. Null when there is none. */
export function findRedis(root: string): Program | null {
  const given = process.env.REDIS_SERVER
  const system = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  const paths = given ? [given] : system.filter((path) => existsSync(path))
  const found = paths.map((path) => ({ path, env: {} })).find(works)
  if (found || given) return found ?? null
  const debian = unpacked(root)
  return debian && works(debian) ? debian : null
}

/** Starts it on a port of its own, in memory only. */
export async function openRedis(program: Program): Promise<TestRedis> {
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  const client = createClient({ url })
  client.on('error', () => {})
  process.once('exit', () => child?.kill('SIGKILL'))

  async function start(): Promise<void> {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const env = { ...process.env, ...program.env }
    child = spawn(program.path, settings, { env, stdio: 'ignore', cwd: '/' })
    if (!client.isOpen) await client.connect()
    while (!client.isReady) await sleep(10)
    await client.ping()
  }
  const stop = async () => {
    const running = child
    child = null
    if (!running || running.exitCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGKILL')
    await ended
    // A command that is given while the connection goes fails, and was seen to mix up the replies that come after it.
    while (client.isReady) await sleep(10)
  }
  const setting = (name: string, value: string) => client.configSet(name, value).then(() => {})

  async function pages(): Promise<string[]> {
    const found: string[] = []
    for await (const keys of client.scanIterator({ MATCH: 'wbwh:pages:*', COUNT: 500 })) found.push(...keys)
    return found
  }

  await start()
  return {
    url,
    start,
    stop,
    empty: () => client.flushAll().then(() => {}),
    async spoil() {
      for (const key of await pages()) await client.hSet(key, { revision: 'x', page: '\u0000rubbish' })
      for await (const keys of client.scanIterator({ MATCH: 'wbwh:tag:*', COUNT: 500 }))
        for (const key of keys) await client.set(key, '{"stale": "rubb')
    },
    async spoilt() {
      const revisions = await Promise.all((await pages()).map((key) => client.hGet(key, 'revision')))
      return revisions.filter((revision) => revision === 'x').length
    },
    async fill() {
      await setting('maxmemory-policy', 'noeviction')
      await setting('maxmemory', '1')
    },
    relieve: () => setting('maxmemory', '0'),
    freeze: async () => void child?.kill('SIGSTOP'),
    thaw: async () => void child?.kill('SIGCONT'),
    async close() {
      client.destroy()
      child?.kill('SIGCONT')
      await stop()
    },
  }
}
