import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { corrections as table } from '../tables/index.ts'
import { isShown } from './correction-rows.ts'
import { articlePath } from './paths.ts'
import { type Revised, read } from './reads.ts'

/** A correction as it stands in a list of all. `at` is ISO 8601 UTC; `id` never changes; `edition` is the one that corrects. */
export type Correction = {
  id: string
  articleId: string
  slug: string
  path: string
  title: string
  edition: number
  at: string
  text: string
}

/** Keeps a correction under the journal entry that tells of it, in the transaction of the change. */
export async function addCorrection(
  tx: Tx,
  correction: { articleId: string; edition: number; seq: number; text: string },
): Promise<void> {
  await tx.insert(table).values(correction)
}

type Row = { seq: string; id: string; slug: string; title: string; edition: number; at: string; text: string }

/**
 * Corrections of public articles, the newest first.
 * @param query `limit` from 1 to 100; `topic` and `author` are slugs
 */
export async function corrections({
  limit,
  topic,
  author,
}: {
  limit: number
  topic?: string | undefined
  author?: string | undefined
}): Promise<Revised<{ items: Correction[] }>> {
  const conditions = [isShown]
  if (topic !== undefined)
    conditions.push(sql`c.topic_ids @> array[(select id from publication.topics where slug = ${topic})]`)
  if (author !== undefined)
    conditions.push(sql`c.author_ids @> array[(select id from publication.authors where slug = ${author})]`)
  const { rows, ...seen } = await read<Row>(
    sql`k.seq, k.article_id as id, c.slug, c.title, k.edition, k.at, k.text`,
    sql`from publication.corrections k join publication.current c on c.article_id = k.article_id
      where ${sql.join(conditions, sql` and `)} order by k.seq desc limit ${limit}`,
  )
  const items = rows.map(({ seq, id, slug, title, edition, at, text }) => ({
    id: `${id}.${seq}`,
    articleId: id,
    slug,
    path: articlePath(slug),
    title,
    edition,
    at: new Date(at).toISOString(),
    text,
  }))
  return { items, ...seen }
}
