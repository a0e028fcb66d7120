import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { isSigned } from '#platform/internal-signature.ts'
import { addJob } from '#platform/queue/index.ts'
import { openProxy, type TcpProxy } from '#tests/support/tcp-proxy.ts'
import { startWorkerProcess, type WorkerProcess } from '#tests/support/worker-process.ts'
import { type QueueDatabase, queueDatabase } from './queue-database.ts'

const secret = 'a secret of thirty-two characters or more'
const within = { timeout: 20_000, interval: 25 }
// Starting a process takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })
const jobs = 'graphile_worker._private_jobs'

let database: QueueDatabase
let worker: WorkerProcess | undefined
let wire: TcpProxy | undefined
const servers = new Set<Server>()

beforeAll(async () => {
  database = await queueDatabase()
}, 60_000)
afterEach(async () => {
  worker?.child.kill('SIGKILL')
  for (const server of servers) server.close()
  servers.clear()
  await wire?.close()
  wire = undefined
  await database.clear()
})
afterAll(() => database?.close(), 30_000)

const said = (text: string) => vi.waitFor(() => expect(worker?.output()).toContain(text), within)

/** Postgres behind a wire that can be cut, and its address there. */
async function wired(): Promise<{ wire: TcpProxy; url: string }> {
  const url = new URL(database.appUrl)
  wire = await openProxy({ host: url.hostname, port: Number(url.port) })
  url.port = String(wire.port)
  return { wire, url: url.href }
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
    const postgres = await wired()
    await postgres.wire.refuse()
    worker = startWorkerProcess({ databaseUrl: postgres.url, webUrl: url, secret })
    await said('the queue cannot be reached')
    await addJob(database.tx, 'purge', { seq: 7, tags: ['article:a_1'], paths: ['/articles/x'], expire: false })
    await postgres.wire.pass()
    await said('the worker is ready')
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
    expect(marks.slice(0, 2)).toEqual([
      { tags: ['article:a_1'], signed: true },
      { tags: ['article:a_1'], signed: true },
    ])
    worker.child.kill('SIGTERM')
    expect(await worker.exited).toEqual([0, null])
    expect(worker.output()).not.toContain(secret)
  })

  it('ends with 1 when Postgres is lost, to be started anew', async () => {
    const { url } = await web()
    const postgres = await wired()
    worker = startWorkerProcess({ databaseUrl: postgres.url, webUrl: url, secret })
    await said('the worker is ready')
    await postgres.wire.refuse()
    postgres.wire.drop()
    expect(await worker.exited).toEqual([1, null])
    await said('it cannot be sure of its jobs any more')
  })

  it('ends with 0 when asked to while it still waits for Postgres', async () => {
    const postgres = await wired()
    await postgres.wire.refuse()
    worker = startWorkerProcess({ databaseUrl: postgres.url, webUrl: 'http://127.0.0.1:1', secret })
    await said('the queue cannot be reached')
    worker.child.kill('SIGTERM')
    expect(await worker.exited).toEqual([0, null])
  })
})
