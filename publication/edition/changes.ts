import { sql } from 'drizzle-orm'
import type { ChangeType } from '../tables/index.ts'
import { type Revised, read } from './reads.ts'

/** A place in the sequence of changes: the journal entry, the place under it, and the first digits of the entry's hash. */
export type ChangePosition = { seq: number; place: number; hash: string }

/**
 * One change of one public article. Times are ISO 8601 UTC with milliseconds. `reason` is what readers of a withdrawn
 * address are told now; null unless the article is withdrawn.
 */
export type ListedChange = {
  position: ChangePosition
  type: ChangeType
  at: string
  articleId: string
  slug: string
  previousSlug: string | null
  edition: number | null
  digest: string | null
  reason: string | null
}

type Row = {
  seq: number
  place: number
  hash: string
  type: ChangeType
  at: string
  article_id: string
  slug: string
  previous_slug: string | null
  edition: number | null
  digest: string | null
  reason: string | null
  is_known: boolean
}

/**
 * Changes in the order in which they came to be seen, from after a position on, or from the first.
 * @returns null when the position is none of this history: it was made up, or the database was restored to before it
 */
export async function changesAfter(
  after: ChangePosition | null,
  limit: number,
): Promise<Revised<{ items: ListedChange[]; hasMore: boolean }> | null> {
  const start = after ? sql`where (n.seq, n.place) > (${after.seq}::bigint, ${after.place}::integer)` : sql``
  const isKnown = after
    ? sql`exists (select 1 from publication.changes k where k.seq = ${after.seq}::bigint
        and k.place = ${after.place}::integer and k.hash = ${after.hash})`
    : sql`true`
  // One row of no change at least, so that it is told of the same snapshot whether the position is known.
  const { rows, ...seen } = await read<Row>(
    sql`n.seq, n.place, n.hash, n.type, n.at, n.article_id, n.slug, n.previous_slug, n.edition, n.digest, n.reason, k.is_known`,
    sql`from (select ${isKnown} as is_known) k left join lateral (
        select n.*, case when n.type = 'withdrawn' then (select a.reason from publication.addresses a
          where a.target = n.article_id and a.gone order by a.path limit 1) end as reason
        from publication.changes n ${start} order by n.seq, n.place limit ${limit + 1}) n on true
      order by n.seq, n.place`,
  )
  if (!rows[0]?.is_known) return null
  const found = rows.filter(({ seq }) => seq !== null)
  const items = found.slice(0, limit).map(
    (row): ListedChange => ({
      position: { seq: Number(row.seq), place: row.place, hash: row.hash },
      type: row.type,
      at: new Date(row.at).toISOString(),
      articleId: row.article_id,
      slug: row.slug,
      previousSlug: row.previous_slug,
      edition: row.edition,
      digest: row.digest,
      reason: row.reason,
    }),
  )
  return { items, hasMore: found.length > limit, ...seen }
}
