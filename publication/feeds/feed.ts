import { ulidToUUID } from 'ulid'
import { articleCard, cardAlt, cardPath, cardSize } from '../card/index.ts'
import type { Correction, Current } from '../edition/index.ts'
import { articleContent, correctionContent } from './content.ts'
import { plain } from './plain.ts'

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
  /** name of who publishes it */
  publisher: string
  /** the WebSub hub that tells of changes; null for none, and for older pages, of which it tells nothing */
  hub: string | null
  /** other pages of the same feed (RFC 5005, 3); null where there is none */
  pages: { first: string | null; previous: string | null; next: string | null }
  /** newest first */
  entries: readonly Entry[]
}

/** One entry as every format has it. Times are ISO 8601 UTC. */
export type Entry = {
  /** never changes, also when the article is renamed or the site moves */
  id: string
  url: string
  title: string
  summary: string
  html: string
  /** the same as Markdown; made only for the format that has it */
  text: () => string
  authors: { name: string; url: string }[]
  topics: string[]
  published: string
  updated: string
  image: Picture | null
  /** address of the plate as a band, without words */
  banner: string | null
  /** what only this publication has to say of an article; null for what is none */
  teardown: Teardown | null
}

/** Width and height in pixels. */
export type Picture = { url: string; alt: string; type: string; width: number; height: number }

export type Teardown = {
  edition: number
  call: string | null
  breaks: { id: string; title: string; status: 'held' | 'open' }[]
  holds: { id: string; title: string; answers: string[] }[]
}

/** A public id (`a_…`, a ULID) as a name for machines, which neither a rename nor another origin changes. */
export const urnOf = (id: string): string => `urn:uuid:${ulidToUUID(id.slice(2).toUpperCase()).toLowerCase()}`

/** The share image of an article, since many readers draw no SVG: its plate, with the title. */
function pictureOf(article: Current, origin: string): Picture {
  const card = articleCard(article)
  const alt = plain(article.plate?.alt ?? cardAlt(card))
  return { url: origin + cardPath(card), alt, type: 'image/png', ...cardSize }
}

const teardownOf = ({ edition, call, findings }: Current): Teardown => ({
  edition,
  call: call && plain(call.decision),
  breaks: findings.flatMap((finding) =>
    finding.kind === 'break' ? [{ id: finding.id, title: plain(finding.title), status: finding.status }] : [],
  ),
  holds: findings.flatMap((finding) =>
    finding.kind === 'hold' ? [{ id: finding.id, title: plain(finding.title), answers: finding.answers }] : [],
  ),
})

/** An article as an entry. It is updated by every edition, and by a correction that was told later than its edition. */
export function articleEntry(article: Current, origin: string): Entry {
  const corrected = article.corrections[0]?.at ?? ''
  const { html, text } = articleContent(article, origin)
  return {
    id: urnOf(article.id),
    url: origin + article.path,
    title: plain(article.title),
    summary: plain(article.deck),
    html,
    text,
    authors: article.authors.map(({ name, path }) => ({ name: plain(name), url: origin + path })),
    topics: article.topics.map(({ name }) => plain(name)),
    published: article.publishedAt,
    updated: corrected > article.modifiedAt ? corrected : article.modifiedAt,
    image: pictureOf(article, origin),
    banner: article.plate && origin + article.plate.wide,
    teardown: teardownOf(article),
  }
}

/** What was wrong in an article as an entry of its own. */
export function correctionEntry(correction: Correction, origin: string): Entry {
  const { id, articleId, at, path, title } = correction
  const { html, text } = correctionContent(correction, origin)
  return {
    // Under the name of the article: the number of the journal entry that tells of it.
    id: `${urnOf(articleId)}#correction-${id.slice(id.lastIndexOf('.') + 1)}`,
    url: origin + path,
    title: plain(`Correction: ${title}`),
    summary: plain(correction.text),
    html,
    text,
    authors: [],
    topics: [],
    published: at,
    updated: at,
    image: null,
    banner: null,
    teardown: null,
  }
}

/** When the feed last changed: the newest of its entries, or the beginning of time for an empty one. */
export const updatedAt = (entries: readonly Entry[]): string =>
  entries.map(({ updated }) => updated).reduce((a, b) => (a > b ? a : b), '1970-01-01T00:00:00.000Z')
