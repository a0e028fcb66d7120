import { type SQL, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Hold } from '../article/index.ts'
import {
  type FindingFilters,
  plainConditions,
  soughtBy,
  topicIdOf,
  usersOf,
  wordConditions,
} from './finding-conditions.ts'
import { type FindingPosition, type FindingRow, type ListedFinding, listedFindingOf } from './finding-rows.ts'
import { findingColumns, positionOf, rowsOf } from './findings.ts'
import { type Revised, read } from './reads.ts'
import { newestRevision } from './revision.ts'

export type ListedBreak = Extract<ListedFinding, { kind: 'break' }>

/** A break as the failure index shows it. */
export type Failure = {
  finding: ListedBreak
  /** the holds of the same article that answer it, in the order of its text; none when it is open */
  holds: Hold[]
  /** from how many users on it bites; 0 when its scale counts nobody */
  users: number
  /** the letter that it stands under, `a` to `z`, or `#` */
  letter: string
}

type Filters = Omit<FindingFilters, 'kind'>

/** A keyset position among breaks by title. Only `failuresByTitle()` makes and reads it. */
export type TitlePosition = { key: string; id: string; finding: string }

/** Breaks, and where the list goes on behind them; null at its end. */
export type FailurePage<Position> = { items: Failure[]; next: Position | null }

type FailureRow = FindingRow & {
  holds: { id: string; title: string; answers: string[]; cost: string | null; verifiedSince: string | null }[]
  users: number
  title_key: string
}

const failureColumns = sql`${findingColumns}, ${usersOf} as users, f.title_key,
  (select coalesce(json_agg(json_build_object('id', h.finding_id, 'title', h.title, 'answers', h.answers, 'cost', h.cost,
      'verifiedSince', h.verified_since) order by h.position), '[]')
    from publication.findings h where h.article_id = f.article_id and h.finding_id = any (f.held_by)) as holds`

function failureOf(row: FailureRow): Failure {
  const finding = listedFindingOf(row)
  if (finding.kind !== 'break') throw new Error(`${row.article_id} ${row.finding_id} is no break.`)
  const holds = row.holds.map((hold): Hold => ({ ...hold, kind: 'hold' }))
  return { finding, holds, users: row.users, letter: row.title_key.charAt(0) }
}

const inTopic = ({ topic }: Filters): SQL[] =>
  topic === undefined
    ? []
    : [sql`f.article_id in (select l.article_id from publication.listings l where l.list = ${topicIdOf(topic)})`]

/**
 * Breaks by title, as an index sorts them: articles, accents and capitals do not count. By keyset.
 * @param query.letter where to begin: the first break under this letter or a later one
 * @param query.limit 1 to 2,000
 */
export async function failuresByTitle(
  query: Filters & { limit: number; after?: TitlePosition | undefined; letter?: string | undefined },
): Promise<Revised<FailurePage<TitlePosition>>> {
  const { after, letter, limit } = query
  const conditions = [...plainConditions({ ...query, kind: 'break' }), ...inTopic(query)]
  if (after)
    conditions.push(sql`(f.title_key, f.article_id, f.finding_id) > (${after.key}, ${after.id}, ${after.finding})`)
  else if (letter !== undefined) conditions.push(sql`f.title_key >= ${letter}`)
  const found = soughtBy(
    wordConditions(query) ?? [sql`false`],
    (table, further) => sql`(select f.* from ${table} f where ${sql.join([...conditions, ...further], sql` and `)}
      order by f.title_key, f.article_id, f.finding_id limit ${limit + 1})`,
  )
  const { rows, ...seen } = await read<FailureRow>(
    failureColumns,
    sql`from ${found} as f join publication.current c on c.article_id = f.article_id
      order by f.title_key, f.article_id, f.finding_id`,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const next =
    rows.length > limit && last ? { key: last.title_key, id: last.article_id, finding: last.finding_id } : null
  return { items: page.map(failureOf), next, ...seen }
}

/** The same in the order of the articles, newest first, and within one in that of its text; as `findings()`. */
export async function failuresByDate(
  query: Filters & { limit: number; after?: FindingPosition | undefined },
): Promise<Revised<FailurePage<FindingPosition>>> {
  const { limit } = query
  const words = wordConditions(query) ?? [sql`false`]
  const { rows, ...seen } = await read<FailureRow>(failureColumns, rowsOf({ ...query, kind: 'break' }, words, false))
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(failureOf), next: rows.length > limit && last ? positionOf(last) : null, ...seen }
}

/** How many breaks there are, how many of them are open, and how many stand under each letter that has any. */
export type FailureTally = { count: number; open: number; letters: { letter: string; count: number }[] }

/** Tallies of before, by their filters: good while nothing public has changed since, as whoever pages or goes by letter asks again. */
const counted = new LRUCache<string, Revised<FailureTally>>({ max: 500 })

/** Counts the breaks that a list with these filters would walk through. */
export async function failureTally(filters: Filters): Promise<Revised<FailureTally>> {
  const { topic, status, scale, q, users } = filters
  const key = JSON.stringify([topic, status, scale, q, users])
  const known = counted.get(key)
  if (known && known.revision === (await newestRevision())) return known
  const tally = await countFailures(filters)
  counted.set(key, tally)
  return tally
}

async function countFailures(filters: Filters): Promise<Revised<FailureTally>> {
  const conditions = [
    ...plainConditions({ ...filters, kind: 'break' }),
    ...inTopic(filters),
    ...(wordConditions(filters) ?? [sql`false`]),
  ]
  const { rows, ...seen } = await read<{ letter: string; count: number; open: number }>(
    sql`left(f.title_key, 1) as letter, count(*)::int as count, (count(*) filter (where f.status = 'open'))::int as open`,
    sql`from publication.findings f where ${sql.join(conditions, sql` and `)} group by 1 order by 1`,
  )
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    open: rows.reduce((sum, row) => sum + row.open, 0),
    letters: rows.map(({ letter, count }) => ({ letter, count })),
    ...seen,
  }
}

/** What breaks at a number of users. */
export type FailuresAt = {
  /** breaks that wait for fewer users, or as many: the nearest first */
  behind: Failure[]
  /** breaks that wait for more: the nearest first */
  ahead: Failure[]
  /** breaks that wait for no number of users: the newest first */
  anyhow: Failure[]
  /** how many there are of each */
  counts: Record<'behind' | 'ahead' | 'anyhow', number>
}

/** @param most how many of each are given at the most */
export async function failuresAt(users: number, most: FailuresAt['counts']): Promise<Revised<FailuresAt>> {
  const part = (name: keyof FailuresAt['counts'], condition: SQL, order: SQL) => sql`
    (select ${name} as part, f.*, row_number() over (order by ${order}, f.published_at desc, f.article_id desc, f.position) as place
      from publication.findings f where f.kind = 'break' and ${condition}
      order by ${order}, f.published_at desc, f.article_id desc, f.position limit ${most[name]})`
  const [isBehind, isAhead, isAnyhow] = [
    sql`${usersOf} between 1 and ${users}`,
    sql`${usersOf} > ${users}`,
    sql`${usersOf} = 0`,
  ]
  // Counted once for all rows; where there are none, there is nothing to count.
  const countOf = (condition: SQL) =>
    sql`(select count(*)::int from publication.findings f where f.kind = 'break' and ${condition})`
  type Counted = FailureRow & { part: keyof FailuresAt['counts']; counts: FailuresAt['counts'] }
  const { rows, ...seen } = await read<Counted>(
    sql`f.part, json_build_object('behind', ${countOf(isBehind)}, 'ahead', ${countOf(isAhead)},
      'anyhow', ${countOf(isAnyhow)}) as counts, ${failureColumns}`,
    sql`from (${part('behind', isBehind, sql`${usersOf} desc`)} union all ${part('ahead', isAhead, usersOf)}
      union all ${part('anyhow', isAnyhow, usersOf)}) as f
      join publication.current c on c.article_id = f.article_id order by f.part, f.place`,
  )
  const of = (name: keyof FailuresAt['counts']) => rows.filter((row) => row.part === name).map(failureOf)
  const counts = rows[0]?.counts ?? { behind: 0, ahead: 0, anyhow: 0 }
  return { behind: of('behind'), ahead: of('ahead'), anyhow: of('anyhow'), counts, ...seen }
}
