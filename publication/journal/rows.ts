import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import type { JournalRow } from './chain.ts'

type Kept = { seq: string; previous: string; hash: string; entry: string }

const batchSize = 500

/** The journal in batches, by number. Give it a repeatable-read transaction, so that all batches are of one moment. */
export async function* journalBatches(tx: Tx, size = batchSize): AsyncGenerator<JournalRow[]> {
  let after: string | null = null
  for (;;) {
    const found: { rows: Kept[] } = await tx.execute<Kept>(sql`
      select j.seq::text, j.previous, j.hash, j.entry from publication.journal j
      where ${after}::bigint is null or j.seq > ${after}::bigint order by j.seq limit ${size}`)
    const last = found.rows.at(-1)
    if (!last) return
    yield found.rows.map((row) => ({ ...row, seq: Number(row.seq) }))
    after = last.seq
  }
}

/** Runs work on one unchanging view of the database, which it cannot change. */
export const snapshot = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const
