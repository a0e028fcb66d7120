import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { usersInScale } from '../article/index.ts'

/** Scales written at once; each statement takes a moment of them. */
const batch = 1_000

/**
 * Notes of breaks from how many users on they bite, as the words of their scales say.
 * @param which those that nobody has read, because code of before wrote them; or all, for when the reading has changed
 * @returns how many became others
 */
export async function readScales(tx: Tx, which: 'unread' | 'all'): Promise<number> {
  const isAsked = which === 'unread' ? sql`f.kind = 'break' and f.users is null` : sql`f.kind = 'break'`
  const { rows } = await tx.execute<{ scale: string }>(
    sql`select distinct coalesce(f.scale, '') as scale from publication.findings f where ${isAsked}`,
  )
  let changed = 0
  for (let start = 0; start < rows.length; start += batch) {
    const read = rows.slice(start, start + batch).map(({ scale }) => ({ scale, users: usersInScale(scale) }))
    const { rowCount } = await tx.execute(sql`
      update publication.findings f set users = r.users
      from jsonb_to_recordset(${JSON.stringify(read)}::jsonb) as r (scale text, users integer)
      where ${isAsked} and coalesce(f.scale, '') = r.scale and f.users is distinct from r.users`)
    changed += rowCount ?? 0
  }
  return changed
}
