import { sql } from 'drizzle-orm'
import type { Database, Tx } from '#platform/db.ts'
import type { JournalRow } from './chain.ts'
import { CheckpointError, type Claim, readCheckpoint } from './checkpoint.ts'
import { checkpointsAfter, checkpointText } from './checkpoints.ts'
import { checkEditions } from './editions-named.ts'
import { Faults } from './faults.ts'
import { journalBatches, snapshot } from './rows.ts'
import { type Verified, verify } from './verify.ts'

/** A checkpoint from outside: where it was found, and its text. */
export type GivenCheckpoint = { name: string; text: string }

export type DatabaseVerified = Verified & {
  faults: Faults
  /** How many entries name an edition that was compared. */
  editions: number
  checkpointsGiven: number
  checkpointsKept: number
  /** Ids of the keys that signed, each once. */
  keyIds: string[]
}

const pageSize = 500

/** All checkpoints, given and kept, whose signatures hold; the others are faults. */
async function readAll(tx: Tx, given: readonly GivenCheckpoint[], pinned: readonly string[], faults: Faults) {
  const claims: Claim[] = []
  const keyIds = new Set<string>()
  const take = ({ name, text }: GivenCheckpoint): Claim | null => {
    try {
      const { checkpoint, claim } = readCheckpoint(text, pinned)
      keyIds.add(checkpoint.keyId)
      claims.push(claim)
      return claim
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error
      faults.add(null, `${name} is no checkpoint to rely on: ${error.message}`)
      return null
    }
  }
  for (const one of given) take(one)
  let kept = 0
  for (let after = 0; ; ) {
    const page = await checkpointsAfter(tx, after, pageSize)
    for (const row of page) {
      kept += 1
      const claim = take({ name: `The checkpoint of entry ${row.seq} in the database`, text: checkpointText(row) })
      if (claim && claim.seq !== row.seq)
        faults.add(row.seq, `the checkpoint kept for this entry is one of entry ${claim.seq}`)
    }
    const last = page.at(-1)
    if (!last) return { claims, keyIds: [...keyIds], kept }
    after = last.seq
  }
}

/**
 * Verifies the journal in the database, on one unchanging view of it: the chain, its head, the editions that entries
 * name, and every checkpoint kept there or given.
 * @param given checkpoints that were kept elsewhere; without any, a journal made anew as a whole is not seen
 * @param pinned public keys (base64url) of which one must have signed each checkpoint; none: any key will do
 * @throws the driver's error when the database cannot be read
 */
export async function verifyDatabase(
  database: Database,
  given: readonly GivenCheckpoint[] = [],
  pinned: readonly string[] = [],
): Promise<DatabaseVerified> {
  return database.transaction(async (tx) => {
    const faults = new Faults()
    const { claims, keyIds, kept } = await readAll(tx, given, pinned, faults)
    let editions = 0
    async function* rows(): AsyncGenerator<JournalRow> {
      for await (const batch of journalBatches(tx)) {
        editions += await checkEditions(tx, batch, faults)
        yield* batch
      }
    }
    const verified = await verify(rows(), claims, faults)
    const heads = await tx.execute<{ seq: string; hash: string }>(
      sql`select seq::text, hash from publication.journal_head`,
    )
    const head = heads.rows[0]
    if (!head) faults.add(null, 'The row that names the head of the journal is missing: nothing can be appended.')
    else if (Number(head.seq) !== verified.head.seq || head.hash !== verified.head.hash)
      faults.add(
        null,
        `The head is kept as entry ${head.seq} (${head.hash.slice(0, 12)}…), the journal ends at ${verified.head.seq} (${verified.head.hash.slice(0, 12)}…).`,
      )
    return { ...verified, editions, checkpointsGiven: given.length, checkpointsKept: kept, keyIds }
  }, snapshot)
}
