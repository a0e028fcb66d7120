import type { Job } from 'graphile-worker'
import type pg from 'pg'
import { countedAttempts } from './jobs.ts'

/**
 * Takes over what other jobs of the same name wait for: their items join this job's list and they are gone, in one
 * statement, so that a kill at any moment leaves each item in exactly one job. Jobs that someone else is about to take
 * are skipped, jobs scheduled for later stay. The attempts are counted down here, before the run, because then a
 * worker that is killed again and again wears a job out as little as one that fails. The key goes, too: a job that stands
 * for several must not be moved or removed for the sake of one, and graphile-worker takes the attempts from a job that is
 * run when its key is removed. What it does without a reason any more does nothing.
 */
const gatherSql = `
with mine as materialized (
  select id from graphile_worker._private_jobs where id = $1 and locked_by = $2 for update
), waiting as materialized (
  select id from graphile_worker._private_jobs
  where task_id = $3 and is_available and job_queue_id is null and (run_at <= now() or attempts > 0)
    and exists (select 1 from mine)
  order by id limit 500
  for update skip locked
), taken as (
  delete from graphile_worker._private_jobs as jobs using waiting where jobs.id = waiting.id
  returning jobs.id, jobs.payload
)
update graphile_worker._private_jobs as jobs
set key = null, attempts = least(attempts, $4), payload = (
  payload::jsonb || coalesce(
    (select jsonb_agg(item.value order by taken.id, item.ordinality)
     from taken, jsonb_array_elements(taken.payload::jsonb) with ordinality as item), '[]'::jsonb)
)::json
from mine where jobs.id = mine.id
returning jobs.payload`

/**
 * All items that a locked job stands for, after it took over those of the jobs that wait.
 * @param poolId the pool that locked the job
 * @throws Error when the job is no longer this pool's
 */
export async function gatherItems(pool: pg.Pool, job: Job, poolId: string): Promise<unknown[]> {
  const { rows } = await pool.query<{ payload: unknown[] }>(gatherSql, [job.id, poolId, job.task_id, countedAttempts])
  const gathered = rows[0]
  if (!gathered) throw new Error('This job was given to another worker, because this one seemed to be gone.')
  return gathered.payload
}

/** Keeps only the items that are still owed, so that one that cannot be done does not repeat the others with it. */
export async function keepItems(pool: pg.Pool, job: Job, poolId: string, items: unknown[]): Promise<void> {
  await pool.query('update graphile_worker._private_jobs set payload = $3::json where id = $1 and locked_by = $2', [
    job.id,
    poolId,
    JSON.stringify(items),
  ])
}
