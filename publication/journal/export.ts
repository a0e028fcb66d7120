import type { Database } from '#platform/db.ts'
import { journalBatches, snapshot } from './rows.ts'

/** One line of an export; the entry is its exact text as a JSON string. */
const lineOf = ({ seq, previous, hash, entry }: { seq: number; previous: string; hash: string; entry: string }) =>
  `${JSON.stringify({ seq, previous, hash, entry })}\n`

/**
 * The journal as NDJSON, handed on in parts that are written before the next is read; all of one moment.
 * @returns how many entries were written, and the hash of the last
 */
export async function exportJournal(
  database: Database,
  write: (part: string) => Promise<void>,
): Promise<{ entries: number; hash: string | null }> {
  return database.transaction(async (tx) => {
    let entries = 0
    let hash: string | null = null
    for await (const batch of journalBatches(tx)) {
      await write(batch.map(lineOf).join(''))
      entries += batch.length
      hash = batch.at(-1)?.hash ?? hash
    }
    return { entries, hash }
  }, snapshot)
}
