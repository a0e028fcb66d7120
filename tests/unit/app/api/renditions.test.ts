import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as failures from '#app/failures/[id]/route.ts'
import * as renditions from '#app/renditions/[kind]/[slug]/[format]/route.ts'
import { articleAnswerSchema, problemSchema } from '#publication/contract/index.ts'
import { currentRecord, origin, secret } from '#tests/unit/publication/contract/records.ts'

const edition = vi.hoisted(() => ({
  articleAt: vi.fn(),
  articleBySlugOrId: vi.fn(),
  findingAddress: vi.fn(),
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
const finding = (id: string) => failures.GET(new Request('http://x/failures/y'), { params: Promise.resolve({ id }) })

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

describe.each([
  ['bibtex', 'cite.bib', 'application/x-bibtex; charset=utf-8'],
  ['csl', 'cite.csl.json', 'application/vnd.citationstyles.csl+json'],
])('/articles/{slug} cited as %s', (format, ending, type) => {
  it('is a file that is named after its edition, and names where that stays', async () => {
    const { slug, edition: number } = currentRecord()
    const response = await rendition(format)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="${slug}-${number}${ending.slice('cite'.length)}"`,
    )
    expect(await response.text()).toContain(`${origin}/articles/${slug}/editions/${number}`)
  })

  it('is known by its tag, follows a rename, and is gone with its article', async () => {
    const etag = (await rendition(format)).headers.get('etag') ?? ''
    expect((await rendition(format, 'article-1', { headers: { 'if-none-match': etag } })).status).toBe(304)
    found({ kind: 'moved', to: '/articles/new-name' })
    expect((await rendition(format)).headers.get('location')).toBe(`${origin}/articles/new-name/${ending}`)
    found({ kind: 'gone', reason: null, at: '2026-11-20T10:00:00.000Z' })
    expect((await rendition(format)).status).toBe(410)
  })

  it('is of articles alone', async () => {
    expect((await rendition(format, 'scale', {}, 'topics')).status).toBe(404)
  })
})

describe('/failures/{slug}.{b1}', () => {
  it('leads to the finding within its article, for now', async () => {
    edition.findingAddress.mockResolvedValue({ path: '/articles/article-1#b1' })
    const response = await finding('article-1.b1')
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(`${origin}/articles/article-1#b1`)
    expect(edition.findingAddress).toHaveBeenCalledWith('article-1.b1')
  })

  it('is not found when the finding is not public', async () => {
    edition.findingAddress.mockResolvedValue(null)
    expect((await finding('article-1.b9')).status).toBe(404)
  })

  it.each(['%00', '%zz', 'x'.repeat(65_536)])('refuses bad id %$', async (id) => {
    expect((await finding(id)).status).toBe(400)
    expect(edition.findingAddress).not.toHaveBeenCalled()
  })
})
