import { beforeEach, describe, expect, it, vi } from 'vitest'
import { GET, HEAD, POST } from '#app/feeds/[...path]/route.ts'
import { problemSchema } from '#publication/contract/index.ts'
import { author, topic } from '#tests/unit/components/fixtures.ts'
import { currentRecord, origin, secret } from '#tests/unit/publication/contract/records.ts'
import { all, type Element, parsedXml, textIn } from '#tests/unit/publication/feeds/parsed-xml.ts'

const edition = vi.hoisted(() => ({
  newestArticles: vi.fn(),
  newestOfTopic: vi.fn(),
  newestOfAuthor: vi.fn(),
  newestRevision: vi.fn(),
}))
vi.mock('#publication/edition/index.ts', () => edition)
vi.mock('#platform/env.ts', () => ({ env: () => ({ SITE_URL: origin, INTERNAL_SECRET: secret }) }))

const ask = (path: string, init?: RequestInit) =>
  (init?.method === 'HEAD' ? HEAD : GET)(new Request(`http://x/feeds/${path}`, init), {
    params: Promise.resolve({ path: path.split('/') }),
  })
const newest = [currentRecord()]
const channelOf = async (response: Response) => all(parsedXml(await response.text()), 'channel')[0] as Element

beforeEach(() => {
  vi.resetAllMocks()
  // Newer than any answer of these tests, so that none is known from the test before.
  edition.newestRevision.mockResolvedValue(1_000)
  edition.newestArticles.mockResolvedValue({ newest, revision: 41 })
  edition.newestOfTopic.mockResolvedValue({ kind: 'current', value: { ...topic, newest }, revision: 42 })
  edition.newestOfAuthor.mockResolvedValue({ kind: 'current', value: { ...author, newest }, revision: 43 })
})

describe('/feeds/…', () => {
  it.each([
    ['all.rss', 'application/rss+xml; charset=utf-8', '41'],
    ['topics/scale.atom', 'application/atom+xml; charset=utf-8', '42'],
    ['authors/editorial-desk.json', 'application/feed+json', '43'],
  ])('%s says what it is, and may be kept by all', async (path, type, revision) => {
    const { status, headers } = await ask(path)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('x-revision')).toBe(revision)
    expect(headers.get('cache-control')).toMatch(/^public, max-age=60, stale-while-revalidate=/)
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  it.each([
    ['all.rss', 'What breaks. What holds.', `${origin}/`],
    ['topics/scale.rss', 'Scale · What breaks. What holds.', `${origin}/topics/scale`],
    ['authors/editorial-desk.rss', 'Editorial Desk · What breaks. What holds.', `${origin}/authors/editorial-desk`],
  ])('%s is called as its page is, and leads there and to itself', async (path, title, page) => {
    const channel = await channelOf(await ask(path))
    expect(textIn(channel, 'title')).toBe(title)
    expect(textIn(channel, 'link')).toBe(page)
    expect(all(channel, 'atom:link')[0]?.attributes['href']).toBe(`${origin}/feeds/${path}`)
    expect(all(channel, 'item')).toHaveLength(1)
  })

  it('asks for the newest 24, once', async () => {
    await ask('topics/scale.json')
    expect(edition.newestOfTopic).toHaveBeenCalledExactlyOnceWith('scale', 24)
  })

  it('answers 304 for what is known, and HEAD without a body', async () => {
    const response = await ask('all.atom')
    const etag = response.headers.get('etag') ?? ''
    const known = await ask('all.atom', { headers: { 'if-none-match': etag } })
    expect([known.status, await known.text()]).toEqual([304, ''])
    const head = await ask('all.atom', { method: 'HEAD' })
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag])
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(await response.text())))
  })

  it.each(['rss', 'atom', 'json'])('follows a rename in %s', async (format) => {
    edition.newestOfTopic.mockResolvedValue({ kind: 'moved', to: '/topics/growth', revision: 44 })
    const response = await ask(`topics/scale.${format}`)
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe(`${origin}/feeds/topics/growth.${format}`)
  })

  it('is gone with its author', async () => {
    edition.newestOfAuthor.mockResolvedValue({ kind: 'gone', reason: null, at: '2026-11-20T10:00:00Z', revision: 45 })
    const response = await ask('authors/editorial-desk.rss')
    expect(response.status).toBe(410)
    expect(problemSchema.parse(await response.json()).detail).toContain('not public any more')
  })

  it('is not found where there is no topic', async () => {
    edition.newestOfTopic.mockResolvedValue({ kind: 'unknown', revision: 46 })
    const response = await ask('topics/nothing.rss')
    expect(response.status).toBe(404)
    expect(problemSchema.parse(await response.json()).detail).toContain('/feeds/all.rss')
  })

  it.each([
    'all',
    'all.xml',
    'all/scale.rss',
    'topics.rss',
    'topics/.rss',
    'topics/Scale.rss',
    'topics/a/b.rss',
    `topics/${'x'.repeat(121)}.rss`,
    'constructor.rss',
    'topics/%00.rss',
  ])('knows no %s', async (path) => {
    expect((await ask(path)).status).toBe(404)
    for (const read of [edition.newestArticles, edition.newestOfTopic, edition.newestOfAuthor])
      expect(read).not.toHaveBeenCalled()
  })

  it('refuses to be written to', async () => {
    const params = Promise.resolve({ path: ['all.rss'] })
    expect((await POST(new Request('http://x', { method: 'POST' }), { params })).status).toBe(405)
  })
})
