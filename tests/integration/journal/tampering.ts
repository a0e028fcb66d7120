import type pg from 'pg'
import { hashOf, type JournalRow } from '#publication/journal/chain.ts'
import { chained } from '../../unit/publication/journal/rows.ts'

/** What somebody with a superuser's rights leaves behind: other rows, and with `head` the head set to the last of them. */
export type Tampered = { rows: JournalRow[]; head?: boolean }

const other = (row: JournalRow): string => row.entry.replace('system:test', 'system:seed')

function at(rows: JournalRow[], index: number): JournalRow {
  const row = rows[index]
  if (!row) throw new Error(`The journal of this test has no row ${index}.`)
  return row
}

const textsOf = (rows: JournalRow[]): string[] => rows.map(({ entry }) => entry)

/** Ways to falsify a journal, in the middle of it where there is a middle. */
export const attacks = {
  'an entry is edited': (rows) => ({ rows: rows.with(14, { ...at(rows, 14), entry: other(at(rows, 14)) }) }),
  'an entry is edited with its hash': (rows) => {
    const row = at(rows, 14)
    const entry = other(row)
    return { rows: rows.with(14, { ...row, entry, hash: hashOf(row.previous, row.seq, entry) }) }
  },
  'an entry is deleted': (rows) => ({ rows: rows.toSpliced(14, 1) }),
  'two entries are swapped': (rows) => {
    const [first, second] = [at(rows, 14), at(rows, 15)]
    return { rows: rows.with(14, { ...second, seq: first.seq }).with(15, { ...first, seq: second.seq }) }
  },
  'an entry is inserted': (rows) => {
    const before = at(rows, 13)
    const entry = other(before)
    const made = { seq: 15, previous: before.hash, entry, hash: hashOf(before.hash, 15, entry) }
    const later = rows.slice(14).map((row) => ({ ...row, seq: row.seq + 1 }))
    return { rows: [...rows.slice(0, 14), made, ...later], head: true }
  },
  'all is chained anew from the middle on': (rows) => ({
    rows: chained(textsOf(rows).with(14, other(at(rows, 14)))),
    head: true,
  }),
  'the end is cut off': (rows) => ({ rows: rows.slice(0, -5), head: true }),
  'an entry is forged at the end': (rows) => ({ rows: chained([...textsOf(rows), at(rows, 14).entry]), head: true }),
} satisfies Record<string, (rows: JournalRow[]) => Tampered>

export async function journalRows(client: pg.Client): Promise<JournalRow[]> {
  const { rows } = await client.query('select seq::int, previous, hash, entry from publication.journal order by seq')
  return rows
}

/** Puts rows in place of the journal, past its triggers, as a superuser can. */
export async function putJournal(client: pg.Client, { rows, head }: Tampered): Promise<void> {
  await client.query("begin; set local session_replication_role = 'replica'; delete from publication.journal")
  await client.query(
    `insert into publication.journal select * from json_to_recordset($1)
     as row(seq bigint, previous text, hash text, entry text)`,
    [JSON.stringify(rows)],
  )
  const last = rows.at(-1)
  if (head) await client.query('update publication.journal_head set seq = $1, hash = $2', [last?.seq, last?.hash])
  await client.query('commit')
}
