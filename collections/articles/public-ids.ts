import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db.ts'
import type { ArticleDocument, PublicIds } from './to-article.ts'

const idOf = (value: unknown): number =>
  Number(typeof value === 'object' && value !== null ? (value as { id: unknown }).id : value)

/** What a node points at: a picture, or the article of a link or of a card. */
function targetsOf(node: Record<string, unknown>): { media?: unknown; article?: unknown } {
  if (node.type === 'upload') return { media: node.value }
  const fields = node.fields as { doc?: { value?: unknown }; article?: unknown } | null | undefined
  if (node.type === 'link') return { article: fields?.doc?.value }
  return node.type === 'block' ? { article: fields?.article } : {}
}

/** Payload ids of the pictures and of the articles in an editor state. */
function idsIn(state: unknown): { media: number[]; articles: number[] } {
  const ids = { media: new Set<number>(), article: new Set<number>() }
  const open: unknown[] = [state]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    const node = value as Record<string, unknown>
    for (const [kind, target] of Object.entries(targetsOf(node)) as ['media' | 'article', unknown][]) {
      if (target !== undefined && target !== null) ids[kind].add(idOf(target))
    }
    if (node.type !== 'upload') open.push(...Object.values(node))
  }
  return { media: [...ids.media], articles: [...ids.article] }
}

type Row = { collection: keyof PublicIds; id: number; public_id: string }

/** Looks up the public ids of everything that a document refers to, in one statement. */
export async function publicIdsOf(document: ArticleDocument, database: Database): Promise<PublicIds> {
  const wanted = Object.entries({
    topics: (document.topics ?? []).map(idOf),
    authors: (document.authors ?? []).map(idOf),
    ...idsIn(document.body),
  })
    // A number that no row can have would be an error of the database, and not words of ours.
    .map(([collection, ids]) => ({ collection, ids: ids.filter((id) => id === (id | 0)) }))
    .filter(({ ids }) => ids.length > 0)
  const selects = wanted.map(
    ({ collection, ids }) =>
      sql`select ${collection}::text as collection, id, public_id from public.${sql.identifier(collection)} where id = any(${sql.param(ids)}::int[])`,
  )
  const rows = selects.length > 0 ? (await database.execute<Row>(sql.join(selects, sql` union all `))).rows : []
  const of = (name: keyof PublicIds) =>
    new Map(rows.filter(({ collection }) => collection === name).map((row) => [row.id, row.public_id]))
  return { topics: of('topics'), authors: of('authors'), media: of('media'), articles: of('articles') }
}
