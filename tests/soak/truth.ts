import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { verifyDatabase } from '#publication/journal/index.ts'

/*
 * What must be true of the rows at any moment, whatever was killed: article, version, edition, current row, journal and
 * queue are all of the same save, or all of the one before.
 */

type Row = {
  public_id: string
  stored: string
  version: string | null
  shown: string | null
  canonical: string | null
  number: number | null
  editions: number
  highest: number | null
  entries: number
  digest: string | null
  journal_digest: string | null
}

const sql = `
select a.public_id, a.deck as stored, v.version_deck as version, c.deck as shown, e.canonical, c.number,
  (select count(*)::int from publication.editions x where x.article_id = a.public_id) as editions,
  (select max(number) from publication.editions x where x.article_id = a.public_id) as highest,
  (select count(*)::int from publication.journal j where j.entry::json->>'subject' = a.public_id) as entries,
  c.digest,
  (select j.entry::json->>'digest' from publication.journal j where j.entry::json->>'subject' = a.public_id
    order by j.seq desc limit 1) as journal_digest
from articles a
left join publication.current c on c.article_id = a.public_id
left join publication.editions e on e.id = c.edition_id
left join lateral (select version_deck from _articles_v where parent_id = a.id and version__status = 'published'
  order by id desc limit 1) v on true
where a._status = 'published'`

function faultsOf(row: Row): string[] {
  const deckOf = (canonical: string | null) => (canonical === null ? null : JSON.parse(canonical).deck)
  const tells: [string, boolean][] = [
    [`its version has “${row.version}”`, row.version === row.stored],
    [`its current row has “${row.shown}”`, row.shown === row.stored],
    [`its edition has “${deckOf(row.canonical)}”`, deckOf(row.canonical) === row.stored],
    [`there are ${row.editions} editions, the highest ${row.highest}`, row.editions === row.highest],
    [`the current one is number ${row.number}`, row.number === row.highest],
    [`the journal has ${row.entries} entries`, row.entries === row.editions],
    ['the journal has another digest', row.journal_digest === row.digest],
  ]
  return tells
    .filter(([, isSo]) => !isSo)
    .map(([what]) => `${row.public_id} is stored with “${row.stored}”, but ${what}`)
}

/** What is not whole, in words; empty when all is. Every article must be changed by publishing alone. */
export async function brokenRows(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<Row>(sql)
  const { faults } = await verifyDatabase(drizzle({ client: owner }))
  const chain = faults.kept.map(
    ({ seq, problem }) => `${seq === null ? 'the journal' : `journal entry ${seq}`}: ${problem}`,
  )
  return [...rows.flatMap(faultsOf), ...chain]
}

/** Numbers of journal entries that no purge in the queue names. */
export async function withoutPurge(owner: pg.Pool, after: number): Promise<number[]> {
  const { rows } = await owner.query<{ seq: string }>(
    `select seq from publication.journal where seq > $1 and seq not in (
       select (item->>'seq')::bigint from graphile_worker._private_jobs jobs
       join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id and tasks.identifier = 'purge',
       json_array_elements(jobs.payload) as item)
     order by seq`,
    [after],
  )
  return rows.map(({ seq }) => Number(seq))
}

/** How many jobs of this task there are. */
export async function jobsOf(owner: pg.Pool, task: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    'select count(*)::int as count from graphile_worker.jobs where task_identifier = $1',
    [task],
  )
  return rows[0]?.count ?? 0
}

/** How many jobs of this task a worker holds, or held when it was killed. */
export async function heldJobs(owner: pg.Pool, task: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    'select count(*)::int as count from graphile_worker.jobs where locked_at is not null and task_identifier = $1',
    [task],
  )
  return rows[0]?.count ?? 0
}

/** The newest journal entry's number. */
export async function lastEntry(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ seq: string }>('select seq from publication.journal_head')
  return Number(rows[0]?.seq ?? 0)
}
