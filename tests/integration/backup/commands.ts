import pg from 'pg'
import { tablesIn } from '#payload/backup/schema.ts'
import { asOwner } from '#platform/env.ts'
import { type Ended, runNode } from '../../support/run-node.ts'

/** Where a command works: the owner's login of a database, and a folder of pictures. */
export type Place = { url: string; mediaFolder: string }

/** The variables of a process over a place. */
export function variablesOf({ url, mediaFolder }: Place): Record<string, string> {
  return {
    NODE_ENV: 'test',
    VITEST: '',
    DATABASE_URL: url,
    OWNER_DATABASE_URL: url,
    READER_DATABASE_URL: '',
    PAYLOAD_SECRET: 'a secret of the tests, long enough',
    INTERNAL_SECRET: 'another secret of the tests, long',
    SITE_URL: 'http://localhost:3999',
    MEDIA_DIR: mediaFolder,
    LOG_LEVEL: 'silent',
  }
}

/** From here on this process works on that place, as the owner. */
export function pointAt(place: Place): void {
  Object.assign(process.env, variablesOf(place))
  asOwner()
}

/** Runs a script of the project over a place. */
export const runScript = (script: string, args: string[], place: Place): Promise<Ended> =>
  runNode(script, args, { env: { ...process.env, ...variablesOf(place) } })

export const backup = (place: Place, ...args: string[]) => runScript('payload/commands/backup.ts', args, place)
export const restore = (place: Place, ...args: string[]) => runScript('payload/commands/restore.ts', args, place)

/** Every table of a database as lines of JSON, in order of themselves. */
export async function everyRow(pool: pg.Pool): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {}
  for (const { schema, name } of await tablesIn(pool)) {
    const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
    const found = await pool.query<{ line: string }>(`select to_jsonb(t)::text as line from ${table} t order by 1`)
    rows[`${schema}.${name}`] = found.rows.map(({ line }) => line)
  }
  return rows
}

/** What stands beside the rows: keys, triggers, sequences, owners and grants. */
export async function everyRule(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated as line
      from pg_constraint where conrelid <> 0 and connamespace::regnamespace::text in ('public', 'publication', 'graphile_worker')
    union all select 'trigger ' || tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
    union all select 'sequence ' || schemaname || '.' || sequencename || ' ' || coalesce(last_value, -1) from pg_sequences
    union all select 'table ' || oid::regclass || ' ' || relowner::regrole || ' ' || coalesce(relacl::text, '') || ' ' || relrowsecurity
      from pg_class where relkind in ('r', 'v', 'S') and relnamespace::regnamespace::text in ('public', 'publication', 'graphile_worker')
    order by 1`)
  return rows.map(({ line }) => line)
}
