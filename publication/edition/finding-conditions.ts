import { type SQL, sql } from 'drizzle-orm'
import { askedWords } from './asked-words.ts'

/** What findings may be narrowed to. */
export type FindingFilters = {
  /** slug of a topic */
  topic?: string | undefined
  /** breaks of this status; holds have none */
  status?: 'held' | 'open' | undefined
  kind?: 'break' | 'hold' | undefined
  /** words of the scale, however its numbers are written: 10k, 10 000, 10,000 */
  scale?: string | undefined
  /** words of title, shows, scale and cost; quoted phrases, `-` and `or` are understood */
  q?: string | undefined
  /** breaks that can bite at so many users: their scale names no more, or counts nobody */
  users?: number | undefined
}

/** So many that hold the words are sorted; when there are more, the list is walked: one is never far from the next. */
const few = 600

/** What the words must be for a row of `findings f`; null when none can hold them. */
export function wordConditions({ scale, q }: FindingFilters): SQL[] | null {
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

/** From how many users on a row of `findings f` bites; 0 where its scale counts nobody. As the index has it. */
export const usersOf = sql`coalesce(f.users, 0)`

/** What else must be true of a row of `findings f`, its topic apart. */
export function plainConditions({ status, kind, users }: FindingFilters): SQL[] {
  const conditions = [sql`true`]
  if (kind !== undefined) conditions.push(sql`f.kind = ${kind}`)
  if (status !== undefined) conditions.push(sql`f.status = ${status}`)
  if (users !== undefined) conditions.push(sql`f.kind = 'break'`, sql`${usersOf} <= ${users}`)
  return conditions
}

export const topicIdOf = (slug: string): SQL => sql`(select id from publication.topics where slug = ${slug})`

/** The same in a form that no index answers, so that rows are taken in order until there are enough. */
const unsought = (conditions: SQL[]): SQL => sql`coalesce(${sql.join(conditions, sql` and `)}, false)`

/**
 * A statement for rows that hold the words, and those alone.
 * @param walk the statement over a table of findings, with further conditions
 */
export function soughtBy(words: SQL[], walk: (table: SQL, further: SQL[]) => SQL): SQL {
  const table = sql`publication.findings`
  if (words.length === 0) return walk(table, [])
  return sql`(
    with few as materialized (select * from ${table} f where ${sql.join(words, sql` and `)} limit ${few})
    ${walk(sql`few`, [sql`(select count(*) from few) < ${few}`])}
    union all ${walk(table, [sql`(select count(*) from few) >= ${few}`, unsought(words)])})`
}
