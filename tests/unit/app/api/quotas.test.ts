import { beforeEach, describe, expect, it, vi } from 'vitest'
import { answerApi } from '#app/api/v1/router.ts'
import { limitsOfProcess } from '#platform/limits/limits.ts'
import { problemSchema } from '#publication/contract/index.ts'
import { currentRecord, origin, secret } from '#tests/unit/publication/contract/records.ts'

const edition = vi.hoisted(() => ({ articleBySlugOrId: vi.fn(), search: vi.fn(), newestRevision: vi.fn() }))
const environment = {
  SITE_URL: origin,
  INTERNAL_SECRET: secret,
  API_REQUESTS_PER_MINUTE: 3,
  API_SEARCHES_PER_MINUTE: 1,
}
vi.mock('#publication/edition/index.ts', async (original) => ({ ...(await original<object>()), ...edition }))
vi.mock('#platform/env.ts', () => ({ env: () => environment }))
vi.mock('#platform/log.ts', () => ({ log: () => ({ error: vi.fn() }) }))

const seen = { revision: 41, revisedAt: '2026-11-18T10:12:00.000Z' }
let askers = 0
let limitKey = ''
beforeEach(() => {
  vi.resetAllMocks()
  limitKey = `asker ${askers++}`
  edition.newestRevision.mockResolvedValue(41)
  edition.articleBySlugOrId.mockResolvedValue({ kind: 'current', value: currentRecord(), ...seen })
  edition.search.mockResolvedValue({ items: [], next: null, didYouMean: null, ...seen })
})

type More = { method?: string; ifNoneMatch?: string; ifModifiedSince?: string; limitKey?: string | undefined }

const ask = (path: string, more: More = {}) => {
  const [pathname = '', query] = path.split('?')
  const search = query === undefined ? '' : `?${query}`
  return answerApi({ method: 'GET', path: pathname, search, requestId: 'an-id', limitKey, ...more })
}
const article = '/api/v1/articles/article-1'

describe('quotas of the public API', () => {
  it('tells what is left, and refuses with a problem that says when to come back', async () => {
    const first = await ask(article)
    expect(first.headers).toMatchObject({
      'RateLimit-Policy': '"anon";q=3;w=60',
      RateLimit: expect.stringMatching(/^"anon";r=2;t=\d+$/),
    })
    await ask(article)
    await ask(article)
    const refused = await ask(article)
    expect(refused.status).toBe(429)
    expect(refused.headers).toMatchObject({
      'Content-Type': 'application/problem+json',
      'Retry-After': expect.stringMatching(/^[1-9]\d?$/),
      RateLimit: expect.stringMatching(/^"anon";r=0;t=\d+$/),
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
    })
    const problem = problemSchema.parse(JSON.parse(String(refused.body)))
    expect(problem).toMatchObject({ type: `${origin}/developers#quota-exceeded`, 'violated-policies': ['anon'] })
  })

  it('charges everything alike: answers, problems, other methods, pages as JSON', async () => {
    await ask('/articles/article-1.json')
    await ask('/api/v1/nothing')
    await ask(article, { method: 'POST' })
    expect((await ask(article)).status).toBe(429)
  })

  it('charges nobody for a 304, whether the answer was there or had to be made, nor for OPTIONS', async () => {
    const tag = (await ask(article)).headers['ETag'] ?? ''
    for (let turn = 0; turn < 10; turn++) {
      // The last three find no answer that was given at this revision.
      if (turn === 7) edition.newestRevision.mockResolvedValue(42)
      expect((await ask(article, { ifNoneMatch: tag })).status).toBe(304)
      expect((await ask(article, { method: 'OPTIONS' })).status).toBe(204)
    }
    expect((await ask(article)).headers['RateLimit']).toMatch(/r=1;/)
  })

  it.each([
    ['any tag', { ifNoneMatch: '*' }],
    ['a date in the future', { ifModifiedSince: 'Thu, 31 Dec 2099 23:59:59 GMT' }],
  ])('has no more answers made for nothing than a quota of them: %s', async (_, condition) => {
    edition.newestRevision.mockResolvedValue(42)
    const statuses = []
    for (let turn = 0; turn < 10; turn++) statuses.push((await ask(article, condition)).status)
    expect(statuses).toEqual([...Array(6).fill(304), ...Array(4).fill(429)])
    expect(edition.articleBySlugOrId).toHaveBeenCalledTimes(6)
  })

  it('makes no search for nothing', async () => {
    edition.newestRevision.mockResolvedValue(42)
    const statuses = []
    for (let turn = 0; turn < 3; turn++)
      statuses.push((await ask(`/api/v1/search?q=${turn}`, { ifNoneMatch: '*' })).status)
    expect(statuses).toEqual([304, 429, 429])
    expect(edition.search).toHaveBeenCalledOnce()
  })

  it('makes no answer for whoever has used up the quota', async () => {
    for (let turn = 0; turn < 3; turn++) await ask('/api/v1/nothing')
    edition.newestRevision.mockResolvedValue(43)
    expect((await ask(article)).status).toBe(429)
    expect(edition.articleBySlugOrId).not.toHaveBeenCalled()
  })

  it('counts searches on their own as well, and a refused one not among the others', async () => {
    expect((await ask('/api/v1/search?q=one')).headers['RateLimit-Policy']).toBe('"search";q=1;w=60, "anon";q=3;w=60')
    const refused = await ask('/api/v1/search?q=two')
    expect(refused.status).toBe(429)
    expect(JSON.parse(String(refused.body))['violated-policies']).toEqual(['search'])
    expect((await ask(article)).headers['RateLimit']).toMatch(/^"anon";r=1;/)
  })

  it('counts others apart, and nobody without a key', async () => {
    for (let turn = 0; turn < 4; turn++) await ask(article)
    expect((await ask(article, { limitKey: 'somebody else' })).status).toBe(200)
    const free = await ask(article, { limitKey: undefined })
    expect(free.status).toBe(200)
    expect(free.headers['RateLimit']).toBeUndefined()
  })

  it('is kept for the process, not for the module', () => {
    expect(limitsOfProcess()).toBe(limitsOfProcess())
  })
})
