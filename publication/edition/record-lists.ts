import { type SQL, sql } from 'drizzle-orm'
import { authorPath, topicPath } from './paths.ts'
import { authorColumns, type Bare, type Revised, read, topicColumns } from './reads.ts'
import type { Author, Topic } from './records.ts'

/** A keyset position among topics (`rank` is the place that editors gave) or authors (`rank` is 0). */
export type RecordPosition = { rank: number; name: string; id: string }

export type RecordQuery = {
  /** 1 to 100 */
  limit: number
  after?: RecordPosition | undefined
  before?: RecordPosition | undefined
}

/** A page of records. `next` and `previous` are null when nothing lies there. */
export type RecordPage<T> = { items: T[]; next: RecordPosition | null; previous: RecordPosition | null }

type Named = { id: string; slug: string; name: string }
type Ranked<T> = T & { rank: number }

/** @param key the columns of the order, as a row */
async function page<T extends Named>(
  columns: SQL,
  table: SQL,
  key: SQL,
  { limit, after, before }: RecordQuery,
  pathOf: (slug: string) => string,
): Promise<Revised<RecordPage<T & { path: string }>>> {
  const backwards = before !== undefined && after === undefined
  const from = after ?? before
  const row = from && sql`(${from.rank}::integer, ${from.name}::text, ${from.id}::text)`
  const where = row ? sql`where (${key}) ${backwards ? sql`<` : sql`>`} ${row}` : sql``
  const { rows, ...seen } = await read<Ranked<T>>(
    columns,
    sql`${table} ${where} order by (${key}) ${backwards ? sql`desc` : sql`asc`} limit ${limit + 1}`,
  )
  const hasMore = rows.length > limit
  const shown = rows.slice(0, limit)
  if (backwards) shown.reverse()
  const positionOf = (item: Ranked<T> | undefined) => item && { rank: item.rank, name: item.name, id: item.id }
  const hasNext = backwards || hasMore
  const hasPrevious = backwards ? hasMore : after !== undefined
  return {
    items: shown.map(({ rank: _, ...item }) => ({ ...(item as unknown as T), path: pathOf(item.slug) })),
    next: (hasNext && positionOf(shown.at(-1))) || null,
    previous: (hasPrevious && positionOf(shown[0])) || null,
    ...seen,
  }
}

/** Topics in the order that editors gave them. */
export function topicsPage(query: RecordQuery): Promise<Revised<RecordPage<Topic>>> {
  const columns = sql`${topicColumns}, t.position as rank`
  const key = sql`t.position, t.name collate "C", t.id collate "C"`
  return page<Bare<Topic>>(columns, sql`from publication.topics t`, key, query, topicPath)
}

/** Authors by name. */
export function authorsPage(query: RecordQuery): Promise<Revised<RecordPage<Author>>> {
  const columns = sql`${authorColumns}, 0 as rank`
  const key = sql`0, p.name collate "C", p.id collate "C"`
  return page<Bare<Author>>(columns, sql`from publication.authors p`, key, query, authorPath)
}
