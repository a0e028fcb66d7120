import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { countFailure } from '#platform/metrics/failures.ts'
import { showHealth } from '#platform/metrics/health.ts'
import { observeJob, observeVisible } from '#platform/metrics/jobs.ts'
import { countRender } from '#platform/metrics/renders.ts'
import { observeRequest } from '#platform/metrics/requests.ts'
import { serveMetrics } from '#platform/metrics/serve-metrics.ts'
import { parseExposition, seriesValue } from '../../../support/exposition.ts'
import { ask } from '../door/ask.ts'

const log = { info: vi.fn(), warn: vi.fn() }
const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
  vi.clearAllMocks()
})

async function serve(refresh?: () => Promise<void>): Promise<number> {
  const server = await serveMetrics({ port: 0, log, ...(refresh && { refresh }) })
  if (!server) throw new Error('nothing listens')
  open.push(server)
  return (server.address() as AddressInfo).port
}

const read = async (port: number) => parseExposition((await ask(port, '/metrics', {}, 'GET')).text)

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

describe('the metrics port', () => {
  it('answers with text that Prometheus reads, about the process too', async () => {
    const port = await serve()
    const answer = await ask(port, '/metrics', {}, 'GET')
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    const { types } = parseExposition(answer.text)
    for (const name of [
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
    ])
      expect(types.has(name), name).toBe(true)
  })

  it('answers nothing else', async () => {
    const port = await serve()
    expect((await ask(port, '/', {}, 'GET')).status).toBe(404)
    expect((await ask(port, '/metrics/../secret', {}, 'GET')).status).toBe(404)
    expect((await ask(port, '/metrics', {}, 'POST')).status).toBe(405)
    expect((await ask(port, '/metrics', {}, 'HEAD')).body).toHaveLength(0)
  })

  it('is reached on 127.0.0.1 and on no other address of this machine', async () => {
    const port = await serve()
    expect(await reaches('127.0.0.1', port)).toBe(true)
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .map(({ address }) => address)
      .filter((address) => address !== '127.0.0.1' && !address.startsWith('fe80'))
    for (const address of ['127.0.0.2', ...others]) expect(await reaches(address, port), address).toBe(false)
  })

  it('leaves the process be when its port is taken, and says so', async () => {
    const other = createServer()
    open.push(other)
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    expect(await serveMetrics({ port, log })).toBeNull()
    expect(log.warn).toHaveBeenCalledWith(expect.objectContaining({ port }), expect.stringContaining(`port ${port}`))
  })

  it('answers 500 in words of its own when something cannot be measured', async () => {
    const port = await serve(async () => {
      throw new Error('postgres://login:password@host/')
    })
    const answer = await ask(port, '/metrics', {}, 'GET')
    expect([answer.status, answer.text]).toEqual([500, 'The metrics could not be collected.\n'])
  })
})

describe('what is counted', () => {
  it('moves by what happened', async () => {
    const port = await serve()
    const before = await read(port)
    observeRequest({ zone: 'page', method: 'GET', status: 200, ms: 30 })
    observeRequest({ zone: 'page', method: 'GET', status: 200, ms: 3_000 })
    countRender('/route-cache/APP_PAGE/abc/$/articles/x')
    countRender('/topics/y')
    countFailure('door')
    observeJob('purge', 'done', 120)
    observeVisible(0.4)
    const after = await read(port)
    const moved = (name: string, labels = {}) =>
      (seriesValue(after, name, labels) ?? 0) - (seriesValue(before, name, labels) ?? 0)
    expect(moved('wbwh_http_requests_total', { zone: 'page', method: 'GET', status: '200' })).toBe(2)
    expect(moved('wbwh_http_request_duration_seconds_bucket', { zone: 'page', le: '0.05' })).toBe(1)
    expect(moved('wbwh_http_request_duration_seconds_count', { zone: 'page' })).toBe(2)
    expect(moved('wbwh_page_renders_total', { route: 'articles' })).toBe(1)
    expect(moved('wbwh_page_renders_total', { route: 'topics' })).toBe(1)
    expect(moved('wbwh_failures_total', { where: 'door' })).toBe(1)
    expect(moved('wbwh_jobs_total', { task: 'purge', outcome: 'done' })).toBe(1)
    expect(moved('wbwh_publish_to_visible_seconds_bucket', { le: '0.5' })).toBe(1)
    expect(moved('wbwh_publish_to_visible_seconds_bucket', { le: '0.25' })).toBe(0)
  })

  it('has no label that a stranger could fill', async () => {
    const port = await serve()
    const count = async () => (await read(port)).samples.filter(({ name }) => name.startsWith('wbwh_')).length
    observeRequest({ zone: 'page', method: 'M1', status: 404, ms: 1 })
    countRender('/p1/x')
    const before = await count()
    for (let at = 0; at < 50; at++) {
      observeRequest({ zone: 'page', method: `BREW${at}`, status: 404, ms: 1 })
      countRender(`/p${at}/x`)
    }
    expect(await count()).toBe(before)
  })

  it('shows the queue as the newest look found it, and nothing when nobody could look', async () => {
    const port = await serve()
    const queue = { waiting: 1, failing: 2, scheduled: 3, lagSeconds: 4.5, workers: 1 }
    showHealth({ database: 'up', migrations: 'current', queue })
    const up = await read(port)
    expect(seriesValue(up, 'wbwh_ready')).toBe(1)
    expect(seriesValue(up, 'wbwh_queue_jobs', { state: 'failing' })).toBe(2)
    expect(seriesValue(up, 'wbwh_queue_lag_seconds')).toBe(4.5)
    showHealth({ database: 'down', migrations: 'unknown', queue: null })
    const down = await read(port)
    expect(['wbwh_ready', 'wbwh_database_up'].map((name) => seriesValue(down, name))).toEqual([0, 0])
    for (const name of ['wbwh_migrations_behind', 'wbwh_workers', 'wbwh_queue_jobs', 'wbwh_queue_lag_seconds'])
      expect(seriesValue(down, name), name).toBeNull()
    showHealth({ database: 'up', migrations: 'behind', queue: { ...queue, workers: 0 } })
    expect(seriesValue(await read(port), 'wbwh_workers')).toBe(0)
  })
})

describe('this parser', () => {
  it.each([
    ['no final line feed', '# TYPE a counter\na 1'],
    ['no type', 'a 1\n'],
    ['a type twice', '# TYPE a counter\n# TYPE a counter\na 1\n'],
    ['an unknown comment', '# hello\n'],
    ['a value that is none', '# TYPE a counter\na one\n'],
    ['a series twice', '# TYPE a counter\na{b="c"} 1\na{b="c"} 2\n'],
    ['a label without quotes', '# TYPE a counter\na{b=c} 1\n'],
    ['buckets that shrink', '# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\n'],
    ['buckets without an end', '# TYPE a histogram\na_bucket{le="1"} 2\n'],
  ])('refuses %s', (_name, text) => {
    expect(() => parseExposition(text)).toThrow(Error)
  })
})
