import canonicalize from 'canonicalize'
import { genesis, hashOf, type JournalRow } from './chain.ts'
import type { Claim } from './checkpoint.ts'
import { Faults } from './faults.ts'

/** What a journal came to. Times are as the entries say them. */
export type Verified = {
  entries: number
  /** Time of the first and the last entry; null without entries, or when the text has none. */
  firstAt: string | null
  lastAt: string | null
  /** Number and hash of the last entry; 0 and the genesis hash without entries. */
  head: { seq: number; hash: string }
  /** How many checkpoints name an entry that is there with that very hash. */
  checkpointsMatched: number
  /** Number of the newest entry under a matching checkpoint; 0 when there is none. */
  coveredTo: number
}

const short = (hash: string): string => `${hash.slice(0, 12)}…`

/** The parsed entry, or why its text is not that of an entry. */
function readEntry(text: string): { at: string } | string {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'its text is not a JSON object'
    if (canonicalize(value) !== text) return 'its text is not canonical JSON (RFC 8785)'
    const { at, verb, subject, actor } = value as Record<string, unknown>
    if (typeof at !== 'string') return 'it does not say when'
    if (typeof verb !== 'string' || typeof subject !== 'string' || typeof actor !== 'string')
      return 'it does not say what was done, to what, and by whom'
    return { at }
  } catch (error) {
    return error instanceof SyntaxError
      ? 'its text is not JSON'
      : 'its text cannot be written as canonical JSON (RFC 8785)'
  }
}

function orderProblem(seq: number, expected: number): string | null {
  if (seq === expected) return null
  if (!Number.isSafeInteger(seq) || seq < 1) return 'this is no number of an entry'
  if (seq < expected) return `entry ${expected} should stand here: the order was changed, or an entry stands twice`
  const last = seq - 1
  return last === expected ? `entry ${expected} is missing before it` : `entries ${expected} to ${last} are missing`
}

/**
 * Walks a journal from its first entry to its last: numbers without a gap, each hash after the one before and over the
 * text beside it, each text canonical, and each checkpoint's hash at its number. Keeps one row at a time.
 * A journal that was made anew as a whole, or that lost its end, shows itself by checkpoints alone.
 * @param rows in the order of their numbers
 * @param claims of checkpoints whose signatures hold
 * @param faults takes what is wrong
 */
export async function verify(
  rows: AsyncIterable<JournalRow> | Iterable<JournalRow>,
  claims: readonly Claim[] = [],
  faults: Faults = new Faults(),
): Promise<Verified & { faults: Faults }> {
  const claimed = new Map<number, Claim[]>()
  for (const claim of claims) claimed.set(claim.seq, [...(claimed.get(claim.seq) ?? []), claim])
  const verified: Verified = {
    entries: 0,
    firstAt: null,
    lastAt: null,
    head: { seq: 0, hash: genesis },
    checkpointsMatched: 0,
    coveredTo: 0,
  }
  for await (const row of rows) {
    const expected = verified.head.seq + 1
    const misplaced = orderProblem(row.seq, expected)
    if (misplaced !== null) faults.add(row.seq, misplaced)
    else if (row.previous !== verified.head.hash)
      faults.add(
        row.seq,
        `it names ${short(row.previous)} as the hash before it, which is ${short(verified.head.hash)}`,
      )
    if (hashOf(row.previous, row.seq, row.entry) !== row.hash)
      faults.add(row.seq, 'its hash does not fit its text: the text, the number or a hash was changed')
    const entry = readEntry(row.entry)
    if (typeof entry === 'string') faults.add(row.seq, entry)
    else {
      verified.firstAt ??= entry.at
      verified.lastAt = entry.at
    }
    for (const { hash, at } of claimed.get(row.seq) ?? []) {
      if (hash === row.hash) {
        verified.checkpointsMatched += 1
        verified.coveredTo = Math.max(verified.coveredTo, row.seq)
      } else
        faults.add(row.seq, `the checkpoint of ${at} saw another hash here: what stands up to this entry was made anew`)
    }
    claimed.delete(row.seq)
    verified.entries += 1
    verified.head = { seq: row.seq, hash: row.hash }
  }
  for (const claim of [...claimed.values()].flat())
    faults.add(
      claim.seq,
      claim.seq > verified.head.seq
        ? `not provable with this journal, which ends at ${verified.head.seq}; the checkpoint of ${claim.at} is of ${claim.seq}. Either the journal was set back to before the checkpoint (a restore), or its end was cut off`
        : `the checkpoint of ${claim.at} saw this entry, which is not there`,
    )
  return { ...verified, faults }
}
