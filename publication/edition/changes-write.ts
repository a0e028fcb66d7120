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
 * @param seq number of the entry
 */
export async function noteChanges(tx: Tx, seq: number, told: readonly Change[]): Promise<void> {
  if (told.length === 0) return
  const entry = await tx.execute<{ hash: string; places: number }>(sql`
    select left(j.hash, 16) as hash,
      (select coalesce(max(c.place) + 1, 0) from publication.changes c where c.seq = j.seq)::int as places
    from publication.journal j where j.seq = ${seq}`)
  const row = entry.rows[0]
  if (!row) throw new Error(`There is no journal entry ${seq} for a change to belong to.`)
  await tx.insert(changes).values(
    told.map(({ type, articleId, path, previousPath, edition, digest }, index) => ({
      seq,
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
  const changedAt = sql`greatest(date_trunc('second', clock_timestamp()), ${current.changedAt}) + interval '1 second'`
  const ids = told.map(({ articleId }) => articleId)
  await tx.update(current).set({ changedAt }).where(inArray(current.articleId, ids))
}
