import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { type ChangeType, changes, current } from '../tables/index.ts'
import type { Dependent } from './dependents.ts'
import { articleSlugIn } from './paths.ts'

/** What happened to one article. `edition` and `digest` are of the text that is public now, or was until it was withdrawn. */
export type Change = {
  type: ChangeType
  articleId: string
  path: string
  previousPath?: string | undefined
  edition: number | null
  digest: string | null
}

/** The same text as before, shown with something that is another now. */
export const refreshed = ({ articleId, path, number, digest }: Dependent): Change => ({
  type: 'refreshed',
  articleId,
  path,
  edition: number,
  digest,
})

/**
 * Notes what changed in public under a journal entry, in the transaction of the change, and when. Whoever calls it holds
 * `beginChange`, so that rows come to be seen in the order of their numbers: who reads on from the last one misses none.
 * @param seq number of the entry; what has none of its own belongs to the newest
 */
export async function noteChanges(tx: Tx, seq: number | null, told: readonly Change[]): Promise<void> {
  if (told.length === 0) return
  const entry = await tx.execute<{ seq: string; hash: string; places: number }>(sql`
    select j.seq, left(j.hash, 16) as hash,
      (select coalesce(max(c.place) + 1, 0) from publication.changes c where c.seq = j.seq)::int as places
    from publication.journal j where ${seq}::bigint is null or j.seq = ${seq}::bigint order by j.seq desc limit 1`)
  const row = entry.rows[0]
  if (!row) throw new Error('A change belongs to a journal entry, and there is none.')
  await tx.insert(changes).values(
    told.map(({ type, articleId, path, previousPath, edition, digest }, index) => ({
      seq: Number(row.seq),
      place: row.places + index,
      hash: row.hash,
      type,
      articleId,
      slug: articleSlugIn(path),
      previousSlug: previousPath === undefined ? null : articleSlugIn(previousPath),
      edition,
      digest,
    })),
  )
  const changedAt = sql`greatest(date_trunc('second', clock_timestamp()), ${current.changedAt} + interval '1 second')`
  const ids = told.map(({ articleId }) => articleId)
  await tx.update(current).set({ changedAt }).where(inArray(current.articleId, ids))
}
