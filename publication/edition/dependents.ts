import { and, arrayContains, asc, eq, ne, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { parseCanonical } from '../article/index.ts'
import { append } from '../journal/index.ts'
import { current, editions, topics } from '../tables/index.ts'
import { noteChanges, refreshed } from './changes-write.ts'
import { derive } from './derive.ts'
import { plateOf, putBeam, type Redraw, sheetsOf } from './plates.ts'
import { loadOf, referencesOf } from './references.ts'
import { readScales } from './scales.ts'
import { oweShareImage } from './share-images.ts'

export type Referred = 'topic' | 'author' | 'media' | 'article'

const columns = {
  topic: current.topicIds,
  author: current.authorIds,
  media: current.mediaIds,
  article: current.linkIds,
}
const { articleId, editionId, number, digest, path, title, topicIds, authorIds } = current
const dependentColumns = { articleId, editionId, number, digest, path, title, topicIds, authorIds }

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
export async function rederive(
  tx: Tx,
  rows: Pick<Dependent, 'articleId' | 'editionId'>[],
  redraw: Redraw = {},
): Promise<void> {
  for (const row of rows) {
    const found = await tx.select().from(editions).where(eq(editions.id, row.editionId))
    const edition = found[0]
    if (!edition) throw new Error(`Edition ${row.editionId} of ${row.articleId} is not there.`)
    const article = parseCanonical(edition.canonical)
    const references = await referencesOf(tx, article)
    const plate = await plateOf(tx, article, loadOf(article, references), redraw)
    const derived = derive(article, edition, references, plate)
    await tx.update(current).set(derived).where(eq(current.articleId, row.articleId))
    await oweShareImage(tx, row.articleId)
  }
}

/** A hash of every current row and every topic, by its id. */
async function rowsByHash(tx: Tx): Promise<Map<string, string>> {
  const { rows } = await tx.execute<{ id: string; hash: string }>(sql`
    select c.article_id as id, md5(c::text) as hash from publication.current c
    union all select t.id, md5(t::text) from publication.topics t`)
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

/**
 * Derives every current row and every topic's sheets anew. What is there is equal to what comes out, unless the code
 * that derives has changed. Drawings stay as they were drawn, unless they are to be drawn again.
 * @returns how many articles were derived
 */
export async function rebuild(tx: Tx, redraw: Redraw = {}): Promise<number> {
  await beginChange(tx)
  const before = await rowsByHash(tx)
  for (const { id, slug, loadCase } of await tx.select().from(topics))
    await tx
      .update(topics)
      .set({ sheets: await sheetsOf(tx, slug, loadCase, redraw) })
      .where(eq(topics.id, id))
  const rows = await tx.select(dependentColumns).from(current).orderBy(asc(current.articleId))
  await rederive(tx, rows, redraw)
  await putBeam(tx, redraw)
  const read = await readScales(tx, 'all')
  const after = await rowsByHash(tx)
  const changed = rows.filter(({ articleId }) => before.get(articleId) !== after.get(articleId))
  if (read > 0 || [...after].some(([id, hash]) => before.get(id) !== hash)) {
    // Answers that were prepared are good until the journal's next entry.
    const seq = await append(tx, { verb: 'articles.rederived', subject: 'articles', actor: 'system:rebuild' })
    await noteChanges(tx, seq, changed.map(refreshed))
  }
  return rows.length
}

/** Whether rows are public that code of before has derived, which knew nothing of drawings. */
export async function isUndrawn(tx: Tx): Promise<boolean> {
  const { rows } = await tx.execute<{ found: boolean }>(sql`
    select exists (select 1 from publication.current where plate is null)
      or exists (select 1 from publication.topics where sheets is null) as found`)
  return rows[0]?.found === true
}
