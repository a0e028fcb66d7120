import { sql } from 'drizzle-orm'
import type { QueueTx } from './add-job.ts'
import { attemptsWithoutEnd, parsePayload, type Schedule } from './jobs.ts'

/**
 * Sets, moves or (with null) drops the time at which an article is published or unpublished by itself, inside the
 * caller's transaction: the schedule changes with the save that says so. There is one job per article and change,
 * found by its key, and it becomes due by the database's clock.
 * @throws JobError when the payload does not have the form of its job
 */
export async function setSchedule(tx: QueueTx, schedule: Schedule, at: Date | null): Promise<void> {
  const { articleId, change } = parsePayload('schedule', schedule)
  const key = `schedule:${change}:${articleId}`
  if (at === null) {
    await tx.execute(sql`select graphile_worker.remove_job(${key}::text)`)
    return
  }
  await tx.execute(sql`
    select graphile_worker.add_job(
      identifier => 'schedule'::text,
      payload => ${JSON.stringify([{ articleId, change }])}::json,
      run_at => ${at.toISOString()}::timestamptz,
      max_attempts => ${attemptsWithoutEnd}::int,
      job_key => ${key}::text,
      job_key_mode => 'replace'::text
    )
  `)
}
