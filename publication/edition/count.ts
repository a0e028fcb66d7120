import { sql } from 'drizzle-orm'
import { reader } from '#platform/db.ts'

/** How many articles are public, and the revision of the snapshot in which they were counted. */
export async function articleCount(): Promise<{ count: number; revision: number }> {
  const database = await reader()
  const result = await database.execute<{ count: number; revision: string }>(sql`
    select (select count(*)::int from publication.current) as count, (select seq from publication.revision) as revision`)
  const row = result.rows[0]
  return { count: row?.count ?? 0, revision: Number(row?.revision ?? 0) }
}
