import type { Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answered } from '#platform/door/answered.ts'
import type { HeldResponse } from '#platform/door/held-response.ts'
import type { Health } from '#platform/health/probe.ts'
import { readinessOf } from '#platform/health/readiness.ts'
import { logContext } from '#platform/log-context.ts'
import { tellRequest } from '#platform/requests.ts'
import { ask } from './ask.ts'
import { recorded } from './recorded.ts'
import { serveDoor } from './serve-door.ts'

const well: Health = {
  database: 'up',
  migrations: 'current',
  queue: { waiting: 0, failing: 0, scheduled: 4, lagSeconds: 0.2, workers: 1 },
}
const readiness = vi.fn(async () => readinessOf(well))
const answered: Answered[] = []
const contexts: object[] = []
let behind: (response: HeldResponse) => void = () => {}
let asked = 0
let server: Server
let port = 0

beforeAll(async () => {
  const handler = async (request: { url?: string | undefined }, response: HeldResponse) => {
    const isError = request.url?.startsWith('/errors/')
    response.setHeader('content-type', 'text/html')
    if (isError) return void response.end(recorded('error-document'))
    asked += 1
    contexts.push(await Promise.resolve().then(logContext))
    behind(response)
  }
  const log = { error: vi.fn() }
  const onAnswered = (one: Answered) => answered.push(one)
  ;({ server, port } = await serveDoor({ handler, isDatabaseUp: async () => true, log, readiness, onAnswered }))
})
afterAll(() => void server.close())
beforeEach(() => {
  vi.clearAllMocks()
  answered.length = 0
  contexts.length = 0
  asked = 0
  behind = (response) => response.end(recorded('article'))
})
const get = (path: string, method = 'GET', headers = {}) => ask(port, path, headers, method)

describe('health', () => {
  it('says that the process lives, and asks nobody for it', async () => {
    const answer = await get('/api/health/live')
    expect([answer.status, answer.text]).toEqual([200, '{"status":"live"}'])
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' })
    expect(readiness).not.toHaveBeenCalled()
    expect(asked).toBe(0)
  })

  it('says that the process is ready, with numbers and no more', async () => {
    const answer = await get('/api/health/ready')
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text)).toEqual({
      status: 'ready',
      checks: {
        database: { status: 'up' },
        migrations: { status: 'current' },
        queue: { waiting: 0, lagSeconds: 0, failing: 0, worker: 'seen' },
      },
    })
    expect(asked).toBe(0)
  })

  it('answers while the handler behind it hangs', async () => {
    behind = () => {}
    const hanging = get('/articles/x').catch(() => null)
    await vi.waitFor(() => expect(asked).toBe(1))
    expect((await get('/api/health/live')).status).toBe(200)
    expect((await get('/api/health/ready')).status).toBe(200)
    server.closeAllConnections()
    await hanging
  })

  it('is 503 with Retry-After when not ready, to HEAD too', async () => {
    const down = readinessOf({ database: 'down', migrations: 'unknown', queue: null })
    readiness.mockResolvedValueOnce(down).mockResolvedValueOnce(down)
    const answer = await get('/api/health/ready')
    expect([answer.status, answer.headers['retry-after'], answer.headers['cache-control']]).toEqual([
      503,
      '5',
      'no-store',
    ])
    expect(JSON.parse(answer.text)).toEqual({
      status: 'not-ready',
      checks: {
        database: { status: 'down' },
        migrations: { status: 'unknown' },
        queue: { waiting: null, lagSeconds: null, failing: null, worker: 'unknown' },
      },
    })
    const head = await get('/api/health/ready', 'HEAD')
    expect([head.status, head.body.length, head.headers['retry-after']]).toEqual([503, 0, '5'])
  })

  it.each([
    ['a worker that is absent', { workers: 0 }],
    ['a job that fails', { failing: 1 }],
    ['a long wait', { lagSeconds: 61 }],
  ])('still serves with %s, and says so', (_name, wrong) => {
    const queue = { waiting: 0, failing: 0, scheduled: 0, lagSeconds: 0, workers: 1, ...wrong }
    expect(readinessOf({ ...well, queue }).status).toBe('degraded')
  })

  it('does not serve on a schema older than its code', () => {
    expect(readinessOf({ ...well, migrations: 'behind' }).status).toBe('not-ready')
  })

  it('refuses to be written, and knows no third address', async () => {
    const posted = await get('/api/health/ready', 'POST')
    expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD'])
    for (const path of ['/api/health', '/api/health/', '/api/health/ready/x', '/api/health/database'])
      expect((await get(path)).status, path).toBe(404)
    expect(asked).toBe(0)
    await get('/api/healthy')
    expect(asked).toBe(1)
  })
})

describe('a request that is over', () => {
  it('is told once, under the id that its answer carries and that its lines stand under', async () => {
    const answer = await get('/articles/x?who=me', 'GET')
    const requestId = answer.headers['x-request-id']
    expect(answered).toEqual([
      { requestId, zone: 'page', method: 'GET', path: '/articles/x', status: 200, ms: expect.any(Number) },
    ])
    expect(contexts).toEqual([{ requestId }])
  })

  it('keeps apart what is served at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => get(`/articles/a${at}`)))
    const ids = answers.map(({ headers }) => headers['x-request-id'])
    expect(new Set(ids).size).toBe(8)
    expect(contexts.map((context) => (context as { requestId: string }).requestId).toSorted()).toEqual(ids.toSorted())
    expect(logContext()).toEqual({})
  })

  it('is told by its own method and without a token', async () => {
    await get('/admin/reset/0a1b2c3d?x=1', 'HEAD')
    expect(answered[0]).toMatchObject({ method: 'HEAD', path: '/admin/reset/[token]', zone: 'admin' })
  })

  it('is 499 when the client went away first', async () => {
    behind = () => {}
    const hanging = get('/articles/x').catch(() => null)
    await vi.waitFor(() => expect(asked).toBe(1))
    server.closeAllConnections()
    await hanging
    await vi.waitFor(() => expect(answered[0]).toMatchObject({ status: 499 }))
  })

  it.each([
    ['a failure', { status: 503 }, 'warn'],
    ['a slow read', { ms: 1_001 }, 'info'],
    ['a change', { method: 'POST', zone: 'api' as const }, 'info'],
    ['a plain read', {}, 'debug'],
    ['a check that finds it not ready', { status: 503, zone: 'health' as const }, 'debug'],
    ['an order of the worker', { method: 'POST', zone: 'internal' as const }, 'debug'],
  ] as const)('has a line: %s', (_name, more, level) => {
    const log = { warn: vi.fn(), info: vi.fn(), debug: vi.fn() }
    const told = { requestId: 'r', zone: 'page' as const, method: 'GET', path: '/x', status: 200, ms: 3.4, ...more }
    tellRequest(told, log)
    for (const name of ['warn', 'info', 'debug'] as const)
      expect(log[name].mock.calls.length, name).toBe(name === level ? 1 : 0)
    expect(log[level].mock.calls[0]?.[0]).toMatchObject({ requestId: 'r', path: '/x', status: told.status })
  })
})
