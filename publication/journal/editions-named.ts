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

/** The edition that an entry says was made public; null for other entries and for text that is none. */
function namedIn(row: JournalRow, faults: Faults): Named | null {
  let entry: Record<string, unknown> | null
  try {
    entry = JSON.parse(row.entry)
  } catch {
    // Said already by whoever reads the entry itself.
    return null
  }
  if (typeof entry !== 'object' || entry === null || !put.includes(String(entry.verb))) return null
  const { subject, edition, digest } = entry
  if (typeof subject === 'string' && Number.isInteger(edition) && typeof digest === 'string')
    return { seq: row.seq, subject, edition: Number(edition), digest }
  faults.add(row.seq, 'it says that an article became public, but not which edition of which text')
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
