import { sql } from 'drizzle-orm'
import { isShown } from './correction-rows.ts'
import { articlePath, authorPath, topicPath } from './paths.ts'
import { type Revised, read } from './reads.ts'
import type { Current, Position, Summary } from './records.ts'

/** When a text last changed for its readers: with its edition, or a correction of it that was told later. */
const updatedAt = sql`greatest(c.modified_at, (select max(k.at) from publication.corrections k where ${isShown}))`

/** A page and when it last changed, ISO 8601 UTC; null when that is not known. */
export type Dated = { path: string; updatedAt: string | null }
export type DatedArticle = Dated & { plate: Summary['plate'] }

const instant = (at: string): string => new Date(at).toISOString()

/**
 * All public articles in parts, the oldest first, so that what is in a part stays in it. `after` is where each begins.
 * @param size most articles of a part
 */
export async function partsOfAll(
  size: number,
): Promise<Revised<{ parts: { after: Position | null; updatedAt: string }[] }>> {
  const { rows, ...seen } = await read<{ last_at: string; last_id: string; updated_at: string }>(
    sql`max(p.published_at) as last_at, max(p.updated_at) as updated_at,
      (array_agg(p.article_id order by p.published_at desc, p.article_id desc))[1] as last_id`,
    sql`from (select l.published_at, l.article_id, ${updatedAt} as updated_at,
        (row_number() over (order by l.published_at, l.article_id) - 1) / ${size}::bigint as part
        from publication.listings l join publication.current c on c.article_id = l.article_id where l.list = 'all') p
      group by p.part order by p.part`,
  )
  const ends = rows.map((row) => ({ at: instant(row.last_at), id: row.last_id }))
  return {
    parts: rows.map((row, at) => ({ after: ends[at - 1] ?? null, updatedAt: instant(row.updated_at) })),
    ...seen,
  }
}

type DatedRow = { slug: string; updated_at: string | null; plate: Summary['plate'] }

/** One of those parts. */
export async function partOfAll(
  after: Position | undefined,
  size: number,
): Promise<Revised<{ items: DatedArticle[] }>> {
  const from = after && sql`and (l.published_at, l.article_id) > (${after.at}::timestamptz, ${after.id}::text)`
  const { rows, ...seen } = await read<DatedRow>(
    sql`c.slug, ${updatedAt} as updated_at, c.plate`,
    sql`from publication.listings l join publication.current c on c.article_id = l.article_id
      where l.list = 'all' ${from ?? sql``} order by l.published_at, l.article_id limit ${size}`,
  )
  const items = rows.map(({ slug, updated_at, plate }) => ({
    path: articlePath(slug),
    updatedAt: updated_at && instant(updated_at),
    plate,
  }))
  return { items, ...seen }
}

/** Topics or authors, each with the newest change of what its page lists; null where that is nothing. At most 50,000. */
export async function datedRecords(kind: 'topics' | 'authors'): Promise<Revised<{ items: Dated[] }>> {
  const table = kind === 'topics' ? sql`publication.topics` : sql`publication.authors`
  const pathOf = kind === 'topics' ? topicPath : authorPath
  const { rows, ...seen } = await read<DatedRow>(
    sql`t.slug, (select max(${updatedAt}) from publication.listings l
      join publication.current c on c.article_id = l.article_id where l.list = t.id) as updated_at`,
    sql`from ${table} t order by t.slug limit 50000`,
  )
  return {
    items: rows.map(({ slug, updated_at }) => ({ path: pathOf(slug), updatedAt: updated_at && instant(updated_at) })),
    ...seen,
  }
}

/** When anything that is public last changed: an edition or a correction; null when nothing is public. */
export async function newestChange(): Promise<Revised<{ updatedAt: string | null }>> {
  const { rows, ...seen } = await read<{ updated_at: string | null }>(
    sql`max(${updatedAt}) as updated_at`,
    sql`from publication.current c`,
  )
  const at = rows[0]?.updated_at ?? null
  return { updatedAt: at && instant(at), ...seen }
}

/** An article in a line. */
export type ArticleLine = { path: string; title: string; deck: string; decision: string | null }

/** Every public article in a line, newest first. */
export async function everyArticle(): Promise<Revised<{ items: ArticleLine[] }>> {
  const { rows, ...seen } = await read<Omit<ArticleLine, 'path'> & { slug: string }>(
    sql`c.slug, c.title, c.deck, c.call ->> 'decision' as decision`,
    sql`from publication.current c order by c.published_at desc, c.article_id desc`,
  )
  return { items: rows.map(({ slug, ...line }) => ({ path: articlePath(slug), ...line })), ...seen }
}

/** What an article's Markdown is made of. */
export type MarkdownOf = Pick<Current, 'path' | 'title' | 'modifiedAt' | 'edition' | 'digest' | 'findings' | 'markdown'>

/** The newest articles as far as their Markdown goes, and how many there are of all. */
export async function newestMarkdown(limit: number): Promise<Revised<{ items: MarkdownOf[]; count: number }>> {
  type Row = Omit<MarkdownOf, 'path' | 'modifiedAt'> & { slug: string; modified_at: string; count: number }
  const { rows, ...seen } = await read<Row>(
    sql`c.slug, c.title, c.modified_at, c.number as edition, c.digest, c.findings, c.markdown,
      (select count(*)::int from publication.current) as count`,
    sql`from publication.current c order by c.published_at desc, c.article_id desc limit ${limit}`,
  )
  const items = rows.map(({ slug, modified_at, count: _, ...row }) => ({
    path: articlePath(slug),
    modifiedAt: instant(modified_at),
    ...row,
  }))
  return { items, count: rows[0]?.count ?? 0, ...seen }
}
