import type pg from 'pg'
import { observeVisible } from '../metrics/jobs.ts'
import type { JobName } from './jobs.ts'
import type { QueueLog } from './log.ts'

/**
 * Tells how long the changes behind these purges took until they were seen everywhere. The database's clock says both
 * times, because the worker's may differ. A measurement that fails is no failure of the job.
 */
export async function observeShown(
  pool: pg.Pool,
  name: JobName,
  done: readonly object[],
  log: QueueLog,
): Promise<void> {
  const times = name === 'purge' ? done.flatMap((item) => ('at' in item && item.at ? [item.at] : [])) : []
  if (times.length === 0) return
  try {
    const { rows } = await pool.query<{ seconds: number }>(
      'select extract(epoch from clock_timestamp() - at)::float8 as seconds from unnest($1::timestamptz[]) as at',
      [times],
    )
    for (const { seconds } of rows) observeVisible(seconds)
  } catch (error) {
    log.debug({ err: error }, 'could not measure how long a change took to be seen')
  }
}
