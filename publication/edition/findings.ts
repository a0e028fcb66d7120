import { type SQL, sql } from 'drizzle-orm'
import { askedWords } from './asked-words.ts'
import {
  type FindingPosition,
  type FindingRow,
  type ListedFinding,
  listedFindingOf,
  placeOf,
  readPlace,
} from './finding-rows.ts'
import { type Revised, read } from './reads.ts'

export type FindingQuery = {
  /** 1 to 100 */
  limit: number
  after?: FindingPosition | undefined
  before?: FindingPosition | undefined
  /** slug of a topic */
  topic?: string | undefined
  /** breaks of this status; holds have none */
  status?: 'held' | 'open' | undefined
  kind?: 'break' | 'hold' | undefined
  /** words of the scale, however its numbers are written: 10k, 10 000, 10,000 */
  scale?: string | undefined
  /** words of title, shows, scale and cost; quoted phrases, `-` and `or` are understood */
  q?: string | undefined
}

/** A page of findings. `next` and `previous` are null when nothing lies there. */
export type FindingPage = { items: ListedFinding[]; next: FindingPosition | null; previous: FindingPosition | null }

/** So many that hold the words are sorted; when there are more, the list is walked: one is never far from the next. */
const few = 600

const positionOf = ({ article_id: id, published_at, finding_id, position }: FindingRow): FindingPosition => ({
  at: new Date(published_at).toISOString(),
  id,
  place: placeOf(finding_id, position),
})

/** What the words must be for a row of `findings f`; null when none can hold them. */
function wordConditions({ scale, q }: FindingQuery): SQL[] | null {
  const conditions: SQL[] = []
  for (const [text, match] of [
    [q, (words: string) => sql`f.words @@ (select publication.asked(${words}))`],
    [scale, (words: string) => sql`f.scale_words @@ (select publication.asked_scale(${words}))`],
  ] as const) {
    if (text === undefined) continue
    const words = askedWords(text)
    if (words === null) return null
    conditions.push(match(words))
  }
  return conditions
}

/** The same in a form that no index answers, so that rows are taken in order until there are enough. */
const unsought = (conditions: SQL[]): SQL => sql`coalesce(${sql.join(conditions, sql` and `)}, false)`

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
function rowsOf(query: FindingQuery, words: SQL[], isBackwards: boolean): SQL {
  const { topic, kind, status, limit } = query
  // By a topic the list of its articles is walked, which is short when they are few.
  const order: Order =
    topic === undefined
      ? { at: sql`f.published_at`, id: sql`f.article_id`, isBackwards }
      : { at: sql`l.published_at`, id: sql`l.article_id`, isBackwards }
  const direction = isBackwards ? sql`asc` : sql`desc`
  const position = isBackwards ? query.before : query.after
  const conditions = [sql`true`]
  if (topic !== undefined) conditions.push(sql`l.list = (select id from publication.topics where slug = ${topic})`)
  if (kind !== undefined) conditions.push(sql`f.kind = ${kind}`)
  if (status !== undefined) conditions.push(sql`f.status = ${status}`)
  if (position) conditions.push(beyond(position, order))
  const walk = (table: SQL, further: SQL[]) => sql`(
    select f.* from ${topic === undefined ? sql`` : sql`publication.listings l join`} ${table} f
    ${topic === undefined ? sql`` : sql`on f.article_id = l.article_id`}
    where ${sql.join([...conditions, ...further], sql` and `)}
    order by ${order.at} ${direction}, ${order.id} ${direction}, f.position ${isBackwards ? sql`desc` : sql`asc`}
    limit ${limit + 1})`
  const table = sql`publication.findings`
  const found =
    words.length === 0
      ? walk(table, [])
      : sql`(
    with few as materialized (select * from ${table} f where ${sql.join(words, sql` and `)} limit ${few})
    ${walk(sql`few`, [sql`(select count(*) from few) < ${few}`])}
    union all ${walk(table, [sql`(select count(*) from few) >= ${few}`, unsought(words)])})`
  return sql`from ${found} as f join publication.current c on c.article_id = f.article_id
    order by f.published_at ${direction}, f.article_id ${direction}, f.position ${isBackwards ? sql`desc` : sql`asc`}`
}

const columns = sql`f.finding_id, f.position, f.kind, f.title, f.shows, f.scale, f.cost, f.status, f.answers, f.held_by,
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
  const { rows, ...seen } = await read<FindingRow>(columns, rowsOf(query, words ?? [sql`false`], isBackwards))
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
