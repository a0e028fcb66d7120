import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { articleIdSchema } from '#publication/article/index.ts'
import { type FeedFormat, renderFeed } from '#publication/feeds/index.ts'
import { articleWith, author, nasty, specimen, topic } from '../../components/fixtures.ts'
import { all, type Element, parsedXml, textIn } from './parsed-xml.ts'

const origin = 'https://example.org'
const unspeakable = `${nasty}\u0007\ud800 <b>&amp;</b>`
const spoken = `${nasty} <b>&amp;</b>`
const articles = [
  articleWith({ id: 'a_01j00000000000000000000001' }),
  articleWith({
    id: 'a_01j00000000000000000000002',
    path: '/articles/hostile',
    title: unspeakable,
    deck: unspeakable,
    authors: [{ ...author, name: unspeakable }, author],
    topics: [{ ...topic, name: unspeakable }],
    modifiedAt: '2026-11-20T10:12:00.000Z',
    plate: null,
  }),
  specimen(),
]
const feedOf = (format: FeedFormat, given = articles, of: string | null = null) =>
  renderFeed(
    {
      of,
      title: nasty,
      description: unspeakable,
      home: `${origin}/`,
      self: `${origin}/feeds/all.${format}`,
      origin,
      articles: given,
    },
    format,
  )

describe('RSS 2.0', () => {
  const root = parsedXml(feedOf('rss'))
  const channel = all(root, 'channel')[0] as Element

  it('has what the specification requires, and says where it is', () => {
    expect(root).toMatchObject({ name: 'rss', attributes: { version: '2.0' } })
    expect(textIn(channel, 'title')).toBe(nasty)
    expect(textIn(channel, 'link')).toBe(`${origin}/`)
    expect(textIn(channel, 'description')).toBe(spoken)
    expect(textIn(channel, 'lastBuildDate')).toMatch(/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/)
    expect(all(channel, 'atom:link')[0]?.attributes).toMatchObject({ rel: 'self', href: `${origin}/feeds/all.rss` })
  })

  it('has every article whole, with an id that is no address, and hostile words as they were meant', () => {
    const items = all(channel, 'item')
    expect(items).toHaveLength(3)
    const [first, hostile] = items as [Element, Element]
    expect(textIn(first, 'guid')).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(all(first, 'guid')[0]?.attributes).toEqual({ isPermaLink: 'false' })
    expect(textIn(first, 'pubDate')).toBe('Tue, 08 Sep 2026 08:00:00 GMT')
    expect(textIn(first, 'content:encoded')).toContain('<h2')
    for (const item of items) expect(textIn(item, 'content:encoded')).not.toMatch(/ (href|src)="(?!https?:|mailto:)/)
    expect(textIn(first, 'content:encoded')).toContain(`href="${origin}/articles/queues#f1"`)
    expect(textIn(hostile, 'title')).toBe(spoken)
    expect(all(hostile, 'dc:creator').map(({ text }) => text)).toEqual([spoken, 'Editorial Desk'])
    expect(new Set(items.map((item) => textIn(item, 'guid'))).size).toBe(3)
  })

  it('describes an article in HTML that shows its deck as it was written, and runs nothing of it', () => {
    const shown = parseFragment(textIn(all(channel, 'item')[1] as Element, 'description'))
    expect(shown.childNodes).toMatchObject([{ nodeName: '#text', value: spoken }])
  })

  it('shows the plate, with words in its place, where there is one', () => {
    const [first, hostile] = all(channel, 'item') as [Element, Element]
    expect(all(first, 'media:content')).toMatchObject([
      {
        attributes: {
          url: `${origin}/plates/queues.0a1b2c3d.3x2.svg`,
          type: 'image/svg+xml',
          medium: 'image',
          width: '1200',
          height: '800',
        },
        children: [{ name: 'media:description', text: 'Plate for “Queues”.' }],
      },
    ])
    expect(all(hostile, 'media:content')).toEqual([])
  })
})

describe('Atom', () => {
  const root = parsedXml(feedOf('atom'))

  it('has what RFC 4287 requires of a feed and of every entry', () => {
    expect(root.attributes['xmlns']).toBe('http://www.w3.org/2005/Atom')
    expect(textIn(root, 'id')).toBe(`${origin}/feeds/all.atom`)
    expect(textIn(root, 'title')).toBe(nasty)
    expect(z.iso.datetime().safeParse(textIn(root, 'updated')).success).toBe(true)
    expect(all(root, 'link').map(({ attributes }) => attributes['rel'])).toEqual(['self', 'alternate'])
    const entries = all(root, 'entry')
    expect(entries).toHaveLength(3)
    for (const entry of entries) {
      expect(textIn(entry, 'id')).toMatch(/^urn:uuid:/)
      expect(textIn(entry, 'title')).toBeTruthy()
      expect(z.iso.datetime().safeParse(textIn(entry, 'updated')).success).toBe(true)
      expect(all(entry, 'author').length).toBeGreaterThan(0)
      expect(all(entry, 'author').every((each) => textIn(each, 'name'))).toBe(true)
      expect(all(entry, 'content')[0]?.attributes).toEqual({ type: 'html' })
    }
    expect(new Set(entries.map((entry) => textIn(entry, 'id'))).size).toBe(3)
    expect(textIn(root, 'updated')).toBe('2026-11-20T10:12:00.000Z')
    expect(textIn(entries[0] as Element, 'published')).toBe('2026-09-08T08:00:00.000Z')
  })

  it('keeps the id of a topic’s feed when the topic, and with it the address, is renamed', () => {
    expect(textIn(parsedXml(feedOf('atom', articles, topic.id)), 'id')).toBe(
      'urn:uuid:01900000-0000-0000-0000-000000000000',
    )
  })
})

it('gives an article the same id in every format and under every name and origin', () => {
  const renamed = [articleWith({ id: 'a_01j00000000000000000000001', path: '/articles/other', slug: 'other' })]
  const rss = all(all(parsedXml(feedOf('rss', renamed)), 'channel')[0] as Element, 'item')[0] as Element
  const atom = all(parsedXml(feedOf('atom')), 'entry')[0] as Element
  const ids = [textIn(rss, 'guid'), textIn(atom, 'id'), JSON.parse(feedOf('json')).items[0].id]
  expect(new Set(ids)).toEqual(new Set(['urn:uuid:01900000-0000-0000-0000-000000000001']))
})

it('has a name for every id that an article may have: a ULID of 128 bits', () => {
  const greatest = `a_7${'z'.repeat(25)}`
  expect(articleIdSchema.safeParse(greatest).success).toBe(true)
  expect(feedOf('atom', [articleWith({ id: greatest })])).toContain('urn:uuid:ffffffff-ffff-ffff-ffff-ffffffffffff')
  expect(articleIdSchema.safeParse(`a_8${'0'.repeat(25)}`).success).toBe(false)
})

describe('JSON Feed 1.1', () => {
  const url = z.url({ protocol: /^https$/ })
  const schema = z.strictObject({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    description: z.string(),
    home_page_url: url,
    feed_url: url,
    language: z.string(),
    items: z.array(
      z.strictObject({
        id: z.string().min(1),
        url,
        title: z.string(),
        summary: z.string(),
        content_html: z.string().min(1),
        image: url.optional(),
        date_published: z.iso.datetime(),
        date_modified: z.iso.datetime(),
        authors: z.array(z.strictObject({ name: z.string(), url })).min(1),
        tags: z.array(z.string()),
      }),
    ),
  })

  it('is what the specification says, with the plate as its image', () => {
    const feed = schema.parse(JSON.parse(feedOf('json')))
    expect(feed.items.map(({ title }) => title).slice(0, 2)).toEqual(['Queues', spoken])
    expect(feed.items[0]?.image).toBe(`${origin}/plates/queues.0a1b2c3d.3x2.svg`)
    expect(feed.items[1]?.image).toBeUndefined()
  })
})

describe('a feed of nothing', () => {
  it.each(['rss', 'atom'] as const)('is well-formed %s all the same', (format) => {
    expect(() => parsedXml(feedOf(format, []))).not.toThrow()
  })

  it('has no items as JSON', () => {
    expect(JSON.parse(feedOf('json', [])).items).toEqual([])
  })
})

describe('the reader of these tests', () => {
  it.each(['<a><b></a>', '<a>&nope;</a>', '<a x="1" x="2"/>', '<a>\u0007</a>', '<a>]]></a>', '<b:a/>'])(
    'refuses %j',
    (xml) => {
      expect(() => parsedXml(xml)).toThrow()
    },
  )
})
