import { toHtml } from 'hast-util-to-html'
import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import { type Entry, entryOf, type Feed, plain, updatedAt, urnOf } from './feed.ts'

/** The formats of a feed by the ending of its address. All are UTF-8. */
export const feedFormats = {
  rss: { name: 'RSS', type: 'application/rss+xml' },
  atom: { name: 'Atom', type: 'application/atom+xml' },
  json: { name: 'JSON Feed', type: 'application/feed+json' },
} as const

export type FeedFormat = keyof typeof feedFormats

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
/** A document as text. The library leaves `]]>` as it is, which text may not hold (XML 1.0, 2.4); there is no CDATA. */
const documentOf = (root: Parameters<typeof toXml>[0]): string => declaration + toXml(root).replaceAll(']]>', ']]&gt;')

/** RFC 822 with a year of four digits, as RSS wants its dates. */
const rfc822 = (iso: string): string => new Date(iso).toUTCString()

const mediaSpace = 'http://search.yahoo.com/mrss/'

/** The plate as Media RSS has pictures; an enclosure would need its length in bytes, and readers would download it. */
const mediaOf = ({ image }: Entry) => {
  if (image === null) return []
  const { alt, width, height, ...file } = image
  const content = { ...file, medium: 'image', width: String(width), height: String(height) }
  return [x('media:content', content, [x('media:description', { type: 'plain' }, alt)])]
}

const rssItem = (entry: Entry) =>
  x('item', [
    x('title', entry.title),
    x('link', entry.url),
    x('guid', { isPermaLink: 'false' }, entry.id),
    x('pubDate', rfc822(entry.published)),
    x('atom:updated', entry.modified),
    ...entry.authors.map(({ name }) => x('dc:creator', name)),
    ...entry.topics.map((topic) => x('category', topic)),
    // HTML, unlike the title: a `<` in it must reach readers as one.
    x('description', toHtml({ type: 'text', value: entry.summary })),
    x('content:encoded', entry.html),
    ...mediaOf(entry),
  ])

/** RSS 2.0 with modules for content, authors and pictures (https://www.rssboard.org/rss-specification). */
function rss(feed: Feed, entries: Entry[]): string {
  const space = {
    version: '2.0',
    'xmlns:atom': 'http://www.w3.org/2005/Atom',
    'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:media': mediaSpace,
  }
  const channel = x('channel', [
    x('title', plain(feed.title)),
    x('link', feed.home),
    x('description', plain(feed.description)),
    x('language', 'en-gb'),
    x('lastBuildDate', rfc822(updatedAt(feed.articles))),
    x('atom:link', { rel: 'self', type: 'application/rss+xml', href: feed.self }),
    ...entries.map(rssItem),
  ])
  return documentOf(x('rss', space, channel))
}

const atomEntry = (entry: Entry) =>
  x('entry', [
    x('id', entry.id),
    x('title', entry.title),
    x('link', { rel: 'alternate', type: 'text/html', href: entry.url }),
    x('published', entry.published),
    x('updated', entry.modified),
    ...entry.authors.map(({ name, url }) => x('author', [x('name', name), x('uri', url)])),
    ...entry.topics.map((term) => x('category', { term })),
    x('summary', entry.summary),
    x('content', { type: 'html' }, entry.html),
    ...mediaOf(entry),
  ])

/** Atom (RFC 4287). */
function atom(feed: Feed, entries: Entry[]): string {
  const space = { xmlns: 'http://www.w3.org/2005/Atom', 'xmlns:media': mediaSpace, 'xml:lang': 'en-GB' }
  const root = x('feed', space, [
    x('id', feed.of === null ? feed.self : urnOf(feed.of)),
    x('title', plain(feed.title)),
    x('subtitle', plain(feed.description)),
    x('updated', updatedAt(feed.articles)),
    x('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
    x('link', { rel: 'alternate', type: 'text/html', href: feed.home }),
    ...entries.map(atomEntry),
  ])
  return documentOf(root)
}

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
function json(feed: Feed, entries: Entry[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: plain(feed.title),
    description: plain(feed.description),
    home_page_url: feed.home,
    feed_url: feed.self,
    language: 'en-GB',
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      summary: entry.summary,
      content_html: entry.html,
      ...(entry.image === null ? {} : { image: entry.image.url }),
      date_published: entry.published,
      date_modified: entry.modified,
      authors: entry.authors,
      tags: entry.topics,
    })),
  })
}

const renderings = { rss, atom, json }

/** A feed with the whole text of its articles. */
export const renderFeed = (feed: Feed, format: FeedFormat): string =>
  renderings[format](
    feed,
    feed.articles.map((article) => entryOf(article, feed.origin)),
  )
