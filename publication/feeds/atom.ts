import { x } from 'xastscript'
import { type Entry, type Feed, updatedAt, urnOf } from './feed.ts'
import { plain } from './plain.ts'
import { documentOf, licenceAt, linksOf, mediaOf, mediaSpace, rightsOf } from './xml.ts'

const entryOf = (entry: Entry) =>
  x('entry', [
    x('id', entry.id),
    x('title', entry.title),
    x('link', { rel: 'alternate', type: 'text/html', href: entry.url }),
    x('published', entry.published),
    x('updated', entry.updated),
    ...entry.authors.map(({ name, url }) => x('author', [x('name', name), x('uri', url)])),
    ...entry.topics.map((term) => x('category', { term })),
    x('summary', entry.summary),
    x('content', { type: 'html' }, entry.html),
    ...mediaOf(entry),
  ])

/** Atom (RFC 4287). The author of the feed stands for entries that name none (4.1.1). */
export function atom(feed: Feed): string {
  const { origin, home, publisher } = feed
  const space = { xmlns: 'http://www.w3.org/2005/Atom', 'xmlns:media': mediaSpace, 'xml:lang': 'en-GB' }
  const root = x('feed', space, [
    x('id', feed.of === null ? (feed.pages.first ?? feed.self) : urnOf(feed.of)),
    x('title', plain(feed.title)),
    x('subtitle', plain(feed.description)),
    x('updated', updatedAt(feed.entries)),
    x('author', [x('name', publisher), x('uri', `${origin}/`)]),
    x('rights', rightsOf(feed)),
    x('icon', `${origin}/icon-192.png`),
    ...linksOf(feed).map(({ rel, href }) =>
      x('link', { rel, href, ...(rel === 'hub' ? {} : { type: 'application/atom+xml' }) }),
    ),
    x('link', { rel: 'alternate', type: 'text/html', href: home }),
    x('link', { rel: 'license', type: 'text/html', href: licenceAt(origin) }),
    ...feed.entries.map(entryOf),
  ])
  return documentOf(root)
}
