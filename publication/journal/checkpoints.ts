import { sql } from 'drizzle-orm'
import { type Database, reader, type Tx } from '#platform/db.ts'
import { type Checkpoint, signCheckpoint } from './checkpoint.ts'

type CheckpointRow = {
  seq: string
  hash: string
  checkpoint: string
  key_id: string
  public_key: string
  signature: string
}

const columns = sql`c.seq::text, c.hash, c.checkpoint, c.key_id, c.public_key, c.signature`

const checkpointOf = (row: CheckpointRow): Checkpoint => ({
  checkpoint: row.checkpoint,
  keyId: row.key_id,
  publicKey: row.public_key,
  signature: row.signature,
})

/** The document of a checkpoint as it is kept in files and sent to readers. */
export const checkpointText = ({ checkpoint, keyId, publicKey, signature }: Checkpoint): string =>
  `${JSON.stringify({ checkpoint, keyId, publicKey, signature })}\n`

type Head = { seq: string; hash: string; at: string; newest_seq: string | null; is_known: boolean | null }

/**
 * Signs the journal's head as it is now, unless it has a checkpoint already, and keeps it in the database.
 * Looks first whether the newest checkpoint still stands in the journal, and signs nothing on top of one that does not.
 * @param seed of the signing key, 32 bytes in hex
 * @param origin of the site
 * @returns the new checkpoint's number; null when there was nothing to sign
 * @throws Error in words for the operator when the journal has lost what was signed before
 */
export async function signHead(database: Database, seed: string, origin: string): Promise<number | null> {
  return database.transaction(async (tx) => {
    // One signer at a time, on every machine: the second one finds the work done.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('journal checkpoint', 1))`)
    const { rows } = await tx.execute<Head>(sql`
      select h.seq::text, h.hash, to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
        n.seq::text as newest_seq,
        exists (select 1 from publication.journal j where j.seq = n.seq and j.hash = n.hash) as is_known
      from publication.journal_head h
      left join (select seq, hash from publication.checkpoints order by seq desc limit 1) n on true`)
    const head = rows[0]
    if (!head || Number(head.seq) === 0) return null
    if (head.newest_seq !== null && !head.is_known)
      throw new Error(
        `The journal no longer holds entry ${head.newest_seq} as its checkpoint saw it, so nothing more is signed. Run: npm run journal:verify`,
      )
    if (head.newest_seq === head.seq) return null
    const seq = Number(head.seq)
    const { checkpoint, keyId, publicKey, signature } = signCheckpoint(seed, {
      at: head.at,
      hash: head.hash,
      origin,
      seq,
      version: 1,
    })
    await tx.execute(
      sql`select publication.checkpoint_add(${checkpoint}::text, ${keyId}::text, ${publicKey}::text, ${signature}::text)`,
    )
    return seq
  })
}

/** Numbers of all checkpoints in the database, oldest first. */
export async function checkpointSeqs(database: Database): Promise<number[]> {
  const { rows } = await database.execute<{ seq: string }>(
    sql`select c.seq::text from publication.checkpoints c order by c.seq`,
  )
  return rows.map(({ seq }) => Number(seq))
}

/** Checkpoints in the database after a number, oldest first, at most `limit`. Their signatures are not looked at. */
export async function checkpointsAfter(tx: Tx, seq: number, limit: number): Promise<(Checkpoint & { seq: number })[]> {
  const { rows } = await tx.execute<CheckpointRow>(
    sql`select ${columns} from publication.checkpoints c where c.seq > ${seq} order by c.seq limit ${limit}`,
  )
  return rows.map((row) => ({ ...checkpointOf(row), seq: Number(row.seq) }))
}

/** The newest checkpoint as the public sees it; null when none has been signed yet. */
export async function newestCheckpoint(): Promise<Checkpoint | null> {
  const database = await reader()
  const { rows } = await database.execute<CheckpointRow>(
    sql`select ${columns} from publication.checkpoints c order by c.seq desc limit 1`,
  )
  return rows[0] ? checkpointOf(rows[0]) : null
}
