import type { Database } from '#platform/db.ts'
import type { Checkpoint, Outcome } from '#platform/queue/index.ts'
import { reasonOf } from '#platform/reason.ts'
import { signHead } from '#publication/journal/index.ts'
import { writeMissingCheckpoints } from '../checkpoint-files.ts'
import { createTurns } from '../turns.ts'

type CheckpointOptions = {
  database: Database
  /** Seed of the signing key, 64 hex digits; without one nothing is signed, and nothing is owed. */
  signingKey: string | undefined
  /** Origin of the site. */
  origin: string
  /** Folder that keeps one file for each checkpoint. */
  folder: string
}

/**
 * One run after another writes, so that what was signed first is written first; and not for ever: a disk that hangs must
 * not take all lanes of the queue.
 */
const takeTurn = createTurns(
  1,
  5_000,
  () => new Error('the folder did not answer the run before; look after the disk of CHECKPOINT_DIR'),
)

/**
 * Signs the journal's head once for all entries that wait, keeps it in the database, and writes what the folder lacks.
 * Harmless when run twice: a head that is signed already is not signed again.
 * @returns for each entry null; when signing or writing failed, the newest entry is still owed
 */
export async function keepCheckpoint(
  entries: Checkpoint[],
  { database, signingKey, origin, folder }: CheckpointOptions,
): Promise<Outcome<'checkpoint'>[]> {
  if (signingKey === undefined) return entries.map(() => null)
  try {
    await signHead(database, signingKey, origin)
    const endTurn = await takeTurn()
    try {
      await writeMissingCheckpoints(database, folder)
    } finally {
      endTurn()
    }
    return entries.map(() => null)
  } catch (error) {
    const reason = `The journal's checkpoint is not kept yet: ${reasonOf(error)}`
    const owed = { seq: Math.max(...entries.map(({ seq }) => seq)) }
    // One item stands for all of them, as a checkpoint covers whatever comes before it.
    return entries.map((_, index) => (index === 0 ? { owed, reason } : null))
  }
}
