import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as renditions from '#app/renditions/[kind]/[slug]/[format]/route.ts'
import { articleAnswerSchema, problemSchema } from '#publication/contract/index.ts'
import { currentRecord, origin, secret } from '#tests/unit/publication/contract/records.ts'

const edition = vi.hoisted(() => ({
  articleAt: vi.fn(),
  articleBySlugOrId: vi.fn(),
  newestRevision: vi.fn(),
}))
vi.mock('#publication/edition/index.ts', async (original) => ({ ...(await original<object>()), ...edition }))
vi.mock('#platform/env.ts', () => ({ env: () => ({ SITE_URL: origin, INTERNAL_SECRET: secret }) }))

const rendition = (format: string, slug = 'article-1', init?: RequestInit, kind = 'articles') =>
  renditions.GET(new Request(`http://x/renditions/${kind}/${slug}/${format}`, init), {
    params: Promise.resolve({ kind, slug, format }),
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
  it('gives the Markdown document as it is kept', async () => {
    const response = await rendition('markdown')
    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(response.headers.get('link')).toContain(`<${origin}/articles/article-1>; rel="canonical"`)
    expect(response.headers.get('x-revision')).toBe('41')
    expect(await response.text()).toBe(currentRecord().markdown)
  })

  it('gives the JSON of the API', async () => {
    const response = await rendition('json')
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(articleAnswerSchema.parse(await response.json()).body).toMatchObject({ type: 'root' })
  })

  it('answers 304 for what is known', async () => {
    const etag = (await rendition('markdown')).headers.get('etag') ?? ''
    expect((await rendition('markdown', 'article-1', { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  it.each([
    ['markdown', 'md'],
    ['json', 'json'],
  ])('follows a rename in %s', async (format, ending) => {
    found({ kind: 'moved', to: '/articles/new-name' })
    const response = await rendition(format)
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe(`${origin}/articles/new-name.${ending}`)
  })

  it('is gone with its article', async () => {
    found({ kind: 'gone', reason: null, at: '2026-11-20T10:00:00.000Z' })
    const response = await rendition('markdown')
    expect(response.status).toBe(410)
    expect(problemSchema.parse(await response.json()).detail).toBe('Withdrawn on 2026-11-20.')
  })

  it.each(['html', 'constructor', '__proto__', ''])('has no rendition %j', async (format) => {
    expect((await rendition(format)).status).toBe(404)
    expect(edition.articleAt).not.toHaveBeenCalled()
  })

  it('has Markdown of articles alone', async () => {
    expect((await rendition('markdown', 'scale', {}, 'topics')).status).toBe(404)
  })

  it.each(['markdown', 'json'])('refuses to be written to as %s', async (format) => {
    expect((await rendition(format, 'article-1', { method: 'POST' })).status).toBe(405)
  })
})
