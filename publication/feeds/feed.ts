import { ulidToUUID } from 'ulid'
import { presentFeedBody } from '../contract/index.ts'
import type { Current } from '../edition/index.ts'
import { plateFormats } from '../plate/index.ts'

/** What a feed is of. Addresses are absolute; `origin` is scheme and host without a slash at the end. */
export type Feed = {
  /** id of the topic or the author whose articles these are; null for those of all */
  of: string | null
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
  /** the plate; width and height in pixels */
  image: { url: string; alt: string; type: string; width: number; height: number } | null
}

/**
 * Characters that XML 1.0 cannot hold, in any spelling, and halves of surrogate pairs. Nobody types them; what is pasted
 * may hold them.
 */
const unspeakable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

export const plain = (text: string): string => text.replace(unspeakable, '')

/** A public id (`a_…`, a ULID) as a name for machines, which neither a rename nor another origin changes. */
export const urnOf = (id: string): string => `urn:uuid:${ulidToUUID(id.slice(2).toUpperCase()).toLowerCase()}`

const { width, height } = plateFormats['3x2']

const imageOf = (plate: Current['plate'], origin: string): Entry['image'] =>
  plate && { url: origin + plate['3x2'], alt: plain(plate.alt), type: 'image/svg+xml', width, height }

/** Builds an entry field by field. */
export function entryOf(article: Current, origin: string): Entry {
  return {
    id: urnOf(article.id),
    url: origin + article.path,
    title: plain(article.title),
    summary: plain(article.deck),
    html: plain(presentFeedBody(article, origin)),
    authors: article.authors.map(({ name, path }) => ({ name: plain(name), url: origin + path })),
    topics: article.topics.map(({ name }) => plain(name)),
    published: article.publishedAt,
    modified: article.modifiedAt,
    image: imageOf(article.plate, origin),
  }
}

/** When the feed last changed: the newest of its articles' editions, or the beginning of time for an empty one. */
export const updatedAt = (articles: readonly Current[]): string =>
  articles.map(({ modifiedAt }) => modifiedAt).reduce((a, b) => (a > b ? a : b), '1970-01-01T00:00:00.000Z')
