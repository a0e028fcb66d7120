import { createHash } from 'node:crypto'

/** One row of the journal. `entry` is the exact text that was hashed; both hashes are lower-case hex of SHA-256. */
export type JournalRow = { seq: number; previous: string; hash: string; entry: string }

/** What the first entry names as the hash before it. */
export const genesis = '0'.repeat(64)

/** SHA-256 over the hash before, the number and the text, joined by line feeds: what `publication.journal_append` does. */
export const hashOf = (previous: string, seq: number, entry: string): string =>
  createHash('sha256').update(`${previous}\n${seq}\n${entry}`, 'utf8').digest('hex')
