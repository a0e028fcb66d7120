import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { articleIdSchema } from '#publication/article/index.ts'
import { articleWith, nasty, topic } from '../../components/fixtures.ts'
import { correctionsOf, feedOf, hub, middleOf, origin, spoken } from './feed-fixture.ts'
import { all, type Element, parsedXml, textIn } from './parsed-xml.ts'

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
    expect([textIn(channel, 'ttl'), textIn(channel, 'copyright')]).toEqual([
      '60',
      `© What breaks. What holds. ${origin}/licence`,
    ])
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

  it('shows the share image with words in its place, also of an article that has no plate yet', () => {
    const images = all(channel, 'item').map((item) => all(item, 'media:content'))
    expect(images[0]).toMatchObject([
      {
        attributes: {
          url: expect.stringMatching(/^https:\/\/example\.org\/og\/queues\.[0-9a-f]{8}\.png$/),
          type: 'image/png',
          medium: 'image',
          width: '1200',
          height: '630',
        },
        children: [{ name: 'media:description', text: 'Plate for “Queues”.' }],
      },
    ])
    expect(images[1]?.[0]?.children[0]?.text).toContain(spoken)
  })
})

describe('Atom', () => {
  const root = parsedXml(feedOf('atom'))

  it('has what RFC 4287 requires of a feed and of every entry', () => {
    expect(root.attributes['xmlns']).toBe('http://www.w3.org/2005/Atom')
    expect(textIn(root, 'id')).toBe(`${origin}/feeds/all.atom`)
    expect(textIn(root, 'title')).toBe(nasty)
    expect(z.iso.datetime().safeParse(textIn(root, 'updated')).success).toBe(true)
    expect(all(root, 'link').map(({ attributes }) => attributes['rel'])).toEqual(['self', 'alternate', 'license'])
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
    expect(textIn(parsedXml(feedOf('atom', { of: topic.id })), 'id')).toBe(
      'urn:uuid:01900000-0000-0000-0000-000000000000',
    )
  })
})

it('gives an article the same id in every format and under every name and origin', () => {
  const renamed = [articleWith({ id: 'a_01j00000000000000000000001', path: '/articles/other', slug: 'other' })]
  const rss = all(all(parsedXml(feedOf('rss', {}, renamed)), 'channel')[0] as Element, 'item')[0] as Element
  const atom = all(parsedXml(feedOf('atom')), 'entry')[0] as Element
  const ids = [textIn(rss, 'guid'), textIn(atom, 'id'), JSON.parse(feedOf('json')).items[0].id]
  expect(new Set(ids)).toEqual(new Set(['urn:uuid:01900000-0000-0000-0000-000000000001']))
})

it('has a name for every id that an article may have: a ULID of 128 bits', () => {
  const greatest = `a_7${'z'.repeat(25)}`
  expect(articleIdSchema.safeParse(greatest).success).toBe(true)
  expect(feedOf('atom', {}, [articleWith({ id: greatest })])).toContain('urn:uuid:ffffffff-ffff-ffff-ffff-ffffffffffff')
  expect(articleIdSchema.safeParse(`a_8${'0'.repeat(25)}`).success).toBe(false)
})

describe('JSON Feed 1.1', () => {
  const url = z.url({ protocol: /^https$/ })
  const person = z.strictObject({ name: z.string().min(1), url })
  const schema = z.strictObject({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    description: z.string(),
    home_page_url: url,
    feed_url: url,
    next_url: url.optional(),
    icon: url,
    favicon: url,
    authors: z.array(person).min(1),
    language: z.literal('en-GB'),
    hubs: z.array(z.strictObject({ type: z.literal('WebSub'), url })).optional(),
    _wbwh: z.strictObject({ about: url }),
    items: z.array(
      z.strictObject({
        id: z.string().min(1),
        url,
        title: z.string(),
        summary: z.string(),
        content_html: z.string().min(1),
        content_text: z.string().min(1),
        image: url.optional(),
        banner_image: url.optional(),
        date_published: z.iso.datetime(),
        date_modified: z.iso.datetime(),
        authors: z.array(person).min(1).optional(),
        tags: z.array(z.string()),
        language: z.literal('en-GB'),
        _wbwh: z
          .strictObject({
            edition: z.int(),
            call: z.string().nullable(),
            breaks: z.array(z.strictObject({ id: z.string(), title: z.string(), status: z.enum(['held', 'open']) })),
            holds: z.array(z.strictObject({ id: z.string(), title: z.string(), answers: z.array(z.string()) })),
          })
          .optional(),
      }),
    ),
  })
  const read = (text: string) => schema.parse(JSON.parse(text))

  it('is what the specification says, with the share image and the wide plate', () => {
    const feed = read(feedOf('json'))
    expect(feed.items.map(({ title }) => title).slice(0, 2)).toEqual(['Queues', spoken])
    const [first, hostile] = feed.items
    expect(first?.image).toMatch(/^https:\/\/example\.org\/og\/queues\.[0-9a-f]{8}\.png$/)
    expect(first?.banner_image).toBe(`${origin}/plates/queues.0a1b2c3d.wide.svg`)
    expect([hostile?.image?.endsWith('.png'), hostile?.banner_image]).toEqual([true, undefined])
    expect(feed.hubs ?? feed.next_url).toBeUndefined()
  })

  it('has the text as Markdown too, in which every address is absolute', () => {
    for (const { content_text } of read(feedOf('json')).items)
      expect(content_text).not.toMatch(/\]\((?!https?:|mailto:|#)/)
    expect(read(feedOf('json')).items[0]?.content_text).toContain('## Main')
  })

  it('says what a teardown found, and where that is explained', () => {
    const { _wbwh: about, items } = read(feedOf('json'))
    expect(about).toEqual({ about: `${origin}/developers#feeds` })
    expect(items[0]?._wbwh).toMatchObject({
      edition: 3,
      call: 'Make consumers idempotent.',
      breaks: [
        { id: 'b1', status: 'held' },
        { id: 'b2', status: 'open' },
      ],
      holds: [{ id: 'h1', answers: ['b1'] }, { id: 'h2' }],
    })
  })

  it('names its hub and what is older', () => {
    expect(read(middleOf('json'))).toMatchObject({
      hubs: [{ type: 'WebSub', url: hub }],
      next_url: `${origin}/feeds/all.json?after=y`,
    })
  })

  it('has corrections as entries of nobody', () => {
    const [item] = read(correctionsOf('json')).items
    expect(item).toMatchObject({ title: `Correction: ${spoken}`, date_published: '2026-11-19T09:00:00.000Z' })
    expect([item?.authors, item?._wbwh]).toEqual([undefined, undefined])
  })
})

describe('what was wrong', () => {
  it('stands above the text of its article, the newest first, as the words that were typed', () => {
    const html = JSON.parse(feedOf('json')).items[0].content_html as string
    const [first, second, ...rest] = parseFragment(html).childNodes.filter(({ nodeName }) => nodeName !== '#text')
    const wordsOf = (node: unknown): string =>
      (node as { value?: string }).value ??
      ((node as { childNodes?: unknown[] }).childNodes ?? []).map(wordsOf).join('')
    expect(wordsOf(first)).toBe(`Correction, 19 November 2026: It said ${spoken}`)
    expect(wordsOf(second)).toBe('Correction, 1 October 2026: It said two.')
    expect(rest.length).toBeGreaterThan(3)
  })

  it('stands there as Markdown too, and is nothing but text', () => {
    const text = JSON.parse(feedOf('json')).items[0].content_text as string
    expect(text).toMatch(/^\*\*Correction, 19 November 2026:\*\* It said /)
    expect(text).not.toMatch(/^[^\n]*[^\\]<script/)
  })

  it('updates its entry, also when it was told later than its edition', () => {
    const entries = all(parsedXml(feedOf('atom')), 'entry')
    expect(textIn(entries[0] as Element, 'updated')).toBe('2026-11-19T09:00:00.000Z')
    expect(textIn(entries[2] as Element, 'updated')).toBe('2026-11-18T10:12:00.000Z')
  })

  it('is an entry of its own in the feed of corrections, with an id under that of its article', () => {
    const [entry] = all(parsedXml(correctionsOf('atom')), 'entry') as [Element]
    expect(textIn(entry, 'id')).toBe('urn:uuid:01900000-0000-0000-0000-000000000001#correction-41')
    expect(textIn(entry, 'content')).toContain(`<a href="${origin}/articles/queues">`)
    expect(textIn(entry, 'content')).toContain('edition 3')
  })
})

describe('a page in the middle', () => {
  const expected = {
    hub,
    first: (format: string) => `${origin}/feeds/all.${format}`,
  }
  it.each(['rss', 'atom'] as const)('of %s leads on, back, to the beginning and to the hub', (format) => {
    const root = parsedXml(middleOf(format))
    const links = format === 'rss' ? all(all(root, 'channel')[0] as Element, 'atom:link') : all(root, 'link')
    const hrefs = Object.fromEntries(links.map(({ attributes }) => [attributes['rel'], attributes['href']]))
    const at = expected.first(format)
    expect(hrefs).toMatchObject({
      self: `${at}?after=x`,
      hub,
      first: at,
      previous: `${at}?before=w`,
      next: `${at}?after=y`,
    })
  })

  it('has the id of the whole feed', () => {
    expect(textIn(parsedXml(middleOf('atom')), 'id')).toBe(`${origin}/feeds/all.atom`)
  })
})

describe('a feed of nothing', () => {
  it.each(['rss', 'atom'] as const)('is well-formed %s all the same', (format) => {
    expect(() => parsedXml(feedOf(format, {}, []))).not.toThrow()
  })

  it('has no items as JSON', () => {
    expect(JSON.parse(feedOf('json', {}, [])).items).toEqual([])
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
