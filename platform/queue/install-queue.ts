import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { poolLimits, roles } from '../db.ts'
import { log as processLog } from '../log.ts'
import { queueSchema } from './jobs.ts'
import { graphileLogger, type QueueLog } from './log.ts'

/**
 * graphile-worker enables row security on its tables and writes no policy: grants alone would let nobody but the owner see
 * or add a row. Runs again at every migration: it adds what is missing and changes nothing else.
 */
const grants = `
do $$
declare
  name text;
begin
  if not exists (select 1 from pg_roles where rolname = '${roles.app}') then
    raise notice 'role ${roles.app} does not exist: only the owner can use the queue';
    return;
  end if;
  grant usage on schema ${queueSchema} to ${roles.app};
  grant execute on all functions in schema ${queueSchema} to ${roles.app};
  for name in
    select relname from pg_class
    where relnamespace = '${queueSchema}'::regnamespace and relkind in ('r', 'p') and relrowsecurity
  loop
    execute format('grant select, insert, update, delete on ${queueSchema}.%I to ${roles.app}', name);
    if not exists (
      select 1 from pg_policies
      where schemaname = '${queueSchema}' and tablename = name and policyname = '${roles.app}'
    ) then
      execute format('create policy ${roles.app} on ${queueSchema}.%I to ${roles.app} using (true) with check (true)', name);
    end if;
  end loop;
end
$$`

/** Number of the last migration that this version of graphile-worker brings; a test compares it. */
export const newestQueueMigration = 20

/** Whether `installQueue` would change the queue's tables. */
export async function isQueueBehind(client: Pick<pg.ClientBase, 'query'>): Promise<boolean> {
  const table = `${queueSchema}.migrations`
  const found = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table])
  if (!found.rows[0]?.there) return true
  const { rows } = await client.query<{ newest: number | null }>(`select max(id) as newest from ${table}`)
  return (rows[0]?.newest ?? 0) < newestQueueMigration
}

/**
 * Creates or upgrades the queue's tables, and lets the role of the app and the worker use them. A step before start, with
 * the owner's login; the worker itself needs no owner's rights. Harmless when run twice or by two at once.
 * @throws the driver's error when the owner cannot be reached, or may not create a schema
 */
export async function installQueue(ownerUrl: string, log: QueueLog = processLog()): Promise<void> {
  // A migration may take longer than a request may; everything else is limited as everywhere.
  const limits = { ...poolLimits, statement_timeout: 120_000, query_timeout: 130_000 }
  const pool = new pg.Pool({ ...limits, connectionString: ownerUrl, max: 2 })
  const lost = (error: Error) => log.warn({ err: error }, 'a connection of the queue installation was lost')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  try {
    await runMigrations({ pgPool: pool, schema: queueSchema, logger: graphileLogger(log) })
    await pool.query(grants)
  } finally {
    await pool.end()
  }
}
