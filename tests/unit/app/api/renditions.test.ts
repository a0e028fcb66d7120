import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as renditions from '#app/renditions/[...path]/route.ts'
import { articleAnswerSchema, problemSchema } from '#publication/contract/index.ts'
import { currentRecord, origin, secret } from '#tests/unit/publication/contract/records.ts'

const edition = vi.hoisted(() => ({
  articleAt: vi.fn(),
  articleBySlugOrId: vi.fn(),
  newestRevision: vi.fn(),
}))
vi.mock('#publication/edition/index.ts', async (original) => ({ ...(await original<object>()), ...edition }))
vi.mock('#platform/env.ts', () => ({ env: () => ({ SITE_URL: origin, INTERNAL_SECRET: secret }) }))

const rendition = (ending: string, slug = 'article-1', init?: RequestInit, kind = 'articles') =>
  renditions.GET(new Request('http://x/whatever', init), {
    params: Promise.resolve({ path: [kind, `${slug}.${ending}`] }),
  })
const found = (answer: object) => {
  edition.articleAt.mockResolvedValue({ revision: 41, ...answer })
  edition.articleBySlugOrId.mockResolvedValue({ revision: 41, ...answer })
}

beforeEach(() => {
  vi.resetAllMocks()
  // Newer than any answer of these tests, so that none is known from the test before.
  edition.newestRevision.mockResolvedValue(1_000)
  found({ kind: 'current', value: currentRecord() })
})

describe('/articles/{slug}.md and .json', () => {
  it('gives the Markdown document, which is not for search engines, and leads to the page', async () => {
    const { status, headers } = await rendition('md')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8; variant=GFM')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('vary')).toBe('Accept-Encoding, Accept')
    expect(headers.get('link')).toContain(`<${origin}/articles/article-1>; rel="canonical"`)
    expect(headers.get('x-revision')).toBe('41')
  })

  it('gives the JSON of the API', async () => {
    const response = await rendition('json')
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(articleAnswerSchema.parse(await response.json()).body).toMatchObject({ type: 'root' })
  })

  it('answers 304 for what is known', async () => {
    const etag = (await rendition('md')).headers.get('etag') ?? ''
    expect((await rendition('md', 'article-1', { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  it('answers 304 by date for what is known, and not for what has changed since', async () => {
    const since = (date: string) => rendition('md', 'article-1', { headers: { 'if-modified-since': date } })
    expect((await since('Wed, 18 Nov 2026 10:12:00 GMT')).status).toBe(304)
    expect((await since('Wed, 18 Nov 2026 10:11:59 GMT')).status).toBe(200)
  })

  it.each(['md', 'json'])('follows a rename in %s', async (ending) => {
    found({ kind: 'moved', to: '/articles/new-name' })
    const response = await rendition(ending)
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe(`${origin}/articles/new-name.${ending}`)
  })

  it('is gone with its article', async () => {
    found({ kind: 'gone', reason: null, at: '2026-11-20T10:00:00.000Z' })
    const response = await rendition('md')
    expect(response.status).toBe(410)
    expect(problemSchema.parse(await response.json()).detail).toBe('Withdrawn on 2026-11-20.')
  })

  it.each(['html', 'constructor', '__proto__', ''])('has no rendition %j', async (format) => {
    expect((await rendition(format)).status).toBe(404)
    expect(edition.articleAt).not.toHaveBeenCalled()
  })

  it('has Markdown of articles alone', async () => {
    expect((await rendition('md', 'scale', {}, 'topics')).status).toBe(404)
  })

  it.each(['md', 'json'])('refuses to be written to as %s', async (format) => {
    expect((await rendition(format, 'article-1', { method: 'POST' })).status).toBe(405)
  })
})

describe.each([
  ['bib', 'application/x-bibtex; charset=utf-8'],
  ['csl.json', 'application/vnd.citationstyles.csl+json'],
])('/articles/{slug}/cite.%s', (ending, type) => {
  const citation = (init?: RequestInit, kind = 'articles') =>
    renditions.GET(new Request('http://x/whatever', init), {
      params: Promise.resolve({ path: [kind, 'article-1', `cite.${ending}`] }),
    })

  it('is a file that is named after its edition, and names where that stays', async () => {
    const { slug, edition: number } = currentRecord()
    const response = await citation()
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${slug}-${number}.${ending}"`)
    expect(await response.text()).toContain(`${origin}/articles/${slug}/editions/${number}`)
  })

  it('is known by its tag, follows a rename, and is gone with its article', async () => {
    const etag = (await citation()).headers.get('etag') ?? ''
    expect((await citation({ headers: { 'if-none-match': etag } })).status).toBe(304)
    found({ kind: 'moved', to: '/articles/new-name' })
    expect((await citation()).headers.get('location')).toBe(`${origin}/articles/new-name/cite.${ending}`)
    found({ kind: 'gone', reason: null, at: '2026-11-20T10:00:00.000Z' })
    expect((await citation()).status).toBe(410)
  })

  it('is of articles alone', async () => {
    expect((await citation({}, 'topics')).status).toBe(404)
  })
})
