import { type SQL, sql } from 'drizzle-orm'
import { authorPath, topicPath } from './paths.ts'
import { authorColumns, currentColumns, type Revised, read, recordAt, topicColumns } from './reads.ts'
import type { Author, Current, Found, Topic } from './records.ts'
import { type CurrentRow, currentOf } from './rows.ts'

/** A record with its newest articles, whole. */
export type WithNewest<T> = T & { newest: Current[] }
type WithRows<T> = T & { newest: CurrentRow[] }

const newestFirst = (limit: number) => sql`order by c.published_at desc, c.article_id desc limit ${limit}`

/** The newest articles that a record's row is named in, as one more column of that row. */
const newestUnder = (ids: SQL, limit: number) => sql`(select coalesce(json_agg(item), '[]')
  from (select ${currentColumns} from publication.current c where ${ids} ${newestFirst(limit)}) as item) as newest`

function withArticles<T>(found: Revised<Found<WithRows<T>>>): Revised<Found<WithNewest<T>>> {
  if (found.kind !== 'current') return found
  return { ...found, value: { ...found.value, newest: found.value.newest.map(currentOf) } }
}

/** The newest articles of all, whole. One statement. */
export async function newestArticles(limit: number): Promise<Revised<{ newest: Current[] }>> {
  const { rows, ...seen } = await read<CurrentRow>(
    currentColumns,
    sql`from publication.current c ${newestFirst(limit)}`,
  )
  return { newest: rows.map(currentOf), ...seen }
}

/** What the address of a topic leads to, with its newest articles. One statement. */
export async function newestOfTopic(slug: string, limit: number): Promise<Revised<Found<WithNewest<Topic>>>> {
  const columns = sql`${topicColumns}, ${newestUnder(sql`c.topic_ids @> array[t.id]`, limit)}`
  return withArticles(
    await recordAt<WithRows<Topic>>(slug, columns, sql`from publication.topics t where t.id`, topicPath),
  )
}

/** What the address of an author leads to, with the newest articles of that author. One statement. */
export async function newestOfAuthor(slug: string, limit: number): Promise<Revised<Found<WithNewest<Author>>>> {
  const columns = sql`${authorColumns}, ${newestUnder(sql`c.author_ids @> array[p.id]`, limit)}`
  return withArticles(
    await recordAt<WithRows<Author>>(slug, columns, sql`from publication.authors p where p.id`, authorPath),
  )
}
