import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePort } from '#payload/start/ports.mjs'
import { isSigned } from '#platform/internal-signature.ts'
import { addJob } from '#platform/queue/index.ts'
import { openProxy, type TcpProxy } from '#tests/support/tcp-proxy.ts'
import { startWorkerProcess, type WorkerProcess } from '#tests/support/worker-process.ts'
import { parseExposition, seriesValue } from '../../support/exposition.ts'
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

  it('warns that it has no key, signs nothing, and lets nothing pile up', async () => {
    const { url } = await web()
    worker = startWorkerProcess({ databaseUrl: database.appUrl, webUrl: url, secret })
    await said('JOURNAL_SIGNING_KEY is not set: the journal gets no checkpoints')
    for (const seq of [1, 2, 3]) await addJob(database.tx, 'checkpoint', { seq })
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
  })

  it('counts its jobs and how long a change took to be seen, by the clock of the database, and logs under the job', async () => {
    const { url } = await web()
    const metricsPort = await freePort()
    const variables = { WORKER_METRICS_PORT: String(metricsPort), LOG_LEVEL: 'trace' }
    worker = startWorkerProcess({ databaseUrl: database.appUrl, webUrl: url, secret, variables })
    await said('the worker is ready')
    await said('metrics are served')
    const read = async () => parseExposition(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text())
    expect(seriesValue(await read(), 'wbwh_jobs_total')).toBeNull()
    const purge = { seq: 7, tags: ['list'], paths: ['/x'], expire: false }
    await addJob(database.tx, 'purge', purge)
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
    const after = await read()
    expect(seriesValue(after, 'wbwh_jobs_total', { task: 'purge', outcome: 'done' })).toBe(1)
    expect(seriesValue(after, 'wbwh_job_duration_seconds_count', { task: 'purge' })).toBe(1)
    expect(seriesValue(after, 'wbwh_publish_to_visible_seconds_count')).toBe(1)
    // A change of a minute ago, and one of an earlier version, which does not say when it was.
    const stored = [{ ...purge, at: new Date(Date.now() - 61_000).toISOString() }, purge]
    await database.owner.query("select graphile_worker.add_job('purge', $1::json)", [JSON.stringify(stored)])
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
    const last = await read()
    expect(seriesValue(last, 'wbwh_publish_to_visible_seconds_count')).toBe(2)
    expect(seriesValue(last, 'wbwh_publish_to_visible_seconds_bucket', { le: '60' })).toBe(1)
    expect(seriesValue(last, 'wbwh_publish_to_visible_seconds_bucket', { le: '120' })).toBe(2)
    const output = worker.output()
    const ran = output.split('\n').flatMap((line) => (line.includes('"ran purge"') ? [JSON.parse(line)] : []))
    expect(ran).toHaveLength(2)
    for (const line of ran) expect(line).toMatchObject({ task: 'purge', job: expect.stringMatching(/^\d+$/) })
    for (const line of output.trim().split('\n')) expect(() => JSON.parse(line), line).not.toThrow()
    for (const hidden of [
      secret,
      new URL(database.appUrl).password,
      decodeURIComponent(new URL(database.appUrl).password),
    ])
      expect(output).not.toContain(hidden)
    expect(output).not.toMatch(/v1=[0-9a-f]{64}/)
  })

  it('stays when Postgres is lost, and does what is owed when it is back, each time', async () => {
    const { url, marks } = await web()
    const postgres = await wired()
    worker = startWorkerProcess({ databaseUrl: postgres.url, webUrl: url, secret })
    await said('the worker is ready')
    for (const times of [1, 2, 3]) {
      await postgres.wire.refuse()
      postgres.wire.drop()
      await vi.waitFor(
        () => expect(worker?.output().split('it cannot be sure of its jobs any more')).toHaveLength(times + 1),
        within,
      )
      await addJob(database.tx, 'purge', { seq: 7, tags: [`article:a_${times}`], paths: ['/x'], expire: false })
      await postgres.wire.pass()
      await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
      expect(marks.at(-1)?.tags).toEqual([`article:a_${times}`])
    }
    expect(worker.child.exitCode).toBeNull()
    worker.child.kill('SIGTERM')
    expect(await worker.exited).toEqual([0, null])
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
