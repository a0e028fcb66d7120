import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { isSigned } from '#platform/internal-signature.ts'
import { addJob } from '#platform/queue/index.ts'
import { freePort, type QueueDatabase, queueDatabase } from './queue-database.ts'

const secret = 'a secret of thirty-two characters or more'
const within = { timeout: 20_000, interval: 25 }
// Starting a process takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })
const jobs = 'graphile_worker._private_jobs'

let database: QueueDatabase
let child: ChildProcess | undefined
let output = ''
let exited: Promise<unknown[]>
const servers = new Set<Server>()

beforeAll(async () => {
  database = await queueDatabase()
}, 60_000)
afterEach(async () => {
  child?.kill('SIGKILL')
  output = ''
  for (const server of servers) server.close()
  servers.clear()
  await database.clear()
})
afterAll(() => database?.close(), 30_000)

function startWorkerProcess(databaseUrl: string, webUrl: string): void {
  child = spawn(process.execPath, [fileURLToPath(new URL('../../../payload/worker.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl,
      WEB_URLS: webUrl,
      INTERNAL_SECRET: secret,
      PAYLOAD_SECRET: secret,
      LOG_LEVEL: 'info',
    },
  })
  const collect = (part: Buffer) => {
    output += part.toString()
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  exited = once(child, 'exit')
}

const said = (text: string) => vi.waitFor(() => expect(output).toContain(text), within)

/** Postgres behind a wire that can be cut. */
async function wire(port: number) {
  const target = new URL(database.appUrl)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
    near.pipe(far).pipe(near)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  servers.add(server)
  return () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
}

/** A web process whose page shows the new revision after the second mark. */
async function web() {
  const marks: { tags: string[]; signed: boolean }[] = []
  const server = createHttpServer(async (request, response) => {
    if (request.url !== '/internal/purge') {
      response.setHeader('X-Revision', marks.length < 2 ? '6' : '7').end('a page')
      return
    }
    const body = (await request.setEncoding('utf8').toArray()).join('')
    const headers = new Headers(request.headers as Record<string, string>)
    marks.push({ tags: JSON.parse(body).tags, signed: isSigned(secret, headers, body, Date.now()) })
    response.writeHead(204).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  servers.add(server)
  return { marks, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('the worker process', () => {
  it('waits for Postgres, purges until seen, and ends with 0 when asked to', async () => {
    const { marks, url } = await web()
    const port = await freePort()
    const address = new URL(database.appUrl)
    address.port = String(port)
    startWorkerProcess(address.href, url)
    await said('the queue cannot be reached')
    await addJob(database.tx, 'purge', { seq: 7, tags: ['article:a_1'], paths: ['/articles/x'], expire: false })
    await wire(port)
    await said('the worker is ready')
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
    expect(marks.slice(0, 2)).toEqual([
      { tags: ['article:a_1'], signed: true },
      { tags: ['article:a_1'], signed: true },
    ])
    child?.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
    expect(output).not.toContain(secret)
  })

  it('warns that it has no key, signs nothing, and lets nothing pile up', async () => {
    const { url } = await web()
    startWorkerProcess(database.appUrl, url)
    await said('JOURNAL_SIGNING_KEY is not set: the journal gets no checkpoints')
    for (const seq of [1, 2, 3]) await addJob(database.tx, 'checkpoint', { seq })
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
  })

  it('ends with 1 when Postgres is lost, to be started anew', async () => {
    const { url } = await web()
    const port = await freePort()
    const address = new URL(database.appUrl)
    address.port = String(port)
    const cut = await wire(port)
    startWorkerProcess(address.href, url)
    await said('the worker is ready')
    cut()
    expect(await exited).toEqual([1, null])
    await said('it cannot be sure of its jobs any more')
  })

  it('ends with 0 when asked to while it still waits for Postgres', async () => {
    const address = new URL(database.appUrl)
    address.port = String(await freePort())
    startWorkerProcess(address.href, 'http://127.0.0.1:1')
    await said('the queue cannot be reached')
    child?.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  })
})
