import { and, arrayContains, asc, eq, ne, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { parseCanonical } from '../article/index.ts'
import { current, editions } from '../tables/index.ts'
import { derive } from './derive.ts'
import { referencesOf } from './references.ts'

export type Referred = 'topic' | 'author' | 'media' | 'article'

const columns = {
  topic: current.topicIds,
  author: current.authorIds,
  media: current.mediaIds,
  article: current.linkIds,
}
const { articleId, editionId, path, title, topicIds, authorIds } = current
const dependentColumns = { articleId, editionId, path, title, topicIds, authorIds }

/** A public article that shows something, or links to it. */
export type Dependent = Pick<typeof current.$inferSelect, keyof typeof dependentColumns>

/**
 * Waits until nobody else is changing what is public, and keeps others waiting until this transaction ends. Two articles
 * that link to each other may be published at once: each would read the other as it was, and hold the row that the other
 * is about to derive anew. The journal lets one in after another anyway, only later. Taken before any row of `current`.
 */
export async function beginChange(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('what is public', 1))`)
}

/** Whether an article is public. */
export async function isCurrent(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.select({ id: current.articleId }).from(current).where(eq(current.articleId, id))
  return rows.length > 0
}

/** Public articles that show this topic, author or picture, or link to this article; not the article itself. */
export async function dependents(tx: Tx, kind: Referred, id: string): Promise<Dependent[]> {
  return tx
    .select(dependentColumns)
    .from(current)
    .where(and(arrayContains(columns[kind], [id]), ne(current.articleId, id)))
    .orderBy(asc(current.articleId))
}

/** Derives current rows anew from their editions, for when something they refer to was renamed, replaced or withdrawn. */
export async function rederive(tx: Tx, rows: Pick<Dependent, 'articleId' | 'editionId'>[]): Promise<void> {
  for (const row of rows) {
    const found = await tx.select().from(editions).where(eq(editions.id, row.editionId))
    const edition = found[0]
    if (!edition) throw new Error(`Edition ${row.editionId} of ${row.articleId} is not there.`)
    const article = parseCanonical(edition.canonical)
    const derived = derive(article, edition, await referencesOf(tx, article))
    await tx.update(current).set(derived).where(eq(current.articleId, row.articleId))
  }
}

/**
 * Derives every current row anew. What is there is equal to what comes out, unless the code that derives has changed.
 * @returns how many rows were derived
 */
export async function rebuild(tx: Tx): Promise<number> {
  await beginChange(tx)
  const rows = await tx.select(dependentColumns).from(current).orderBy(asc(current.articleId))
  await rederive(tx, rows)
  return rows.length
}
