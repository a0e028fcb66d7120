import canonicalize from 'canonicalize'
import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { addJob } from '#platform/queue/index.ts'

/** What an entry can say. Ids and digests only: no personal data. */
export type JournalVerb =
  | 'article.published'
  | 'article.revised'
  | 'article.moved'
  | 'article.withdrawn'
  | 'article.reason-changed'
  | 'article.corrected'
  | 'articles.rederived'
  | 'topic.changed'
  | 'topic.removed'
  | 'author.changed'
  | 'author.removed'
  | 'media.changed'
  | 'media.removed'
  | 'site.changed'
  | 'account.created'
  | 'account.role-changed'
  | 'account.email-changed'
  | 'account.password-changed'
  | 'account.unlocked'
  | 'account.removed'

export type JournalEntry = {
  verb: JournalVerb
  /** id of what changed */
  subject: string
  /** account id, or `system:{command}` */
  actor: string
  edition?: number
  digest?: string
  path?: string
  /** `sha256-{hex}` of the reason that readers are shown at a withdrawn address */
  reason?: string
  /** `sha256-{hex}` of what readers are told was wrong before */
  correction?: string
}

/** Publishing in quick succession is covered by one checkpoint for each of these spans. */
const checkpointEveryMs = 1_000

/**
 * Appends one entry in the transaction of the change it tells of; the chain's head row is locked until that ends.
 * The text kept is canonical JSON (RFC 8785) with the database's time. A checkpoint of it is owed from then on.
 * @returns the entry's sequence number
 */
export async function append(tx: Tx, entry: JournalEntry): Promise<number> {
  const clock = await tx.execute<{ at: string }>(
    sql`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
  )
  const text = canonicalize({ ...entry, at: clock.rows[0]?.at ?? '' })
  if (text === undefined) throw new Error('A journal entry could not be written as canonical JSON.')
  const result = await tx.execute<{ seq: string }>(sql`select publication.journal_append(${text}) as seq`)
  const seq = Number(result.rows[0]?.seq)
  await addJob(tx, 'checkpoint', { seq }, { gatherMs: checkpointEveryMs })
  return seq
}
