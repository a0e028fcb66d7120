import { type SQL, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { type Article, changesBetween, parseCanonical } from '../article/index.ts'
import { type Revised, read } from './reads.ts'
import type { Summary } from './records.ts'

/**
 * One edition of an article: its number, when it became public (ISO 8601 UTC), what it changed, in short sentences, and
 * whether it may still be read.
 */
export type EditionNote = { number: number; at: string; changes: string; isShown: boolean }

/** Editions of an article, the newest first. `earlier` counts those that came before them. */
export type History = { items: EditionNote[]; earlier: number }

const mostEditions = 12

/** An edition as it is kept; `created_at` is when it became public. */
export type EditionRow = { number: number; digest: string; created_at: string; canonical: string }

const dayOf = (iso: string): string => new Date(iso).toISOString().slice(0, 10)

/** Articles read before, by their digests: the edition before the newest was the newest one. Each may be a megabyte. */
const readBefore = new LRUCache<string, Article>({ max: 24 })

/** The article that an edition says. @throws for what is no edition */
export function articleIn({ digest, canonical }: EditionRow): Article {
  const known = readBefore.get(digest)
  if (known) return known
  const article = parseCanonical(canonical)
  readBefore.set(digest, article)
  return article
}

/** An article may be older than its first edition here: it was brought along from elsewhere. */
const firstWords = (row: EditionRow): string =>
  dayOf(articleIn(row).publishedAt) === dayOf(row.created_at) ? 'First published.' : 'First edition here.'

/** What was said of two editions, by their digests: both are immutable. */
const said = new LRUCache<string, string>({ max: 5_000 })

/** What an edition changed, in short sentences. */
export function changesOf(row: EditionRow, before: EditionRow | undefined): string {
  if (!before) return firstWords(row)
  const digests = `${before.digest} ${row.digest}`
  const known = said.get(digests)
  if (known !== undefined) return known
  const changes = changesBetween(articleIn(before), articleIn(row))
  said.set(digests, changes)
  return changes
}

/**
 * Whether a row of `editions e` of this article is shown. What was withdrawn stays withdrawn: after an article has come
 * back, editions of before are not shown, as they may be why it went.
 */
export const isEditionShown = ({ id, edition }: Pick<Summary, 'id' | 'edition'>): SQL =>
  sql`(e.number = ${edition} or e.number > coalesce((select max(n.edition) from publication.changes n
    where n.article_id = ${id} and n.type = 'withdrawn'), 0))`

/** The newest editions of the article up to the one that is shown, at most twelve. One statement over one index. */
export async function historyOf(shown: Pick<Summary, 'id' | 'edition'>): Promise<Revised<History>> {
  const { id, edition } = shown
  const { rows, ...seen } = await read<EditionRow & { is_shown: boolean }>(
    sql`e.number, e.digest, e.created_at, e.canonical, ${isEditionShown(shown)} as is_shown`,
    sql`from publication.editions e where e.article_id = ${id} and e.number <= ${edition}
      order by e.number desc limit ${mostEditions + 1}`,
  )
  const items = rows.slice(0, mostEditions).map(
    (row, index): EditionNote => ({
      number: row.number,
      at: new Date(row.created_at).toISOString(),
      changes: changesOf(row, rows[index + 1]),
      isShown: row.is_shown,
    }),
  )
  return { items, earlier: (items.at(-1)?.number ?? 1) - 1, ...seen }
}
