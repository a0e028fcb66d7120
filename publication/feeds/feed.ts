import { ulidToUUID } from 'ulid'
import { presentBody } from '../contract/index.ts'
import type { Current } from '../edition/index.ts'

/** What a feed is of. Addresses are absolute; `origin` is scheme and host without a slash at the end. */
export type Feed = {
  title: string
  description: string
  /** the page that shows the same list */
  home: string
  /** the feed itself, in the format that is rendered */
  self: string
  origin: string
  /** newest first */
  articles: readonly Current[]
}

/** One article as every format has it. Times are ISO 8601 UTC. */
export type Entry = {
  /** never changes, also when the article is renamed or the site moves */
  id: string
  url: string
  title: string
  summary: string
  html: string
  authors: { name: string; url: string }[]
  topics: string[]
  published: string
  modified: string
  image: string | null
}

/**
 * Characters that XML 1.0 cannot hold, in any spelling, and halves of surrogate pairs. Nobody types them; what is pasted
 * may hold them.
 */
const unspeakable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

export const plain = (text: string): string => text.replace(unspeakable, '')

/** Builds an entry field by field. */
export function entryOf(article: Current, origin: string): Entry {
  return {
    id: `urn:uuid:${ulidToUUID(article.id.slice(2).toUpperCase()).toLowerCase()}`,
    url: origin + article.path,
    title: plain(article.title),
    summary: plain(article.deck),
    html: plain(String(presentBody(article, 'html', origin))),
    authors: article.authors.map(({ name, path }) => ({ name: plain(name), url: origin + path })),
    topics: article.topics.map(({ name }) => plain(name)),
    published: article.publishedAt,
    modified: article.modifiedAt,
    image: article.plate && origin + article.plate['3x2'],
  }
}

/** When the feed last changed: the newest of its articles' editions, or the beginning of time for an empty one. */
export const updatedAt = (articles: readonly Current[]): string =>
  articles.map(({ modifiedAt }) => modifiedAt).reduce((a, b) => (a > b ? a : b), '1970-01-01T00:00:00.000Z')
