import pg from 'pg'
import { queueSchema } from '#platform/queue/jobs.ts'
import type { Manifest } from './manifest.ts'

/** Whatever can be asked: a client, or a pool. */
export type Queries = Pick<pg.ClientBase, 'query'>

/** Everything the publication keeps in its database lies in these. */
export const schemas = ['public', 'publication', queueSchema]

export type Table = { schema: string; name: string; columns: string[] }

/** A name for SQL. */
export const quoted = ({ schema, name }: { schema: string; name: string }): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`

/** Columns for SQL. */
export const columnsOf = ({ columns }: { columns: string[] }): string =>
  columns.map((column) => pg.escapeIdentifier(column)).join(', ')

/** The tables as the catalogue has them, without those of extensions; columns without the generated ones. */
export async function tablesIn(client: Queries): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname::text as schema, c.relname::text as name,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'r'
       and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by 1, 2`,
    [schemas],
  )
  return rows
}

/** Every sequence with the value it stands at, those of serial and identity columns included. */
export async function sequencesIn(client: Queries): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname::text as schema, c.relname::text as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'S' order by 1, 2`,
    [schemas],
  )
  const sequences: Manifest['sequences'] = []
  for (const row of rows) {
    const value = await client.query<{ lastValue: string; isCalled: boolean }>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${quoted(row)}`,
    )
    const { lastValue, isCalled } = value.rows[0] ?? { lastValue: '1', isCalled: false }
    sequences.push({ ...row, lastValue, isCalled })
  }
  return sequences
}

/** Whether a table, or anything else of that name, is there. */
export const has = async (client: Queries, table: string): Promise<boolean> => {
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table])
  return rows[0]?.there === true
}

/** Names of the migrations that have run, oldest first; none in a database without tables. */
export async function migrationsIn(client: Queries): Promise<string[]> {
  if (!(await has(client, 'public.payload_migrations'))) return []
  const { rows } = await client.query<{ name: string }>('select name from public.payload_migrations order by name')
  return rows.map(({ name }) => name)
}

/** Numbers of the migrations of the queue's own tables. */
export async function queueMigrationsIn(client: Queries): Promise<number[]> {
  if (!(await has(client, `${queueSchema}.migrations`))) return []
  const { rows } = await client.query<{ id: number }>(`select id from ${queueSchema}.migrations order by id`)
  return rows.map(({ id }) => id)
}

/** The newest entry of the journal; null where there is no journal. */
export async function journalHeadIn(client: Queries): Promise<Manifest['journal']> {
  if (!(await has(client, 'publication.journal_head'))) return null
  const { rows } = await client.query<{ seq: string; hash: string }>(
    'select seq::text, hash from publication.journal_head',
  )
  return rows[0] ?? null
}

/** Tables that hold a row only when somebody has worked with this database. */
const content = [
  'public.articles',
  'public.users',
  'public.topics',
  'public.authors',
  'public.media',
  'publication.editions',
  'publication.journal',
]

/** The first table that holds content; null in an empty database. */
export async function contentIn(client: Queries): Promise<string | null> {
  for (const table of content) {
    if (!(await has(client, table))) continue
    const { rows } = await client.query<{ there: boolean }>(`select exists (select 1 from ${table}) as there`)
    if (rows[0]?.there) return table
  }
  return null
}
