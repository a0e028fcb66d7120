import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { authors, topics } from '../tables/index.ts'
import { authorPath, topicPath } from './paths.ts'
import type { Footprint } from './tags.ts'

/** Pages that show any of these articles: the articles themselves, the home page, topics and authors. */
export async function pagesOf(tx: Tx, shown: Omit<Footprint, 'id'>[]): Promise<string[]> {
  const topicIds = [...new Set(shown.flatMap((article) => article.topicIds))]
  const authorIds = [...new Set(shown.flatMap((article) => article.authorIds))]
  const topicRows = topicIds.length ? await tx.select().from(topics).where(inArray(topics.id, topicIds)) : []
  const authorRows = authorIds.length ? await tx.select().from(authors).where(inArray(authors.id, authorIds)) : []
  return [
    ...new Set([
      ...shown.map((article) => article.path),
      '/',
      ...topicRows.map((row) => topicPath(row.slug)),
      ...authorRows.map((row) => authorPath(row.slug)),
    ]),
  ]
}
