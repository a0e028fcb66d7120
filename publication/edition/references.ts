import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { type Article, type MediaRef, mediaIdsOf, type References } from '../article/index.ts'
import { authors, media, topics } from '../tables/index.ts'
import { PublishError } from './publish-error.ts'

type MediaRow = Pick<typeof media.$inferSelect, 'id' | 'filename' | 'alt' | 'width' | 'height'>

/** Where a media file is served, and how it is described. */
export const mediaRefOf = (row: MediaRow): MediaRef => ({
  id: row.id,
  path: `/media/${row.filename}`,
  alt: row.alt,
  width: row.width,
  height: row.height,
  credit: null,
  focal: null,
  sizes: [],
})

const byId = <Row extends { id: string }>(rows: Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id, row]))

/**
 * Public records of everything an article refers to.
 * @throws PublishError naming what is missing
 */
export async function referencesOf(tx: Tx, article: Article): Promise<References> {
  const mediaIds = mediaIdsOf(article.body)
  const topicRows = await tx.select().from(topics).where(inArray(topics.id, article.topics))
  const authorRows = await tx.select().from(authors).where(inArray(authors.id, article.authors))
  const mediaRows = mediaIds.length ? await tx.select().from(media).where(inArray(media.id, mediaIds)) : []
  const references = {
    topics: byId(topicRows),
    authors: byId(authorRows),
    media: new Map(mediaRows.map((row) => [row.id, mediaRefOf(row)])),
    articles: new Map(),
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
