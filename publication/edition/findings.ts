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

/** How many of the next findings are looked at before an index over the words is asked for all that match. */
const nearby = 2_000

const positionOf = ({ article_id: id, published_at, finding_id, position }: FindingRow): FindingPosition => ({
  at: new Date(published_at).toISOString(),
  id,
  place: placeOf(finding_id, position),
})

/** What must be true of a row of `findings f` itself; null when nothing can match. */
function conditionsOf({ status, kind, scale, q }: FindingQuery): SQL[] | null {
  const conditions: SQL[] = []
  if (kind !== undefined) conditions.push(sql`f.kind = ${kind}`)
  if (status !== undefined) conditions.push(sql`f.status = ${status}`)
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

/** Rows of `listings l` and `findings f` beyond a position, in the direction of the walk. */
function beyond({ at, id, place }: FindingPosition, isBackwards: boolean): SQL {
  const { findingId, position } = readPlace(place)
  // Where the finding stands now; of one that is gone, between those that stood around it.
  const stands = sql`coalesce((select position from publication.findings where article_id = ${id}
    and finding_id = ${findingId})::float8, ${position}::float8 - 0.5)`
  return isBackwards
    ? sql`(l.published_at, l.article_id) >= (${at}::timestamptz, ${id}) and (l.article_id <> ${id} or f.position < ${stands})`
    : sql`(l.published_at, l.article_id) <= (${at}::timestamptz, ${id}) and (l.article_id <> ${id} or f.position > ${stands})`
}

/**
 * Breaks and holds of public articles, in the order of the articles, newest first, and within one in that of its text.
 * By keyset: while articles come and go nothing is seen twice and nothing that stays is missed; so it is when an article
 * is revised, as long as its findings keep their order. What nobody can have meant finds nothing and throws nothing.
 */
export async function findings(query: FindingQuery): Promise<Revised<FindingPage>> {
  const { topic, after, before, limit } = query
  const conditions = conditionsOf(query)
  const list = topic === undefined ? sql`'all'` : sql`(select id from publication.topics where slug = ${topic})`
  const isBackwards = before !== undefined && after === undefined
  const position = isBackwards ? before : after
  const walk = sql`l.list = ${list}${position ? sql` and ${beyond(position, isBackwards)}` : sql``}`
  const order = isBackwards
    ? sql`published_at asc, article_id asc, position desc`
    : sql`published_at desc, article_id desc, position asc`
  const from = sql`publication.listings l join publication.findings f on f.article_id = l.article_id`
  const all = sql.join([sql`true`, ...(conditions ?? [sql`false`])], sql` and `)
  const isFiltered = conditions?.length !== 0
  const size = limit + 1
  const { rows, revision } = await read<FindingRow>(
    sql`f.finding_id, f.position, f.kind, f.title, f.shows, f.scale, f.cost, f.status, f.answers, f.held_by,
      f.verified_since, c.article_id, c.slug, c.title as article_title, c.published_at`,
    sql`from (
      with near as materialized (
        select article_id, finding_id, published_at, position from (
          select f.*, l.published_at from ${from} where ${walk}
          order by l.published_at ${isBackwards ? sql`asc` : sql`desc`}, l.article_id ${isBackwards ? sql`asc` : sql`desc`},
            f.position ${isBackwards ? sql`desc` : sql`asc`}
          limit ${isFiltered ? nearby : size}
        ) as f where ${all} order by ${order} limit ${size}
      ), far as materialized (
        select f.article_id, f.finding_id, l.published_at, f.position from ${from}
        where ${isFiltered ? sql`(select count(*) from near) < ${size}` : sql`false`} and ${all} and ${walk}
      )
      select * from near where not exists (select 1 from far) union all select * from far
      order by ${order} limit ${size}
    ) as k
      join publication.findings f on f.article_id = k.article_id and f.finding_id = k.finding_id
      join publication.current c on c.article_id = k.article_id
      order by ${isBackwards ? sql`c.published_at asc, c.article_id asc, f.position desc` : sql`c.published_at desc, c.article_id desc, f.position asc`}`,
  )
  const more = rows.length > limit
  const page = rows.slice(0, limit)
  if (isBackwards) page.reverse()
  const first = page[0]
  const last = page.at(-1)
  return {
    items: page.map(listedFindingOf),
    next: (isBackwards || more) && last ? positionOf(last) : null,
    previous: (isBackwards ? more : after !== undefined) && first ? positionOf(first) : null,
    revision,
  }
}
