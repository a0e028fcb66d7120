import type { Article, Call, Finding, LoadCase, Source } from '../article/index.ts'
import type { Plate } from '../tables/index.ts'
import { articlePath, authorPath, topicPath } from './paths.ts'
import type { Current, Summary } from './records.ts'
import { articleRefOf, type LinkedRow, type MediaRow, mediaRefOf } from './references.ts'

/** A row of `current` with its references, as the reading statements give it: times are text. */
export type CurrentRow = {
  id: string
  slug: string
  path: string
  title: string
  deck: string
  call: Call | null
  takeaways: string[]
  topics: { id: string; slug: string; name: string; loadCase: LoadCase }[]
  authors: { id: string; slug: string; name: string }[]
  published_at: string
  modified_at: string
  changed_at: string
  number: number
  digest: string
  words: number
  reading_minutes: number
  findings: Finding[]
  plate: Plate | null
  seo: Article['seo']
  cover: Article['cover']
  sources: Source[]
  body: Article['body']
  html: string
  markdown: string
  text: string
  media: MediaRow[]
  articles: LinkedRow[]
  corrections: { edition: number; at: string; text: string }[]
}

/** Builds a summary field by field. */
export function summaryOf(row: CurrentRow): Summary {
  return {
    id: row.id,
    slug: row.slug,
    path: articlePath(row.slug),
    title: row.title,
    deck: row.deck,
    call: row.call,
    takeaways: row.takeaways,
    topics: row.topics.map(({ id, slug, name, loadCase }) => ({ id, slug, name, loadCase, path: topicPath(slug) })),
    authors: row.authors.map(({ id, slug, name }) => ({ id, slug, name, path: authorPath(slug) })),
    publishedAt: new Date(row.published_at).toISOString(),
    modifiedAt: new Date(row.modified_at).toISOString(),
    changedAt: new Date(row.changed_at).toISOString(),
    edition: row.number,
    digest: row.digest,
    words: row.words,
    readingMinutes: row.reading_minutes,
    findings: row.findings,
    cover: row.cover,
    plate: row.plate,
  }
}

/** Builds a whole public article field by field. */
export function currentOf(row: CurrentRow): Current {
  return {
    ...summaryOf(row),
    seo: row.seo,
    sources: row.sources,
    body: row.body,
    media: row.media.map(mediaRefOf),
    articles: row.articles.map(articleRefOf),
    corrections: row.corrections.map(({ edition, at, text }) => ({ edition, at: new Date(at).toISOString(), text })),
    html: row.html,
    markdown: row.markdown,
    text: row.text,
  }
}
