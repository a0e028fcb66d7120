import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import {
  type Article,
  type ArticleRef,
  articleIdsOf,
  type LoadCase,
  type MediaRef,
  mediaIdsOf,
  type References,
} from '../article/index.ts'
import { authors, current, media, topics } from '../tables/index.ts'
import { articlePath } from './paths.ts'
import { PublishError } from './publish-error.ts'

export type MediaRow = Omit<typeof media.$inferSelect, 'mimeType'>

const pathOf = (filename: string): string => `/media/${filename}`

/** Where a media file and its smaller copies are served, and how it is described. */
export const mediaRefOf = ({
  id,
  filename,
  alt,
  width,
  height,
  credit,
  focalX,
  focalY,
  sizes,
}: MediaRow): MediaRef => ({
  id,
  path: pathOf(filename),
  alt,
  width,
  height,
  credit,
  focal: focalX === null || focalY === null ? null : { x: focalX, y: focalY },
  sizes: sizes.map((size) => ({ path: pathOf(size.filename), width: size.width, height: size.height })),
})

export type LinkedRow = Omit<ArticleRef, 'findings'> & { findings: Article['findings'] }

/** What other articles need to know of a public one that they link to. */
export const articleRefOf = ({ id, path, title, deck, findings }: LinkedRow): ArticleRef => ({
  id,
  path,
  title,
  deck,
  findings: findings.map((finding) => ({ id: finding.id, title: finding.title })),
})

const linkedColumns = {
  id: current.articleId,
  path: current.path,
  title: current.title,
  deck: current.deck,
  findings: current.findings,
}

/** The same of an article that is being made public. */
export const ownRefOf = (article: Article): ArticleRef => articleRefOf({ ...article, path: articlePath(article.slug) })

/** What is public of these articles; of one that is not public there is nothing. */
export async function articleRefsOf(tx: Tx, ids: string[]): Promise<Map<string, ArticleRef>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.select(linkedColumns).from(current).where(inArray(current.articleId, ids))
  return byId(rows.map(articleRefOf))
}

const byId = <Row extends { id: string }>(rows: Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id, row]))

/** References that know how the load of each topic runs. */
type Known = Omit<References, 'topics'> & {
  topics: ReadonlyMap<string, { slug: string; name: string; loadCase: LoadCase }>
}

/**
 * Public records of everything an article refers to. Of itself it knows what it is about to say; of other articles, those
 * that are public.
 * @throws PublishError naming what is missing
 */
export async function referencesOf(tx: Tx, article: Article): Promise<Known> {
  const mediaIds = mediaIdsOf(article.body)
  const topicRows = await tx.select().from(topics).where(inArray(topics.id, article.topics))
  const authorRows = await tx.select().from(authors).where(inArray(authors.id, article.authors))
  const mediaRows = mediaIds.length ? await tx.select().from(media).where(inArray(media.id, mediaIds)) : []
  const linked = articleIdsOf(article.body)
  const articles = await articleRefsOf(
    tx,
    linked.filter((id) => id !== article.id),
  )
  if (linked.includes(article.id)) articles.set(article.id, ownRefOf(article))
  const references = {
    topics: byId(topicRows),
    authors: byId(authorRows),
    media: new Map(mediaRows.map((row) => [row.id, mediaRefOf(row)])),
    articles,
  }
  const missing = [
    ...article.topics.filter((id) => !references.topics.has(id)).map((id) => `topic ${id}`),
    ...article.authors.filter((id) => !references.authors.has(id)).map((id) => `author ${id}`),
    ...mediaIds.filter((id) => !references.media.has(id)).map((id) => `picture ${id}`),
  ]
  if (missing.length > 0)
    throw new PublishError(`The article refers to what does not exist any more: ${missing.join(', ')}. Choose again.`)
  return references
}

/** How the load of an article runs: as that of its first topic. `referencesOf` has seen that there is one. */
export const loadOf = (article: Article, { topics }: Known): LoadCase =>
  topics.get(article.topics[0] ?? '')?.loadCase ?? 'column'
