import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { queueSchema } from '#platform/queue/jobs.ts'
import { Refusal } from '../start/terminal.mjs'
import { journalProblemIn } from './journal-problem.ts'
import type { Manifest, TableRecord } from './manifest.ts'
import { columnsOf, has, journalHeadIn, queueMigrationsIn, quoted, schemas, tablesIn } from './schema.ts'

const refOf = ({ schema, name }: { schema: string; name: string }): string => `${schema}.${name}`

/**
 * Which tables of a backup go into this database, by name.
 * @throws Refusal when one of them, or a column, is not there
 */
async function tablesToLoad(client: pg.Client, manifest: Manifest): Promise<Map<string, TableRecord>> {
  const there = new Map((await tablesIn(client)).map((table) => [refOf(table), new Set(table.columns)]))
  const installed = await queueMigrationsIn(client)
  const chosen = new Map<string, TableRecord>()
  for (const table of manifest.tables) {
    const ref = refOf(table)
    const columns = there.get(ref)
    const absent = columns ? table.columns.find((column) => !columns.has(column)) : ''
    if (absent !== undefined)
      throw new Refusal(
        `The backup has ${absent ? `a column ${absent} of ${ref}` : `a table ${ref}`} that this database does not have: it is not of this publication, or of another version of it.`,
      )
    // What the queue has installed here is true here; its tables are the newer ones.
    const isOlderQueue = ref === `${queueSchema}.migrations` && installed.length !== manifest.queueMigrations.length
    if (!isOlderQueue) chosen.set(ref, table)
  }
  return chosen
}

/**
 * Takes away what would stand in the way of rows that come table by table: foreign keys, and triggers that act on what is
 * new. Undone by the statements that are returned, which check the foreign keys; undone as well by a rollback.
 */
async function suspendRules(client: pg.Client): Promise<string[]> {
  const keys = await client.query<{ schema: string; name: string; key: string; definition: string }>(
    `select n.nspname::text as schema, c.relname::text as name, k.conname::text as key, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname = any($1) order by 1, 2, 3`,
    [schemas],
  )
  const triggers = await client.query<{ schema: string; name: string; trigger: string; enabled: string }>(
    `select n.nspname::text as schema, c.relname::text as name, t.tgname::text as trigger, t.tgenabled as enabled
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgenabled in ('O', 'A') and c.relkind = 'r' and n.nspname = any($1) order by 1, 2, 3`,
    [schemas],
  )
  const undo: string[] = []
  for (const { key, definition, ...table } of keys.rows) {
    const constraint = pg.escapeIdentifier(key)
    await client.query(`alter table ${quoted(table)} drop constraint ${constraint}`)
    undo.push(`alter table ${quoted(table)} add constraint ${constraint} ${definition}`)
  }
  for (const { trigger, enabled, ...table } of triggers.rows) {
    const name = pg.escapeIdentifier(trigger)
    await client.query(`alter table ${quoted(table)} disable trigger ${name}`)
    undo.push(`alter table ${quoted(table)} enable ${enabled === 'A' ? 'always ' : ''}trigger ${name}`)
  }
  return undo
}

/** What does not hold in the journal that was loaded; null when it does. */
async function loadedJournalProblem(client: pg.Client, { journal }: Manifest): Promise<string | null> {
  const head = await journalHeadIn(client)
  const isOther = journal && (journal.seq !== head?.seq || journal.hash !== head.hash)
  return (await journalProblemIn(client)) ?? (isOther ? 'its head is not the one that the backup names' : null)
}

async function refuseOtherCounts(client: pg.Client, tables: Iterable<TableRecord>): Promise<void> {
  for (const table of tables) {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${quoted(table)}`)
    if (Number(rows[0]?.count) !== table.rows)
      throw new Error(`${refOf(table)} has ${rows[0]?.count} rows after loading, and should have ${table.rows}.`)
  }
}

async function setSequences(client: pg.Client, manifest: Manifest): Promise<void> {
  for (const sequence of manifest.sequences) {
    const name = quoted(sequence)
    if (await has(client, name))
      await client.query('select setval($1::regclass, $2, $3)', [name, sequence.lastValue, sequence.isCalled])
  }
}

/** Workers of then are gone: what they had taken is free. */
async function freeJobs(client: pg.Client): Promise<void> {
  for (const table of ['_private_jobs', '_private_job_queues'])
    await client.query(
      `update ${queueSchema}.${table} set locked_at = null, locked_by = null where locked_by is not null or locked_at is not null`,
    )
}

export type Loading = {
  /** Takes a piece of a table. */
  load(ref: string, body: AsyncIterable<Buffer>): Promise<void>
  /**
   * Puts the rules back and looks at what is there. After it, everything may be committed.
   * @returns what does not hold in the journal, null when it does: for the caller to judge
   */
  finish(): Promise<string | null>
}

/**
 * Begins to load a backup inside the caller's transaction, as the owner and with no more rights than that.
 * @throws Refusal when tables do not match
 */
export async function beginLoading(client: pg.Client, manifest: Manifest): Promise<Loading> {
  const tables = await tablesToLoad(client, manifest)
  const undo = await suspendRules(client)
  // What migrations have put in: it is in the backup too.
  for (const table of tables.values()) await client.query(`delete from ${quoted(table)}`)
  return {
    async load(ref, body) {
      const table = tables.get(ref)
      if (!table) {
        for await (const _part of body);
        return
      }
      await pipeline(
        Readable.from(body, { objectMode: false }),
        client.query(copyFrom(`copy ${quoted(table)} (${columnsOf(table)}) from stdin`)),
      )
    },
    async finish() {
      await freeJobs(client)
      for (const statement of undo) await client.query(statement)
      await refuseOtherCounts(client, tables.values())
      await setSequences(client, manifest)
      return loadedJournalProblem(client, manifest)
    },
  }
}
