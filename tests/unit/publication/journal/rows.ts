import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { genesis, hashOf, type JournalRow } from '#publication/journal/chain.ts'

/** Chains texts as the database does. */
export function chained(texts: string[]): JournalRow[] {
  const rows: JournalRow[] = []
  for (const entry of texts) {
    const previous = rows.at(-1)?.hash ?? genesis
    const seq = rows.length + 1
    rows.push({ seq, previous, entry, hash: hashOf(previous, seq, entry) })
  }
  return rows
}

const at = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const word = fc.string({ unit: 'grapheme', maxLength: 12 })

const entryText = fc
  .record(
    { at, verb: word, subject: word, actor: word, path: word, edition: fc.integer() },
    { requiredKeys: ['at', 'verb', 'subject', 'actor'] },
  )
  .map((entry) => canonicalize(entry) ?? '')

/** Journals that hold, of two entries or more. */
export const arbitraryJournal = fc.array(entryText, { minLength: 2, maxLength: 12 }).map(chained)

export const lineOf = ({ seq, previous, hash, entry }: JournalRow): string =>
  `${JSON.stringify({ seq, previous, hash, entry })}\n`
