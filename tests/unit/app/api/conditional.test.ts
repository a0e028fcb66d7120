import { beforeEach, describe, expect, it, vi } from 'vitest'
import { currentRecord, origin, secret } from '#tests/unit/publication/contract/records.ts'
import { fillReads, headersOf, list, one, seen } from './asked.ts'

const edition = vi.hoisted(() => ({
  articles: vi.fn(),
  wholeArticles: vi.fn(),
  articleBySlugOrId: vi.fn(),
  newestRevision: vi.fn(),
}))
vi.mock('#publication/edition/index.ts', async (original) => ({ ...(await original<object>()), ...edition }))
vi.mock('#platform/env.ts', () => ({ env: () => ({ SITE_URL: origin, INTERNAL_SECRET: secret }) }))
vi.mock('#platform/log.ts', () => ({ log: () => ({ error: vi.fn() }) }))

beforeEach(() => {
  vi.resetAllMocks()
  fillReads(edition)
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
    ['a year alone', '9999', 200],
    ['a date in another form', '2099-01-01T00:00:00Z', 200],
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
