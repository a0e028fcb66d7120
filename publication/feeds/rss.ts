import { toHtml } from 'hast-util-to-html'
import { x } from 'xastscript'
import { type Entry, type Feed, updatedAt } from './feed.ts'
import { plain } from './plain.ts'
import { documentOf, linksOf, mediaOf, mediaSpace, rightsOf } from './xml.ts'

/** RFC 822 with a year of four digits, as RSS wants its dates. */
const rfc822 = (iso: string): string => new Date(iso).toUTCString()

/** How long a reader may wait before it asks again, in minutes. */
const minutesToLive = '60'

const itemOf = (entry: Entry) =>
  x('item', [
    x('title', entry.title),
    x('link', entry.url),
    x('guid', { isPermaLink: 'false' }, entry.id),
    x('pubDate', rfc822(entry.published)),
    x('atom:updated', entry.updated),
    ...entry.authors.map(({ name }) => x('dc:creator', name)),
    ...entry.topics.map((topic) => x('category', topic)),
    // HTML, unlike the title: a `<` in it must reach readers as one.
    x('description', toHtml({ type: 'text', value: entry.summary })),
    x('content:encoded', entry.html),
    ...mediaOf(entry),
  ])

/** RSS 2.0 with modules for content, authors and pictures (https://www.rssboard.org/rss-specification). */
export function rss(feed: Feed): string {
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
    x('copyright', rightsOf(feed)),
    x('lastBuildDate', rfc822(updatedAt(feed.entries))),
    x('ttl', minutesToLive),
    ...linksOf(feed).map(({ rel, href }) =>
      x('atom:link', { rel, href, ...(rel === 'hub' ? {} : { type: 'application/rss+xml' }) }),
    ),
    ...feed.entries.map(itemOf),
  ])
  return documentOf(x('rss', space, channel))
}
