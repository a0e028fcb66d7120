import { type SQL, sql } from 'drizzle-orm'
import { authorPath, topicPath } from './paths.ts'
import { authorColumns, currentColumns, type Revised, read, recordAt, topicColumns } from './reads.ts'
import type { Author, Current, Found, Position, Topic } from './records.ts'
import { type CurrentRow, currentOf } from './rows.ts'

/** A part of a list, newest first: its beginning, or what lies after or before a position. `limit` is 1 to 100. */
export type Span = { limit: number; after?: Position | undefined; before?: Position | undefined }

/** Whole articles of a list; `next` and `previous` are null when nothing lies there. */
export type Newest = { newest: Current[]; next: Position | null; previous: Position | null }
export type WithNewest<T> = T & Newest
type WithRows<T> = T & { newest: CurrentRow[] }

const isBackwards = ({ after, before }: Span): boolean => before !== undefined && after === undefined

/** One more than is shown, to see whether there is more. @param list an expression for the name of the list */
function spanOf(list: SQL, span: Span): SQL {
  const { after, before, limit } = span
  const position = after ?? before
  const from = position && sql`(${position.at}::timestamptz, ${position.id}::text)`
  const isFurther = from && sql`and (l.published_at, l.article_id) ${isBackwards(span) ? sql`>` : sql`<`} ${from}`
  const order = isBackwards(span)
    ? sql`l.published_at asc, l.article_id asc`
    : sql`l.published_at desc, l.article_id desc`
  return sql`from publication.listings l join publication.current c on c.article_id = l.article_id
    where l.list = ${list} ${isFurther ?? sql``} order by ${order} limit ${limit + 1}`
}

/** Articles of the list that a record's row names, as one more column of that row. */
const newestUnder = (list: SQL, span: Span) => sql`(select coalesce(json_agg(item), '[]')
  from (select ${currentColumns} ${spanOf(list, span)}) as item) as newest`

const positionOf = (article: Current | undefined): Position | null =>
  article ? { at: article.publishedAt, id: article.id } : null

function shown(rows: CurrentRow[], span: Span): Newest {
  const newest = rows.slice(0, span.limit).map(currentOf)
  const hasMore = rows.length > span.limit
  if (isBackwards(span)) newest.reverse()
  const hasNext = isBackwards(span) || hasMore
  const hasPrevious = isBackwards(span) ? hasMore : span.after !== undefined
  return {
    newest,
    next: hasNext ? positionOf(newest.at(-1)) : null,
    previous: hasPrevious ? positionOf(newest[0]) : null,
  }
}

function withArticles<T>(found: Revised<Found<WithRows<T>>>, span: Span): Revised<Found<WithNewest<T>>> {
  if (found.kind !== 'current') return found
  return { ...found, value: { ...found.value, ...shown(found.value.newest, span) } }
}

/** The newest articles of all, whole. One statement. */
export async function newestArticles(span: Span): Promise<Revised<Newest>> {
  const { rows, ...seen } = await read<CurrentRow>(currentColumns, spanOf(sql`'all'`, span))
  return { ...shown(rows, span), ...seen }
}

/** What the address of a topic leads to, with its newest articles. One statement. */
export async function newestOfTopic(slug: string, span: Span): Promise<Revised<Found<WithNewest<Topic>>>> {
  const columns = sql`${topicColumns}, ${newestUnder(sql`t.id`, span)}`
  const table = sql`from publication.topics t where t.id`
  return withArticles(await recordAt<WithRows<Topic>>(slug, columns, table, topicPath), span)
}

/** What the address of an author leads to, with the newest articles of that author. One statement. */
export async function newestOfAuthor(slug: string, span: Span): Promise<Revised<Found<WithNewest<Author>>>> {
  const columns = sql`${authorColumns}, ${newestUnder(sql`p.id`, span)}`
  const table = sql`from publication.authors p where p.id`
  return withArticles(await recordAt<WithRows<Author>>(slug, columns, table, authorPath), span)
}
