import { setImmediate as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Article } from '../article/index.ts'
import { articleIn, changesOf, type EditionRow, isEditionShown } from './history.ts'
import { type Revised, read } from './reads.ts'
import type { Summary } from './records.ts'

/** An edition in a list. Times are ISO 8601 UTC with milliseconds; `modifiedAt` is when it became public. */
export type ListedEdition = {
  number: number
  digest: string
  title: string
  publishedAt: string
  modifiedAt: string
  changes: string
}

/**
 * One published text, as it was published: what it refers to are references (`article:…`, `media:…`, ids), so nothing in
 * it changes later. `canonical` is the text that `digest` is the hash of.
 */
export type Edition = Omit<ListedEdition, 'title' | 'publishedAt' | 'changes'> & { article: Article; canonical: string }

type Shown = Pick<Summary, 'id' | 'edition'>

/** Editions of a public article that are shown, from below a number on. */
const visible = (shown: Shown, below: number, count: number) =>
  read<EditionRow>(
    sql`e.number, e.digest, e.created_at, e.canonical`,
    sql`from publication.editions e where e.article_id = ${shown.id}
      and e.number < ${Math.min(below, shown.edition + 1)} and ${isEditionShown(shown)}
      order by e.number desc limit ${count}`,
  )

/** What lists say of an edition, by its digest: reading the text takes milliseconds, and it never changes. */
const noted = new LRUCache<string, Pick<ListedEdition, 'title' | 'publishedAt'>>({ max: 5_000 })

function noteOf(row: EditionRow): Pick<ListedEdition, 'title' | 'publishedAt'> {
  const known = noted.get(row.digest)
  if (known) return known
  const { title, publishedAt } = articleIn(row)
  noted.set(row.digest, { title, publishedAt })
  return { title, publishedAt }
}

/** Editions of a public article, the newest first, from below a number on. `hasMore` says that there are older ones. */
export async function editionsBelow(
  shown: Shown,
  below: number,
  limit: number,
): Promise<Revised<{ items: ListedEdition[]; hasMore: boolean }>> {
  const { rows, ...seen } = await visible(shown, below, limit + 1)
  const items: ListedEdition[] = []
  for (const [index, row] of rows.slice(0, limit).entries()) {
    const { number, digest, created_at } = row
    const changes = changesOf(row, rows[index + 1])
    items.push({ number, digest, ...noteOf(row), modifiedAt: new Date(created_at).toISOString(), changes })
    // Comparing long texts takes a while; others are answered in between.
    await pause()
  }
  return { items, hasMore: rows.length > limit, ...seen }
}

/** One edition of a public article; null when there is none of this number, or none that is shown. */
export async function editionAt(shown: Shown, number: number): Promise<Revised<{ edition: Edition | null }>> {
  const { rows, ...seen } = await visible(shown, number + 1, 1)
  const row = rows[0]
  if (row?.number !== number) return { edition: null, ...seen }
  const { digest, canonical, created_at } = row
  const modifiedAt = new Date(created_at).toISOString()
  return { edition: { article: articleIn(row), number, digest, modifiedAt, canonical }, ...seen }
}
