import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#platform/db.ts'
import type { Checkpoint, Outcome } from '#platform/queue/index.ts'
import { reasonOf } from '#platform/reason.ts'
import { signHead } from '#publication/journal/index.ts'
import { writeMissingCheckpoints } from '../checkpoint-files.ts'

type CheckpointOptions = {
  database: Database
  /** Seed of the signing key, 64 hex digits; without one nothing is signed, and nothing is owed. */
  signingKey: string | undefined
  /** Origin of the site. */
  origin: string
  /** Folder that keeps one file for each checkpoint. */
  folder: string
}

/** How long writing waits for the run before it: a disk that hangs must not take all lanes of the queue. */
const longestWaitMs = 5_000
let allEnded: Promise<void> = Promise.resolve()

/** One after another in this process, so that what was signed first is written first. */
async function inTurn(work: () => Promise<void>): Promise<void> {
  const before = allEnded
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  allEnded = before.then(() => ended)
  try {
    const isFree = await Promise.race([before.then(() => true), pause(longestWaitMs, false, { ref: false })])
    if (!isFree) throw new Error('the folder did not answer the run before; look after the disk of CHECKPOINT_DIR')
    await work()
  } finally {
    end()
  }
}

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
    await inTurn(() => writeMissingCheckpoints(database, folder))
    return entries.map(() => null)
  } catch (error) {
    const reason = `The journal's checkpoint is not kept yet: ${reasonOf(error)}`
    const owed = { seq: Math.max(...entries.map(({ seq }) => seq)) }
    // One item stands for all of them, as a checkpoint covers whatever comes before it.
    return entries.map((_, index) => (index === 0 ? { owed, reason } : null))
  }
}
