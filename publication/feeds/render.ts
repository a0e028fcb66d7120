import { atom } from './atom.ts'
import type { Feed } from './feed.ts'
import { jsonFeed } from './json-feed.ts'
import { rss } from './rss.ts'

/** The formats of a feed by the ending of its address. All are UTF-8. */
export const feedFormats = {
  rss: { name: 'RSS', type: 'application/rss+xml' },
  atom: { name: 'Atom', type: 'application/atom+xml' },
  json: { name: 'JSON Feed', type: 'application/feed+json' },
} as const

export type FeedFormat = keyof typeof feedFormats

const renderings: Record<FeedFormat, (feed: Feed) => string> = { rss, atom, json: jsonFeed }

/** A feed with the whole text of its entries. */
export const renderFeed = (feed: Feed, format: FeedFormat): string => renderings[format](feed)
