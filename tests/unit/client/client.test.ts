import { describe, expect, it, vi } from 'vitest'
import { type ClientOptions, createClient, type KeptAnswer, type ProblemError } from '#client/index.ts'

const origin = 'https://example.org'
type Given = Response | Error
type Asked = { url: string; headers: Headers }

/** A client of a server that gives these answers, one after the other, and what it was asked. */
function clientOf(answers: Given[], options: Partial<ClientOptions> = {}) {
  const asked: Asked[] = []
  const fetch = async (input: URL | string | Request, init: RequestInit = {}) => {
    asked.push({ url: String(input), headers: new Headers(init.headers) })
    init.signal?.throwIfAborted()
    const next = answers.shift()
    if (!next) throw new Error('nothing more is answered here')
    if (next instanceof Error) throw next
    return next
  }
  return { client: createClient({ origin, fetch, ...options }), asked }
}

const json = (value: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { headers: { 'Content-Type': 'application/json', ...headers } })
const page = (data: unknown[], next: string | null) =>
  json({ data, page: { next, previous: null, limit: 2, hasMore: next !== null } })
const problem = (kind: string, status: number, headers: Record<string, string> = {}, more: object = {}) =>
  new Response(
    JSON.stringify({
      type: `${origin}/developers#${kind}`,
      title: 'Title.',
      status,
      detail: 'Detail.',
      instance: 'urn:request:abc',
      ...more,
    }),
    { status, headers: { 'Content-Type': 'application/problem+json', ...headers } },
  )

const failing = async (work: Promise<unknown>): Promise<ProblemError> =>
  work.then(
    () => {
      throw new Error('it did not fail')
    },
    (error) => error,
  )

const all = async <T>(walk: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const one of walk) found.push(one)
  return found
}

describe('what is asked', () => {
  it('is below the origin, with lists joined by commas and nothing that is left out', async () => {
    const { client, asked } = clientOf([json({}), json({}), json({}), json({})])
    await client.listArticles({ fields: ['slug', 'title'], include: ['body'], limit: 5, after: 'a+b' })
    await client.listArticles({ fields: [], topic: 'scale' })
    await client.getArticle('a/../b')
    await client.getEdition('a', 2)
    expect(asked.map(({ url }) => url.slice(origin.length))).toEqual([
      '/api/v1/articles?fields=slug%2Ctitle&include=body&limit=5&after=a%2Bb',
      '/api/v1/articles?topic=scale',
      '/api/v1/articles/a%2F..%2Fb',
      '/api/v1/articles/a/editions/2',
    ])
  })

  it('follows moves below the origin that it has, and others when that is what they are about', async () => {
    const to = (Location: string) => new Response(null, { status: 308, headers: { Location } })
    const { client, asked } = clientOf([
      to('http://inside:3000/api/v1/articles/new'),
      to('https://elsewhere.example/api/v1/articles/new'),
      json({ id: 'x' }),
    ])
    expect(await client.getArticle('old')).toEqual({ id: 'x' })
    expect(asked.map(({ url }) => url)).toEqual([
      `${origin}/api/v1/articles/old`,
      `${origin}/api/v1/articles/new`,
      'https://elsewhere.example/api/v1/articles/new',
    ])
    const endless = clientOf(Array.from({ length: 9 }, (_, at) => to(`${origin}/api/v1/${at}`)))
    expect(await failing(endless.client.getArticle('old'))).toMatchObject({ kind: 'no-answer' })
  })
})

describe('walks', () => {
  it('go through all pages, each when it is wanted, and keep the parameters', async () => {
    const { client, asked } = clientOf([page([1, 2], 'c1'), page([3], 'c2'), page([], null)])
    const walk = client.eachFinding({ topic: 'scale' })
    expect([await walk.next(), await walk.next()].map(({ value }) => value)).toEqual([1, 2])
    expect(asked).toHaveLength(1)
    expect(await all(walk)).toEqual([3])
    expect(asked.map(({ url }) => new URL(url).search)).toEqual([
      '?topic=scale',
      '?topic=scale&after=c1',
      '?topic=scale&after=c2',
    ])
  })

  it('of changes end at the newest, whose cursor is kept', async () => {
    const { client, asked } = clientOf([
      json({ data: [{ id: '1.0.a' }], page: { next: '1.0.a', limit: 1, hasMore: true } }),
      json({ data: [{ id: '2.0.b' }], page: { next: '2.0.b', limit: 1, hasMore: false } }),
    ])
    expect((await all(client.eachChange({ after: '0.0.x' }))).map(({ id }) => id)).toEqual(['1.0.a', '2.0.b'])
    expect(asked.map(({ url }) => new URL(url).search)).toEqual(['?after=0.0.x', '?after=1.0.a'])
  })
})

describe('errors', () => {
  it('are problems as the API explains them', async () => {
    const errors = [{ parameter: 'limt', detail: 'is not a parameter here' }]
    const { client } = clientOf([problem('invalid-parameter', 400, {}, { errors })])
    expect(await failing(client.listTopics())).toMatchObject({
      name: 'ProblemError',
      message: 'Detail. limt is not a parameter here.',
      kind: 'invalid-parameter',
      status: 400,
      detail: 'Detail.',
      errors,
      requestId: 'abc',
      retryAfterSeconds: null,
    })
  })

  it.each([
    [
      'a page of a proxy',
      new Response('<h1>Bad Gateway</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } }),
      502,
    ],
    ['a page where JSON should be', new Response('<h1>Hello</h1>', { headers: { 'Content-Type': 'text/html' } }), 200],
    [
      'half a problem',
      new Response('{"type":', { status: 500, headers: { 'Content-Type': 'application/problem+json' } }),
      500,
    ],
    ['no content', new Response(null, { status: 404, headers: { 'X-Request-Id': 'r' } }), 404],
  ])('are of the kind `unexplained` for %s', async (_, answer, status) => {
    const { client } = clientOf([answer])
    expect(await failing(client.listTopics())).toMatchObject({ name: 'ProblemError', kind: 'unexplained', status })
  })

  it.each([
    ['a network that is away', new TypeError('fetch failed')],
    ['an answer that breaks off', new Response('{"data":', { headers: { 'Content-Type': 'application/json' } })],
  ])('keep their cause for %s', async (_, answer) => {
    const error = await failing(clientOf([answer]).client.listTopics())
    expect(error).toMatchObject({ kind: 'no-answer', status: 0 })
    expect(error.cause).toBeInstanceOf(Error)
  })
})

describe('asking again', () => {
  it('waits as long as it is told to, and then does', async () => {
    vi.useFakeTimers()
    const { client, asked } = clientOf(
      [problem('quota-exceeded', 429, { 'Retry-After': '7' }), problem('unavailable', 503), json({ data: [] })],
      { retries: 2 },
    )
    const work = client.listTopics()
    await vi.advanceTimersByTimeAsync(6900)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(asked).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(2000)
    expect(await work).toEqual({ data: [] })
    vi.useRealTimers()
  })

  it('is not done for longer waits, other errors, or more often than was said', async () => {
    const long = clientOf([problem('quota-exceeded', 429, { 'Retry-After': '61' })], { retries: 2 })
    expect(await failing(long.client.listTopics())).toMatchObject({ kind: 'quota-exceeded', retryAfterSeconds: 61 })
    const other = clientOf([problem('internal', 500)], { retries: 2 })
    expect(await failing(other.client.listTopics())).toMatchObject({ kind: 'internal' })
    const none = clientOf([problem('unavailable', 503, { 'Retry-After': new Date(Date.now() + 4500).toUTCString() })])
    const { retryAfterSeconds } = await failing(none.client.listTopics())
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(3)
    expect(retryAfterSeconds).toBeLessThanOrEqual(5)
  })

  it('ends with the signal, with its reason', async () => {
    const control = new AbortController()
    const busy = problem('unavailable', 503, { 'Retry-After': '30' })
    const { client, asked } = clientOf([busy], { retries: 1, signal: control.signal })
    const work = client.listTopics()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    const reason = new Error('enough')
    control.abort(reason)
    await expect(work).rejects.toBe(reason)
    await expect(client.listTopics()).rejects.toBe(reason)
  })
})

it('keeps answers under their tags, and gives the kept one when it has not changed', async () => {
  const cache = new Map<string, KeptAnswer>()
  const { client, asked } = clientOf(
    [
      json({ data: [1] }, { ETag: '"a"' }),
      new Response(null, { status: 304 }),
      json({ data: [2] }, { ETag: '"b"' }),
      json({}),
    ],
    { cache, headers: { 'User-Agent': 'a reader' } },
  )
  expect([await client.listTopics(), await client.listTopics(), await client.listTopics()]).toEqual([
    { data: [1] },
    { data: [1] },
    { data: [2] },
  ])
  await client.listTopics({ limit: 2 })
  expect(asked.map(({ headers }) => headers.get('If-None-Match'))).toEqual([null, '"a"', '"a"', null])
  expect(asked.every(({ headers }) => headers.get('User-Agent') === 'a reader')).toBe(true)
  expect([...cache.values()].map(({ etag }) => etag)).toEqual(['"b"'])
})
