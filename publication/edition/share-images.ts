import { sql } from 'drizzle-orm'
import { type Database, reader, type Tx } from '#platform/db.ts'
import { addJob } from '#platform/queue/index.ts'
import { read, summaryColumns } from './reads.ts'
import type { Summary } from './records.ts'
import { type CurrentRow, summaryOf } from './rows.ts'

/** A picture may wait a little: what readers look at first, the pages, is made in the meantime. */
const laterMs = 2_000

/** Has the picture drawn that an article is shared with, as it is after the caller's transaction. */
export const oweShareImage = (tx: Tx, articleId: string): Promise<void> =>
  addJob(tx, 'share-image', { articleId }, { gatherMs: laterMs })

/** A picture of something that is public, as it was drawn; null when there is none, or none any more. */
export async function shareImageAt(path: string): Promise<Buffer | null> {
  const { rows } = await read<{ png: string }>(
    sql`encode(i.png, 'base64') as png`,
    sql`from publication.share_images i where i.path = ${path} and (
      exists (select 1 from publication.current c where c.article_id = i.subject)
      or exists (select 1 from publication.topics t where t.id = i.subject))`,
  )
  return rows[0] ? Buffer.from(rows[0].png, 'base64') : null
}

/**
 * Keeps a picture, with the rights of whoever is connected.
 * @returns false when the database does not take it: it is not of what is public, or not such a picture
 */
export async function storeShareImage(database: Database, path: string, png: Buffer): Promise<boolean> {
  const { rows } = await database.execute<{ kept: boolean }>(
    sql`select publication.keep_share_image(${path}, ${png}) as kept`,
  )
  return rows[0]?.kept === true
}

/** The same from a page's side, whose connections read only unless they are asked. */
export async function keepShareImage(path: string, png: Buffer): Promise<boolean> {
  const database = await reader()
  return database.transaction((tx) => storeShareImage(tx, path, png), { accessMode: 'read write' })
}

/** Which of these paths have their picture. */
export async function keptShareImages(database: Database, paths: string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set()
  const { rows } = await database.execute<{ path: string }>(
    sql`select path from publication.share_images where path in ${paths}`,
  )
  return new Set(rows.map(({ path }) => path))
}

/** Those of these articles that are public. */
export async function summariesOf(database: Database, ids: string[]): Promise<Summary[]> {
  const { rows } = await database.execute<{ found: CurrentRow }>(
    sql`select to_json(found) as found from (
      select ${summaryColumns} from publication.current c where c.article_id in ${ids}) as found`,
  )
  return rows.map(({ found }) => summaryOf(found))
}

/** Takes away every picture of an article: what was withdrawn does not live on in them. */
export async function dropShareImages(tx: Tx, articleId: string): Promise<void> {
  await tx.execute(sql`delete from publication.share_images where subject = ${articleId}`)
}
