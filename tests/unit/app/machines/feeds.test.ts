import { setTimeout } from 'node:timers/promises'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { problemSchema } from '#publication/contract/index.ts'
import { author, topic } from '#tests/unit/components/fixtures.ts'
import { currentRecord, origin, secret } from '#tests/unit/publication/contract/records.ts'
import { correction } from '#tests/unit/publication/feeds/feed-fixture.ts'
import { all, type Element, parsedXml, textIn } from '#tests/unit/publication/feeds/parsed-xml.ts'
import { askMachine } from './ask-machine.ts'

const hub = 'https://hub.example/'
const settings = vi.hoisted(() => ({ WEBSUB_HUB_URL: undefined as string | undefined }))
const edition = vi.hoisted(() => ({
  newestArticles: vi.fn(),
  newestOfTopic: vi.fn(),
  newestOfAuthor: vi.fn(),
  corrections: vi.fn(),
  newestRevision: vi.fn(),
}))
vi.mock('#publication/edition/index.ts', async (original) => ({ ...(await original<object>()), ...edition }))
vi.mock('#platform/env.ts', () => ({
  env: () => ({ SITE_URL: origin, INTERNAL_SECRET: secret, LOG_LEVEL: 'silent', ...settings }),
}))

const ask = (path: string, options?: Parameters<typeof askMachine>[1]) => askMachine(`/feeds/${path}`, options)
const newest = [currentRecord()]
const page = { newest, next: null, previous: null }
const seen = { revisedAt: '2026-11-20T10:00:00.000Z' }
const channelOf = ({ text }: { text: string }) => all(parsedXml(text), 'channel')[0] as Element

beforeEach(() => {
  vi.resetAllMocks()
  // Newer than any answer of these tests, so that none is known from the test before.
  edition.newestRevision.mockResolvedValue(1_000)
  edition.newestArticles.mockResolvedValue({ ...page, ...seen, revision: 41 })
  edition.newestOfTopic.mockResolvedValue({ kind: 'current', value: { ...topic, ...page }, ...seen, revision: 42 })
  edition.newestOfAuthor.mockResolvedValue({ kind: 'current', value: { ...author, ...page }, ...seen, revision: 43 })
  edition.corrections.mockResolvedValue({ items: [correction], ...seen, revision: 44 })
  settings.WEBSUB_HUB_URL = undefined
})

describe('/feeds/…', () => {
  it.each([
    ['all.rss', 'application/rss+xml; charset=utf-8', '41'],
    ['topics/scale.atom', 'application/atom+xml; charset=utf-8', '42'],
    ['authors/editorial-desk.json', 'application/feed+json', '43'],
    ['corrections.atom', 'application/atom+xml; charset=utf-8', '44'],
  ])('%s says what it is, and may be kept by all', async (path, type, revision) => {
    const { status, headers } = await ask(path)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('x-revision')).toBe(revision)
    expect(headers.get('cache-control')).toBe('public, max-age=300, s-maxage=0, stale-while-revalidate=3600')
    expect(headers.get('link')).toBe(`<${origin}/feeds/${path}>; rel="self"`)
    expect(headers.get('last-modified')).toBe('Fri, 20 Nov 2026 10:00:00 GMT')
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  it('is made one at a time, also when one fails, so that pages find connections and room to work', async () => {
    let atOnce = 0
    let most = 0
    const found = { ...page, ...seen, revision: 41 }
    edition.newestArticles.mockImplementation(async () => {
      most = Math.max(most, ++atOnce)
      await setTimeout(5)
      atOnce -= 1
      return found
    })
    edition.newestArticles.mockRejectedValueOnce(new Error('the database is away'))
    const asked = await Promise.all(['all.rss', 'all.atom', 'all.json'].map((path) => ask(path)))
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 200, 500])
    expect(most).toBe(1)
  })

  it.each([
    ['all.rss', 'What breaks. What holds.', `${origin}/`],
    ['topics/scale.rss', 'Scale · What breaks. What holds.', `${origin}/topics/scale`],
    ['authors/editorial-desk.rss', 'Editorial Desk · What breaks. What holds.', `${origin}/authors/editorial-desk`],
  ])('%s is called as its page is, and leads there and to itself', async (path, title, page) => {
    const channel = channelOf(await ask(path))
    expect(textIn(channel, 'title')).toBe(title)
    expect(textIn(channel, 'link')).toBe(page)
    expect(all(channel, 'atom:link')[0]?.attributes['href']).toBe(`${origin}/feeds/${path}`)
    expect(all(channel, 'item')).toHaveLength(1)
  })

  it('has corrections, and leads to what is said of them', async () => {
    const channel = channelOf(await ask('corrections.rss'))
    expect(textIn(channel, 'title')).toBe('Corrections · What breaks. What holds.')
    expect(textIn(all(channel, 'item')[0] as Element, 'title')).toContain('Correction: ')
    expect(edition.corrections).toHaveBeenCalledExactlyOnceWith({ limit: 30 })
  })

  it('asks for the newest 30, once', async () => {
    await ask('topics/scale.json')
    expect(edition.newestOfTopic).toHaveBeenCalledExactlyOnceWith('scale', { limit: 30 })
  })

  it('leads on to what is older, and from there on and back', async () => {
    const next = { at: '2026-09-08T08:00:00.000Z', id: currentRecord().id }
    edition.newestArticles.mockResolvedValue({ newest, next, previous: null, ...seen, revision: 41 })
    const first = await ask('all.rss')
    const older = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
    expect(older).toMatch(/^https:\/\/example\.org\/feeds\/all\.rss\?after=/)
    edition.newestArticles.mockResolvedValue({ newest, next, previous: next, ...seen, revision: 41 })
    const { status, headers, text } = await askMachine(older.slice(origin.length))
    expect(status).toBe(200)
    expect(edition.newestArticles).toHaveBeenLastCalledWith({ limit: 30, after: next, before: undefined })
    for (const rel of ['self', 'next', 'prev', 'first']) expect(headers.get('link')).toContain(`rel="${rel}"`)
    expect(text).toContain(`href="${older}"`)
    // The position means the same in another format, and nothing in another feed.
    const { search } = new URL(older)
    expect((await ask(`all.atom${search}`)).status).toBe(200)
    expect((await ask(`topics/scale.rss${search}`)).status).toBe(400)
  })

  it('refuses a position that nobody gave out, and looks at nothing else in the query', async () => {
    const refused = await ask('all.rss?after=made-up')
    expect([refused.status, problemSchema.parse(JSON.parse(refused.text)).type]).toEqual([
      400,
      expect.stringContaining('invalid-cursor'),
    ])
    const tracked = await ask('all.rss?utm_source=x&format=json')
    expect([tracked.status, tracked.text]).toEqual([200, (await ask('all.rss')).text])
  })

  it.each(['all.rss', 'all.atom', 'topics/scale.rss', 'corrections.json'])(
    '%s names the hub, where there is one',
    async (path) => {
      settings.WEBSUB_HUB_URL = hub
      const { headers, text } = await ask(path)
      expect(headers.get('link')).toBe(`<${hub}>; rel="hub", <${origin}/feeds/${path}>; rel="self"`)
      expect(text).toContain(hub)
    },
  )

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
    expect(problemSchema.parse(JSON.parse(response.text)).detail).toContain('Withdrawn on 2026-11-20')
  })

  it('is not found where there is no topic', async () => {
    edition.newestOfTopic.mockResolvedValue({ kind: 'unknown', revision: 46 })
    const response = await ask('topics/nothing.rss')
    expect(response.status).toBe(404)
    expect(problemSchema.parse(JSON.parse(response.text)).detail).toContain('/feeds/all.rss')
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
    'corrections/scale.rss',
    'all/all.rss',
    '__proto__.rss',
    'topics/%00.rss',
  ])('knows no %s', async (path) => {
    expect((await ask(path)).status).toBe(404)
    for (const read of [edition.newestArticles, edition.newestOfTopic, edition.newestOfAuthor])
      expect(read).not.toHaveBeenCalled()
  })

  it('refuses to be written to', async () => {
    expect((await ask('all.rss', { method: 'POST' })).status).toBe(405)
  })
})
