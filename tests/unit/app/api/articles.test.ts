import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as route from '#app/api/v1/[[...rest]]/route.ts'
import { articleAnswerSchema, listAnswerSchema } from '#publication/contract/index.ts'
import { anyText, articleId, hostileTitle, origin, secret } from '#tests/unit/publication/contract/records.ts'
import { fillReads, headersOf, list, one, problemOf, seen } from './asked.ts'

const edition = vi.hoisted(() => ({
  articles: vi.fn(),
  wholeArticles: vi.fn(),
  articleBySlugOrId: vi.fn(),
  newestRevision: vi.fn(),
}))
const errorLine = vi.hoisted(() => vi.fn())
vi.mock('#publication/edition/index.ts', async (original) => ({ ...(await original<object>()), ...edition }))
vi.mock('#platform/env.ts', () => ({ env: () => ({ SITE_URL: origin, INTERNAL_SECRET: secret }) }))
vi.mock('#platform/log.ts', () => ({ log: () => ({ error: errorLine }) }))

const service = `<${origin}/api/v1/openapi.json>; rel="service-desc"; type="application/json", <${origin}/developers>; rel="service-doc"`

beforeEach(() => {
  vi.resetAllMocks()
  fillReads(edition)
})

describe('GET /api/v1/articles', () => {
  it('answers the promised shape with every promised header', async () => {
    const response = await list('?topic=scale&limit=2')
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text.endsWith('\n')).toBe(false)
    const answer = listAnswerSchema.parse(JSON.parse(text))
    expect(answer.data.map(({ title }) => title)).toEqual([hostileTitle, hostileTitle])
    expect(headersOf(response)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-expose-headers':
        'ETag, Last-Modified, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, X-Revision',
      'cache-control': 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400',
      'content-length': String(Buffer.byteLength(text)),
      'content-type': 'application/json',
      etag: expect.stringMatching(/^"[\w-]{22,}"$/),
      'last-modified': 'Wed, 18 Nov 2026 10:12:00 GMT',
      link: `<${origin}/api/v1/articles?topic=scale&limit=2&after=${answer.page.next}>; rel="next", ${service}`,
      vary: 'Accept-Encoding',
      'x-revision': '41',
    })
  })

  it('leads on by its own link, and back', async () => {
    const { page } = listAnswerSchema.parse(await (await list('?author=editorial-desk')).json())
    const response = await list(`?author=editorial-desk&after=${page.next}`)
    expect(edition.articles).toHaveBeenLastCalledWith(
      expect.objectContaining({ author: 'editorial-desk', after: { at: expect.any(String), id: articleId(2) } }),
    )
    expect(response.headers.get('link')).toMatch(
      /^<https:\/\/example\.org\/[^>]*author=editorial-desk&after=[\w-]+>; rel="next", <https:\/\/example\.org\/[^>]*author=editorial-desk&before=[\w-]+>; rel="prev", /,
    )
  })

  it('includes whole articles when asked, in order, by one read however many they are', async () => {
    const answer = listAnswerSchema.parse(await (await list('?include=body,sources&format=text')).json())
    expect(answer.data.map(({ id, body }) => [id, body])).toEqual([
      [articleId(1), 'Plain text.'],
      [articleId(2), 'Plain text.'],
    ])
    expect(answer.data[0]?.sources).toHaveLength(1)
    expect(edition.wholeArticles).toHaveBeenCalledOnce()
    for (const other of [edition.articles, edition.articleBySlugOrId]) expect(other).not.toHaveBeenCalled()
  })

  it('answers an empty list', async () => {
    edition.articles.mockResolvedValue({
      items: [],
      next: null,
      previous: null,
      revision: 0,
      revisedAt: seen.revisedAt,
    })
    const response = await list('?topic=nobody')
    expect(await response.json()).toEqual({ data: [], page: { next: null, previous: null, limit: 20, hasMore: false } })
    expect(response.headers.get('link')).toBe(service)
  })

  it.each([
    '?limit=101',
    '?q=x',
    '?topic=%00',
    '?topic=%ED%A0%80',
    '?topic=%zz',
    '?limit=1&limit=1',
    '?after=forged',
    `?a=${'x'.repeat(65_536)}`,
  ])('answers bad query %$ with a problem and reads nothing', async (search) => {
    const response = await list(search)
    expect(response.status).toBe(400)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect((await problemOf(response)).errors?.length).toBeGreaterThan(0)
    expect(edition.articles).not.toHaveBeenCalled()
  })

  it('never answers 5xx for any query', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (search) => {
        expect((await list(`?${search.replaceAll('#', '')}`)).status).toBeLessThan(500)
      }),
    )
  })
})

describe('GET /api/v1/articles/{slug or id}', () => {
  it.each(['article-1', articleId(1)])('answers %s with the promised shape', async (key) => {
    const response = await one(key)
    expect(response.status).toBe(200)
    const answer = articleAnswerSchema.parse(await response.json())
    expect(answer.url).toBe(`${origin}/articles/article-1`)
    expect(response.headers.get('last-modified')).toBe('Wed, 18 Nov 2026 10:12:00 GMT')
    expect(response.headers.get('link')).toContain(`<${origin}/articles/article-1>; rel="canonical"`)
  })

  it('answers in the asked format and fields', async () => {
    const answer = await (await one('article-1', '?fields=title,body&format=text')).json()
    expect(answer).toEqual({ id: articleId(1), title: hostileTitle, body: 'Plain text.' })
  })

  it('leads from an old slug to the new one, and keeps the query', async () => {
    edition.articleBySlugOrId.mockResolvedValue({ kind: 'moved', to: '/articles/new-name', revision: 43 })
    const response = await one('old-name', '?format=html')
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe(`${origin}/api/v1/articles/new-name?format=html`)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  it.each(['articles', 'editions', 'old-name'])('leads on below an old slug too: %s', async (slug) => {
    edition.articleBySlugOrId.mockResolvedValue({ kind: 'moved', to: '/articles/new-name', ...seen })
    const locations = []
    for (const rest of ['/editions?limit=2', '/editions/1'])
      locations.push((await one(`${slug}${rest}`)).headers.get('location'))
    expect(locations).toEqual([
      `${origin}/api/v1/articles/new-name/editions?limit=2`,
      `${origin}/api/v1/articles/new-name/editions/1`,
    ])
  })

  it('says that a withdrawn article is gone, and why', async () => {
    const at = '2026-11-20T10:00:00.000Z'
    edition.articleBySlugOrId.mockResolvedValue({ kind: 'gone', reason: 'Its source was retracted.', at, revision: 44 })
    const response = await one('article-1')
    expect(response.status).toBe(410)
    expect((await problemOf(response)).detail).toBe('Withdrawn on 2026-11-20. Its source was retracted.')
    expect(response.headers.get('x-revision')).toBe('44')
  })

  it('says that an unknown article is not found', async () => {
    edition.articleBySlugOrId.mockResolvedValue({ kind: 'unknown', revision: 44 })
    const response = await one('nothing')
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('public, max-age=10')
    expect((await problemOf(response)).type).toBe(`${origin}/developers#not-found`)
  })

  it.each([
    ['a%00', 400],
    ['%ff', 400],
    ['x'.repeat(65_536), 400],
    ['%2e%2e%2f', 404],
    ["a'%20or%201=1", 404],
  ])('reads nothing for bad key %$', async (key, status) => {
    const response = await one(key)
    expect(response.status).toBe(status)
    await problemOf(response)
    expect(edition.articleBySlugOrId).not.toHaveBeenCalled()
  })
})

describe('methods', () => {
  it('answers HEAD like GET, without the body', async () => {
    for (const search of ['', '?limit=0']) {
      const get = await list(search)
      const head = await list(search, { method: 'HEAD' })
      expect(head.status).toBe(get.status)
      expect(await head.text()).toBe('')
      // The id of a problem is part of its body, and always of one length.
      expect(headersOf(head)).toEqual(headersOf(get))
    }
  })

  it('answers a preflight', async () => {
    const response = await list('', { method: 'OPTIONS' })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS')
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('refuses %s with what is allowed', async (method) => {
    for (const response of [await list('', { method }), await one('article-1', '', { method })]) {
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
      expect((await problemOf(response)).detail).toContain(method)
    }
  })

  it.each(['GET', 'POST', 'DELETE'])('knows nothing else below /api/v1: %s', async (method) => {
    for (const path of ['', '/', '/users', '/articles/a/b', '/articles/a/editions/1/x']) {
      const response = await route.GET(new Request(`http://x/api/v1${path}`, { method }))
      expect(response.status).toBe(method === 'GET' ? 404 : 405)
      await problemOf(response)
    }
  })

  it('describes itself, and takes no parameters there', async () => {
    const response = await route.GET(new Request('http://x/api/v1/openapi.json'))
    expect(await response.json()).toMatchObject({ openapi: '3.1.1', servers: [{ url: `${origin}/api/v1` }] })
    expect((await route.GET(new Request('http://x/api/v1/openapi.json?limit=1'))).status).toBe(400)
  })

  it('leads from an address with a slash at its end to the one without', async () => {
    const response = await route.GET(new Request('http://x/api/v1/articles/?limit=2'))
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe(`${origin}/api/v1/articles?limit=2`)
  })
})

describe('faults', () => {
  it('answers 503 while the database is away', async () => {
    edition.articles.mockRejectedValue(Object.assign(new Error('connect 10.0.0.5:5432'), { code: 'ECONNREFUSED' }))
    const response = await list()
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(JSON.stringify(await problemOf(response))).not.toContain('10.0.0.5')
    expect(errorLine).toHaveBeenCalledOnce()
  })

  it('says nothing of an unknown error but the id that its log line carries', async () => {
    edition.articleBySlugOrId.mockRejectedValue(new TypeError('select secret from users at /srv/x.ts'))
    const response = await one('article-1')
    expect(response.status).toBe(500)
    const problem = await problemOf(response)
    expect(JSON.stringify(problem)).not.toMatch(/secret|users|srv|TypeError/)
    const requestId = response.headers.get('x-request-id')
    expect(errorLine).toHaveBeenCalledWith({ requestId, err: expect.any(TypeError) }, 'answered 500')
  })

  it('takes no request id and no origin from outside', async () => {
    const headers = { 'x-request-id': 'mine', host: 'attacker.example', 'x-forwarded-host': 'attacker.example' }
    const response = await list('', { headers })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await response.text()).not.toContain('attacker')
    expect(response.headers.get('link')).not.toContain('attacker')
  })
})
