import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db.ts'
import { targetsOfPaths } from '#publication/edition/index.ts'

type Named = { id: number; public_id: string; name: string | null }

/** Articles by one of their columns, drafts too, without those in the trash. */
async function articlesBy(database: Database, column: 'slug' | 'public_id', values: string[]): Promise<Named[]> {
  if (values.length === 0) return []
  const { rows } = await database.execute<Named>(sql`
    select id, public_id, slug as name from public.articles
    where ${sql.identifier(column)} in ${values} and deleted_at is null`)
  return rows
}

/** Articles that a text names by slug, current or old, as public ids; drafts too. */
export async function articleIdsBySlug(database: Database, slugs: string[]): Promise<Map<string, string>> {
  const known = await targetsOfPaths(database, slugs)
  const drafts = await articlesBy(database, 'slug', slugs)
  return new Map([...known, ...drafts.map(({ name, public_id }): [string, string] => [name ?? '', public_id])])
}

/** Articles by public id. */
export async function articlesById(
  database: Database,
  ids: string[],
): Promise<Map<string, { id: number; slug: string | null }>> {
  const rows = await articlesBy(database, 'public_id', ids)
  return new Map(rows.map(({ id, public_id, name }) => [public_id, { id, slug: name }]))
}

/** Pictures by public id, with their file names. */
export async function picturesById(
  database: Database,
  ids: string[],
): Promise<Map<string, { id: number; filename: string }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await database.execute<Named>(
    sql`select id, public_id, filename as name from public.media where public_id in ${ids}`,
  )
  return new Map(rows.map(({ id, public_id, name }) => [public_id, { id, filename: name ?? '' }]))
}

/** Slugs of topics or authors, in the order of their ids. */
export async function slugsOf(database: Database, table: 'topics' | 'authors', ids: number[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await database.execute<{ id: number; slug: string | null }>(
    sql`select id, slug from public.${sql.identifier(table)} where id in ${ids}`,
  )
  const slugs = new Map(rows.map(({ id, slug }) => [id, slug]))
  return ids.flatMap((id) => slugs.get(id) ?? [])
}
