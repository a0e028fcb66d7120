import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import type { JournalRow } from './chain.ts'
import type { Faults } from './faults.ts'

type Named = { seq: number; subject: string; edition: number; digest: string }
type Kept = { article_id: string; number: number; digest: string; canonical: string }

const put = ['article.published', 'article.revised', 'article.moved']
/** Texts of editions are read this many at a time. */
const atOnce = 50

const largestEdition = 2 ** 31 - 1
const isEdition = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= largestEdition
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w.:-]{1,100}$/.test(value)
const isDigest = (value: unknown): value is string => typeof value === 'string' && /^sha256-[0-9a-f]{64}$/.test(value)

/** A value for a terminal: short, and nothing in it that a terminal would obey. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'object' && value !== null) return 'a list or an object'
  const text = JSON.stringify(value).replace(/[^ -~]/g, '?')
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/**
 * The edition that an entry says was made public; null for other entries and for text that is none. The text is that of
 * whoever has the login of the CMS: nothing of it goes into a statement before it was looked at.
 */
function namedIn(row: JournalRow, faults: Faults): Named | null {
  let entry: Record<string, unknown> | null
  try {
    entry = JSON.parse(row.entry)
  } catch {
    // Said already by whoever reads the entry itself.
    return null
  }
  if (typeof entry !== 'object' || entry === null) return null
  const { verb, subject, edition, digest } = entry
  if (typeof verb !== 'string' || !put.includes(verb)) return null
  if (isId(subject) && isEdition(edition) && isDigest(digest)) return { seq: row.seq, subject, edition, digest }
  if (!isId(subject)) faults.add(row.seq, `it names ${shown(subject)} as what became public, which is no id`)
  else if (!isEdition(edition))
    faults.add(row.seq, `it names ${shown(edition)} as the edition that became public, which is no number of one`)
  else faults.add(row.seq, `it names ${shown(digest)} as the digest of what became public, which is none`)
  return null
}

const keyOf = (article: string, edition: number): string => `${article} ${edition}`

/**
 * Whether every edition that these entries name is kept, and is the text that they say.
 * @returns how many entries named one
 */
export async function checkEditions(tx: Tx, rows: JournalRow[], faults: Faults): Promise<number> {
  const named = rows.flatMap((row) => namedIn(row, faults) ?? [])
  for (let start = 0; start < named.length; start += atOnce) {
    const part = named.slice(start, start + atOnce)
    const wanted = sql.join(
      part.map(({ subject, edition }) => sql`(${subject}::text, ${edition}::int)`),
      sql`, `,
    )
    const found = await tx.execute<Kept>(
      sql`select article_id, number, digest, canonical from publication.editions where (article_id, number) in (${wanted})`,
    )
    const kept = new Map(found.rows.map((row) => [keyOf(row.article_id, row.number), row]))
    for (const { seq, subject, edition, digest } of part) {
      const name = `edition ${edition} of ${subject}`
      const row = kept.get(keyOf(subject, edition))
      if (!row) faults.add(seq, `${name} is not kept any more`)
      else if (row.digest !== digest)
        faults.add(seq, `${name} is kept with the digest ${row.digest}, not with ${digest}`)
      else if (`sha256-${createHash('sha256').update(row.canonical, 'utf8').digest('hex')}` !== digest)
        faults.add(seq, `the text of ${name} is not the one that was published: its digest is another`)
    }
  }
  return named.length
}
