import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db.ts'
import type { ArticleDocument, PublicIds } from './to-article.ts'

const idOf = (value: unknown): number =>
  Number(typeof value === 'object' && value !== null ? (value as { id: unknown }).id : value)

/** Payload ids of the pictures in an editor state. */
function mediaIdsIn(state: unknown): number[] {
  const ids = new Set<number>()
  const open: unknown[] = [state]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    const node = value as Record<string, unknown>
    if (node.type === 'upload' && node.value !== undefined && node.value !== null) {
      const id = idOf(node.value)
      if (Number.isInteger(id)) ids.add(id)
    } else open.push(...Object.values(node))
  }
  return [...ids]
}

type Row = { collection: keyof PublicIds; id: number; public_id: string }

/** Looks up the public ids of everything that a document refers to, in one statement. */
export async function publicIdsOf(document: ArticleDocument, database: Database): Promise<PublicIds> {
  const wanted = Object.entries({
    topics: (document.topics ?? []).map(idOf),
    authors: (document.authors ?? []).map(idOf),
    media: mediaIdsIn(document.body),
  })
    .map(([collection, ids]) => ({ collection, ids: ids.filter(Number.isInteger) }))
    .filter(({ ids }) => ids.length > 0)
  const selects = wanted.map(
    ({ collection, ids }) =>
      sql`select ${collection}::text as collection, id, public_id from public.${sql.identifier(collection)} where id in ${ids}`,
  )
  const rows = selects.length > 0 ? (await database.execute<Row>(sql.join(selects, sql` union all `))).rows : []
  const of = (name: keyof PublicIds) =>
    new Map(rows.filter(({ collection }) => collection === name).map((row) => [row.id, row.public_id]))
  return { topics: of('topics'), authors: of('authors'), media: of('media') }
}
