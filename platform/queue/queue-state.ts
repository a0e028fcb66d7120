import type pg from 'pg'
import { queueSchema } from './jobs.ts'
import { lifeLineName } from './life-line.ts'

/** How the queue stands, by the database's clock. */
export type QueueState = {
  /** Due, and nobody has begun. */
  waiting: number
  /** Tried and not done; they run again by themselves. */
  failing: number
  /** For later. */
  scheduled: number
  /** Age of the oldest due job that nobody has finished; seconds. */
  lagSeconds: number
  /** Workers whose life line is open. */
  workers: number
}

// `application_name` and `datname` of other logins' sessions are shown to everybody, the rest of their rows is not.
const stateSql = `
select
  count(*) filter (where run_at <= now() and locked_at is null and last_error is null)::int as waiting,
  count(*) filter (where last_error is not null)::int as failing,
  count(*) filter (where run_at > now() and last_error is null)::int as scheduled,
  coalesce(extract(epoch from now() - min(run_at) filter (where run_at <= now())), 0)::float8 as "lagSeconds",
  (select count(*) from pg_stat_activity
   where application_name = '${lifeLineName}' and datname = current_database())::int as workers
from ${queueSchema}._private_jobs`

/**
 * Looks at the queue once.
 * @throws the driver's error, 42P01 or 3F000 when the queue is not installed
 */
export async function queueState(client: pg.ClientBase): Promise<QueueState> {
  const { rows } = await client.query<QueueState>(stateSql)
  if (!rows[0]) throw new Error('The queue gave no answer.')
  return rows[0]
}
