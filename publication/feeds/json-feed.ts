import type { Entry, Feed } from './feed.ts'
import { plain } from './plain.ts'

const itemOf = (entry: Entry) => ({
  id: entry.id,
  url: entry.url,
  title: entry.title,
  summary: entry.summary,
  content_html: entry.html,
  content_text: entry.text(),
  ...(entry.image && { image: entry.image.url }),
  ...(entry.banner && { banner_image: entry.banner }),
  date_published: entry.published,
  date_modified: entry.updated,
  ...(entry.authors.length > 0 && { authors: entry.authors }),
  tags: entry.topics,
  language: 'en-GB',
  ...(entry.teardown && { _wbwh: entry.teardown }),
})

/**
 * JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). What is ours alone stands under `_wbwh`, and says itself where it
 * is explained.
 */
export function jsonFeed(feed: Feed): string {
  const { origin, hub, pages } = feed
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: plain(feed.title),
    description: plain(feed.description),
    home_page_url: feed.home,
    feed_url: feed.self,
    ...(pages.next && { next_url: pages.next }),
    icon: `${origin}/icon-512.png`,
    favicon: `${origin}/icon-192.png`,
    authors: [{ name: feed.publisher, url: `${origin}/` }],
    language: 'en-GB',
    ...(hub && { hubs: [{ type: 'WebSub', url: hub }] }),
    _wbwh: { about: `${origin}/developers#feeds` },
    items: feed.entries.map(itemOf),
  })
}
