import type pg from 'pg'

type Queries = Pick<pg.ClientBase, 'query'>

/** Held while whatever a start does to a database is done: grants and queue included. One at a time. */
export const startLock = 'wbwh start'
/** Held alone by migrations that are due, and shared by what must not see the tables change: a backup. */
export const migrateLock = 'wbwh migrate'

const known: Record<string, string> = { 'wbwh-backup': 'a backup that is being made' }

/** Who holds a lock, in words. What other logins call themselves is not shown to an owner. */
async function holderOf(client: Queries, name: string): Promise<string> {
  const { rows } = await client.query<{ pid: number; application: string | null }>(
    `select l.pid, a.application_name as application from pg_locks l left join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and l.pid <> pg_backend_pid()
       and l.database = (select oid from pg_database where datname = current_database())
       and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended($1, 1) order by a.backend_start limit 1`,
    [name],
  )
  const holder = rows[0]
  if (!holder) return 'another process'
  return `${known[holder.application ?? ''] ?? 'another start or migration'} (process ${holder.pid} of Postgres)`
}

/** Takes a lock for this session, and says what it waits for when it has to wait. */
export async function lockAlone(client: Queries, name: string, say: (line: string) => void): Promise<void> {
  const tried = await client.query<{ isTaken: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 1)) as "isTaken"',
    [name],
  )
  if (tried.rows[0]?.isTaken) return
  say(`Waiting for ${await holderOf(client, name)}; it goes on by itself when that has ended.`)
  await client.query('select pg_advisory_lock(hashtextextended($1, 1))', [name])
}

/** Keeps migrations away from this session's database until the session ends; waits for one that runs. */
export async function holdOffMigrations(client: Queries): Promise<void> {
  await client.query('select pg_advisory_lock_shared(hashtextextended($1, 1))', [migrateLock])
}
