import type pg from 'pg'
import { lifeLineKey } from './life-line.ts'

/**
 * One statement, so one moment: whose locks are on jobs, whose life line is free, unlock those, wake the workers. The try
 * takes the lock only until the statement ends, and fails while anyone else tries the same one; then that one rescues.
 * The lists are materialized so that a lock is tried once for each worker and never while its name is still being filtered.
 */
const rescueSql = `
with holders as materialized (
  select locked_by from graphile_worker._private_jobs where locked_by is not null
  union
  select locked_by from graphile_worker._private_job_queues where locked_by is not null
), dead as materialized (
  select locked_by from holders where pg_try_advisory_xact_lock(${lifeLineKey('locked_by')})
), found as (
  select array_agg(locked_by) as ids from dead having count(*) > 0
)
select ids, graphile_worker.force_unlock_workers(ids), pg_notify('jobs:insert', '{"count":10}') from found`

/**
 * Frees the jobs of workers that are gone. Must run on another connection than any life line: a session can always take a
 * lock that it holds itself.
 * @returns ids of the pools whose jobs were freed
 */
export async function rescueJobs(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ ids: string[] }>(rescueSql)
  return rows.flatMap((row) => row.ids)
}
