import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { authors, topics } from '../tables/index.ts'
import { articleSlugIn, authorPath, findingPath, listPages, topicPath } from './paths.ts'
import type { Footprint } from './tags.ts'

type Slugs = ReadonlyMap<string, { slug: string }>
/** Records that the caller has read already, by id. */
export type KnownRecords = { topics: Slugs; authors: Slugs }
const nothing: KnownRecords = { topics: new Map(), authors: new Map() }

/** Slugs of these records, known or read now; one that does not exist any more has none. */
async function slugsOf(
  tx: Tx,
  table: typeof topics | typeof authors,
  ids: Iterable<string>,
  known: Slugs,
): Promise<string[]> {
  const wanted = [...new Set(ids)]
  const unknown = wanted.filter((id) => !known.has(id))
  const read = unknown.length
    ? await tx.select({ id: table.id, slug: table.slug }).from(table).where(inArray(table.id, unknown))
    : []
  const bySlug = new Map([...known, ...read.map((row) => [row.id, row] as const)])
  return wanted.flatMap((id) => bySlug.get(id)?.slug ?? [])
}

/** Pages that show any of these articles: the articles themselves, the home page, the list of all, the failure index, topics and authors. */
export async function pagesOf(tx: Tx, shown: Omit<Footprint, 'id'>[], known = nothing): Promise<string[]> {
  const topicIds = shown.flatMap((article) => article.topicIds)
  const authorIds = shown.flatMap((article) => article.authorIds)
  return [
    ...new Set([
      ...shown.map((article) => article.path),
      ...listPages,
      ...(await slugsOf(tx, topics, topicIds, known.topics)).map(topicPath),
      ...(await slugsOf(tx, authors, authorIds, known.authors)).map(authorPath),
    ]),
  ]
}

/** So many findings of an article are asked for until they are shown; those beyond only by their tags. */
const mostFindings = 100

/** Pages of the findings that an article has or had, at its path and at the one before. */
export function findingPagesOf(sides: readonly Footprint[], findingIds: readonly string[]): string[] {
  const ids = [...new Set(findingIds)].slice(0, mostFindings)
  const slugs = new Set(sides.map(({ path }) => articleSlugIn(path)))
  return [...slugs].flatMap((slug) => ids.map((id) => findingPath(slug, id)))
}
