import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as route from '#app/api/v1/[[...rest]]/route.ts'
import { type parseListParameters, problemSchema } from '#publication/contract/index.ts'
import { articleId, currentRecord, origin, secret, summaryRecord } from '#tests/unit/publication/contract/records.ts'

/** What every read says of the moment at which it was made. */
const seen = { revision: 41, revisedAt: '2026-11-18T10:12:00.000Z' }

type Query = ReturnType<typeof parseListParameters>['query']

const edition = vi.hoisted(() => ({ articles: vi.fn(), articleBySlugOrId: vi.fn(), newestRevision: vi.fn() }))
const errorLine = vi.hoisted(() => vi.fn())
vi.mock('#publication/edition/index.ts', async (original) => ({ ...(await original<object>()), ...edition }))
vi.mock('#platform/env.ts', () => ({ env: () => ({ SITE_URL: origin, INTERNAL_SECRET: secret }) }))
vi.mock('#platform/log.ts', () => ({ log: () => ({ error: errorLine }) }))

const base = 'http://attacker.example:1234/api/v1/articles'
const list = (search = '', init?: RequestInit) => route.GET(new Request(`${base}${search}`, init))
/** @param key as it stands in the address */
const one = (key: string, search = '', init?: RequestInit) => route.GET(new Request(`${base}/${key}${search}`, init))
const _service = `<${origin}/api/v1/openapi.json>; rel="service-desc"; type="application/json", <${origin}/developers>; rel="service-doc"`
const headersOf = (response: Response, ...without: string[]): Record<string, string> =>
  Object.fromEntries([...response.headers].filter(([name]) => !['x-request-id', ...without].includes(name)))

async function _problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const problem = problemSchema.parse(await response.json())
  expect(problem.status).toBe(response.status)
  expect(problem.instance).toBe(`urn:request:${response.headers.get('x-request-id')}`)
  return problem
}

beforeEach(() => {
  vi.resetAllMocks()
  // Newer than any answer of these tests, so that none is known from the test before.
  edition.newestRevision.mockResolvedValue(1_000)
  edition.articles.mockImplementation(async (query: Query) => ({
    items: [summaryRecord(1), summaryRecord(2)],
    next: { at: '2026-09-08T08:00:00.000Z', id: articleId(2) },
    previous: query.after ? { at: '2026-09-08T08:00:00.000Z', id: articleId(1) } : null,
    ...seen,
  }))
  edition.articleBySlugOrId.mockImplementation(async (key: string) => {
    const number = key.startsWith('a_') ? Number(key.slice(-3)) : 1
    return { kind: 'current', value: currentRecord(number), ...seen }
  })
})

describe('conditional requests', () => {
  it.each([
    ['the same tag', (etag: string) => etag],
    ['the same tag, weak', (etag: string) => `W/${etag}`],
    ['a list with it', (etag: string) => `"other", W/${etag} , "a, b"`],
    ['anything', () => '*'],
  ])('answers 304 with the same headers and no body for %s', async (_, header) => {
    for (const ask of [list, (search?: string, init?: RequestInit) => one('article-1', search, init)]) {
      const full = await ask('')
      const response = await ask('', { headers: { 'if-none-match': header(full.headers.get('etag') ?? '') } })
      expect(response.status).toBe(304)
      expect(await response.text()).toBe('')
      expect(headersOf(response)).toEqual(headersOf(full, 'content-type', 'content-length'))
    }
  })

  it.each(['"other"', 'W/"other"', '', 'garbage', '"unclosed', '"'.repeat(5001)])(
    'answers 200 for another tag, or none: %$',
    async (header) => {
      expect((await list('', { headers: { 'if-none-match': header } })).status).toBe(200)
    },
  )

  it('gives every representation its own tag, and the same one the same tag', async () => {
    const tags = await Promise.all(
      ['', '?format=html', '?format=text', '?fields=title', ''].map(async (search) =>
        (await one('article-1', search)).headers.get('etag'),
      ),
    )
    expect(new Set(tags).size).toBe(4)
    expect(tags[4]).toBe(tags[0])
  })

  it.each([
    ['the second of the last change', 'Wed, 18 Nov 2026 10:12:00 GMT', 304],
    ['a later one', 'Wed, 18 Nov 2026 10:12:01 GMT', 304],
    ['one before it', 'Wed, 18 Nov 2026 10:11:59 GMT', 200],
    ['no date', 'yesterday', 200],
  ])('answers If-Modified-Since with %s', async (_, since, status) => {
    for (const response of [
      await one('article-1', '', { headers: { 'if-modified-since': since } }),
      await list('', { headers: { 'if-modified-since': since } }),
    ])
      expect(response.status).toBe(status)
  })

  it('believes a tag more than a time (RFC 9110 13.2.2)', async () => {
    const headers = { 'if-none-match': '"other"', 'if-modified-since': 'Wed, 18 Nov 2026 10:12:00 GMT' }
    expect((await one('article-1', '', { headers })).status).toBe(200)
  })

  it('gives no time that is ahead of the clock, and does not believe one either', async () => {
    const changedAt = new Date(Date.now() + 5_000).toISOString()
    edition.articleBySlugOrId.mockResolvedValue({ kind: 'current', value: { ...currentRecord(), changedAt }, ...seen })
    const response = await one('article-1', '', { headers: { 'if-modified-since': new Date().toUTCString() } })
    expect(response.status).toBe(200)
    expect(response.headers.has('last-modified')).toBe(false)
  })
})
