import { type SQL, sql } from 'drizzle-orm/sql'
import { attemptsWithoutEnd, type JobName, type JobPayload, parsePayload } from './jobs.ts'

/** A drizzle transaction, or anything that runs SQL inside one. */
export type QueueTx = { execute(query: SQL): PromiseLike<unknown> }

type AddOptions = {
  /**
   * Becomes due at the next whole multiple of this span, by the database's clock: whatever is added until then comes due
   * with it, and is done in one run. Now, if left out.
   */
  gatherMs?: number
}

/**
 * Queues a job inside the caller's transaction: it is there after COMMIT, and not at all after a rollback. The worker is
 * woken by the commit itself (LISTEN/NOTIFY).
 *
 * The payload is stored as a list of one, because the worker joins the jobs that wait for the same thing. There is no job
 * key on purpose: adding to a key that is being run makes graphile-worker give up that run's retries, and its payload.
 * @throws JobError when the payload does not have the form of its job
 */
export async function addJob<Name extends JobName>(
  tx: QueueTx,
  name: Name,
  payload: JobPayload<Name>,
  options: AddOptions = {},
): Promise<void> {
  const items = JSON.stringify([parsePayload(name, payload)])
  const { gatherMs } = options
  const runAt =
    gatherMs === undefined
      ? sql`null::timestamptz`
      : sql`to_timestamp(ceil(extract(epoch from clock_timestamp()) * 1000 / ${gatherMs}::int) * ${gatherMs}::int / 1000)`
  // The time of the transaction, and so that of the journal's entry in it.
  const stored =
    name === 'purge' ? sql`jsonb_set(${items}::jsonb, '{0,at}', to_jsonb(now()))::json` : sql`${items}::json`
  await tx.execute(sql`
    select graphile_worker.add_job(
      identifier => ${name}::text,
      payload => ${stored},
      run_at => ${runAt},
      max_attempts => ${attemptsWithoutEnd}::int
    )
  `)
}
