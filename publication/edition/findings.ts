import { type SQL, sql } from 'drizzle-orm'
import { type FindingFilters, plainConditions, soughtBy, topicIdOf, wordConditions } from './finding-conditions.ts'
import {
  type FindingPosition,
  type FindingRow,
  type ListedFinding,
  listedFindingOf,
  placeOf,
  readPlace,
} from './finding-rows.ts'
import { type Revised, read } from './reads.ts'

export type FindingQuery = FindingFilters & {
  /** 1 to 100 */
  limit: number
  after?: FindingPosition | undefined
  before?: FindingPosition | undefined
}

/** A page of findings. `next` and `previous` are null when nothing lies there. */
export type FindingPage = { items: ListedFinding[]; next: FindingPosition | null; previous: FindingPosition | null }

export const positionOf = ({ article_id: id, published_at, finding_id, position }: FindingRow): FindingPosition => ({
  at: new Date(published_at).toISOString(),
  id,
  place: placeOf(finding_id, position),
})

type Order = { at: SQL; id: SQL; isBackwards: boolean }

/** Rows of `findings f` beyond a position, in the direction of the walk. */
function beyond({ at, id, place }: FindingPosition, order: Order): SQL {
  const { findingId, position } = readPlace(place)
  // Where the finding stands now; of one that is gone, between those that stood around it.
  const stands = sql`coalesce((select position from publication.findings where article_id = ${id}
    and finding_id = ${findingId})::float8, ${position}::float8 - 0.5)`
  const key = sql`(${order.at}, ${order.id})`
  return order.isBackwards
    ? sql`${key} >= (${at}::timestamptz, ${id}) and (f.article_id <> ${id} or f.position < ${stands})`
    : sql`${key} <= (${at}::timestamptz, ${id}) and (f.article_id <> ${id} or f.position > ${stands})`
}

/** The statement's part after its columns, which are those of `findings f` and `current c`. */
export function rowsOf(query: FindingQuery, words: SQL[], isBackwards: boolean): SQL {
  const { topic, limit } = query
  // By a topic the list of its articles is walked, which is short when they are few.
  const order: Order =
    topic === undefined
      ? { at: sql`f.published_at`, id: sql`f.article_id`, isBackwards }
      : { at: sql`l.published_at`, id: sql`l.article_id`, isBackwards }
  const direction = isBackwards ? sql`asc` : sql`desc`
  const position = isBackwards ? query.before : query.after
  const conditions = plainConditions(query)
  if (topic !== undefined) conditions.push(sql`l.list = ${topicIdOf(topic)}`)
  if (position) conditions.push(beyond(position, order))
  const found = soughtBy(
    words,
    (table, further) => sql`(
    select f.* from ${topic === undefined ? sql`` : sql`publication.listings l join`} ${table} f
    ${topic === undefined ? sql`` : sql`on f.article_id = l.article_id`}
    where ${sql.join([...conditions, ...further], sql` and `)}
    order by ${order.at} ${direction}, ${order.id} ${direction}, f.position ${isBackwards ? sql`desc` : sql`asc`}
    limit ${limit + 1})`,
  )
  return sql`from ${found} as f join publication.current c on c.article_id = f.article_id
    order by f.published_at ${direction}, f.article_id ${direction}, f.position ${isBackwards ? sql`desc` : sql`asc`}`
}

export const findingColumns = sql`f.finding_id, f.position, f.kind, f.title, f.shows, f.scale, f.cost, f.status, f.answers, f.held_by,
  f.verified_since, c.article_id, c.slug, c.title as article_title, c.published_at,
  (select t.load_case from publication.topics t where t.id = c.topic_ids[1]) as load_case`

/**
 * Breaks and holds of public articles, in the order of the articles, newest first, and within one in that of its text.
 * By keyset: while articles come and go nothing is seen twice and nothing that stays is missed; so it is when an article
 * is revised, as long as its findings keep their order. What nobody can have meant finds nothing and throws nothing.
 */
export async function findings(query: FindingQuery): Promise<Revised<FindingPage>> {
  const { after, before, limit } = query
  const isBackwards = before !== undefined && after === undefined
  const words = wordConditions(query)
  const { rows, ...seen } = await read<FindingRow>(findingColumns, rowsOf(query, words ?? [sql`false`], isBackwards))
  const more = rows.length > limit
  const page = rows.slice(0, limit)
  if (isBackwards) page.reverse()
  const first = page[0]
  const last = page.at(-1)
  return {
    items: page.map(listedFindingOf),
    next: (isBackwards || more) && last ? positionOf(last) : null,
    previous: (isBackwards ? more : after !== undefined) && first ? positionOf(first) : null,
    ...seen,
  }
}
