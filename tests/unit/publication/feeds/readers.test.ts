import { Readable } from 'node:stream'
import FeedParser from 'feedparser'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { describe, expect, it } from 'vitest'
import type { FeedFormat } from '#publication/feeds/index.ts'
import { articles, correctionsOf, feedOf, hub, middleOf, origin, spoken } from './feed-fixture.ts'

// Two programs that read feeds and are no kin of what writes them, nor of each other: one reads events of an XML parser,
// the other trees.

/** A feed as `feedparser` gives it to a program. */
async function parsed(text: string) {
  const parser = new FeedParser({ addmeta: false })
  const items: FeedParser.Item[] = []
  Readable.from([text]).pipe(parser)
  for await (const item of parser) items.push(item)
  return { meta: parser.meta, items }
}

type Seen = { titles: unknown[]; ids: unknown[]; links: unknown[]; contents: string[]; authors: unknown[] }

/** The same of every entry, as `feedsmith` gives it. */
function smithed(text: string, format: FeedFormat): Seen {
  const seen: Seen = { titles: [], ids: [], links: [], contents: [], authors: [] }
  const add = (title: unknown, id: unknown, link: unknown, content: unknown, authors: unknown) => {
    seen.titles.push(title)
    seen.ids.push(id)
    seen.links.push(link)
    seen.contents.push(String(content))
    seen.authors.push(authors)
  }
  if (format === 'rss')
    for (const item of parseRssFeed(text).items ?? [])
      add(item.title, item.guid?.value, item.link, item.content?.encoded, item.dc?.creators)
  if (format === 'atom')
    for (const entry of parseAtomFeed(text).entries ?? [])
      add(
        textOf(entry.title),
        entry.id,
        entry.links?.[0]?.href,
        textOf(entry.content),
        entry.authors?.map(({ name }) => name),
      )
  if (format === 'json')
    for (const item of parseJsonFeed(text).items ?? [])
      add(
        item.title,
        item.id,
        item.url,
        item.content_html,
        item.authors?.map(({ name }) => name),
      )
  return seen
}

/** A text of Atom, which may carry its type beside it. */
const textOf = (given: unknown): unknown =>
  given !== null && typeof given === 'object' && 'value' in given ? (given as { value: unknown }).value : given

const formats = ['rss', 'atom', 'json'] as const

describe.each(formats)('%s, read by feedsmith', (format) => {
  it('has hostile words as they were meant, ids, addresses, authors and whole texts', () => {
    const { titles, ids, links, contents, authors } = smithed(feedOf(format), format)
    expect(titles.slice(0, 2)).toEqual(['Queues', spoken])
    expect(new Set(ids).size).toBe(3)
    expect(links[1]).toBe(`${origin}/articles/hostile`)
    expect(authors[1]).toEqual([spoken, 'Editorial Desk'])
    for (const content of contents) expect(content).toContain('<h2')
    expect(contents[0]).toContain('Correction, 19 November 2026:')
  })

  it('has corrections', () => {
    const { titles, contents } = smithed(correctionsOf(format), format)
    expect(titles).toEqual([`Correction: ${spoken}`])
    expect(contents[0]).toContain('edition 3')
  })

  it('is a feed without entries, too', () => {
    expect(smithed(feedOf(format, {}, []), format).titles).toEqual([])
  })
})

describe.each(['rss', 'atom'] as const)('%s, read by feedparser', (format) => {
  it('has hostile words as they were meant, dates, ids and whole texts', async () => {
    const { meta, items } = await parsed(feedOf(format))
    expect(meta['#type']).toBe(format)
    expect(meta.link).toBe(`${origin}/`)
    expect(items).toHaveLength(articles.length)
    const [first, hostile] = items as [FeedParser.Item, FeedParser.Item]
    expect(first.title).toBe('Queues')
    expect(first.link).toBe(`${origin}/articles/queues`)
    expect(first.pubdate?.toISOString()).toBe('2026-09-08T08:00:00.000Z')
    expect(first.guid).toBe('urn:uuid:01900000-0000-0000-0000-000000000001')
    expect(first.description).toContain('<h2')
    expect(hostile.link).toBe(`${origin}/articles/hostile`)
    // It takes what looks like a tag out of titles; the rest is there.
    expect(hostile.title).toContain('& "é" ]]>')
    expect(hostile.title).not.toContain('<script')
  })

  it('names the hub', async () => {
    const { meta } = await parsed(middleOf(format))
    expect(meta.cloud).toMatchObject({ type: 'hub', href: hub })
  })
})
