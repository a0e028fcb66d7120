import type pg from 'pg'
import { queueSchema } from './jobs.ts'

/** One job as an operator sees it. Times are ISO 8601, UTC, by the database's clock. */
export type JobRow = {
  id: string
  task: string
  /** `running` has a worker; `failing` was tried and is not done; `scheduled` is for later. */
  state: 'running' | 'failing' | 'waiting' | 'scheduled'
  attempts: number
  /** when it was added */
  since: string
  /** not before this time */
  nextRun: string
  lastError: string | null
  /** what it is about, as it was stored */
  items: unknown[]
}

/** Why a job was left as it is. */
export type Untouched = { id: string; why: 'unknown' | 'running' }

type Client = Pick<pg.Pool, 'query'>

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
const rowsSql = `
select jobs.id::text as id, tasks.identifier as task, attempts,
  case when locked_at is not null then 'running' when last_error is not null then 'failing'
    when run_at > now() then 'scheduled' else 'waiting' end as state,
  ${moment('created_at')} as since, ${moment('run_at')} as "nextRun", last_error as "lastError",
  case json_typeof(payload) when 'array' then payload else json_build_array(payload) end as items
from ${queueSchema}._private_jobs as jobs
join ${queueSchema}._private_tasks as tasks on tasks.id = jobs.task_id`

/** How many jobs are listed. */
export const mostListed = 200

/** The jobs there are, the newest first, at most `mostListed`. Scheduled ones only when asked for. */
export async function jobRows(client: Client, { withScheduled = false } = {}): Promise<JobRow[]> {
  const { rows } = await client.query<JobRow>(
    `${rowsSql} where $1 or locked_at is not null or last_error is not null or run_at <= now()
     order by created_at desc, jobs.id desc limit $2`,
    [withScheduled, mostListed],
  )
  return rows
}

/** One job, or null. */
export async function jobRow(client: Client, id: string): Promise<JobRow | null> {
  const { rows } = await client.query<JobRow>(`${rowsSql} where jobs.id = $1`, [id])
  return rows[0] ?? null
}

async function untouched(client: Client, ids: readonly string[], done: readonly string[]): Promise<Untouched[]> {
  const left = ids.filter((id) => !done.includes(id))
  const { rows } = await client.query<{ id: string }>(
    `select id::text from ${queueSchema}._private_jobs where id = any($1::bigint[])`,
    [left],
  )
  const there = new Set(rows.map(({ id }) => id))
  return left.map((id) => ({ id, why: there.has(id) ? 'running' : 'unknown' }))
}

/**
 * Makes jobs due now, as if they had never been tried, and wakes the workers. One that is running is left alone.
 * @returns which were made due, and which were not and why
 */
export async function retryJobs(
  client: Client,
  ids: readonly string[],
): Promise<{ done: string[]; left: Untouched[] }> {
  const { rows } = await client.query<{ id: string }>(
    `select id::text from ${queueSchema}.reschedule_jobs($1::bigint[], run_at => now(), attempts => 0)`,
    [ids],
  )
  const done = rows.map(({ id }) => id)
  if (done.length > 0) await client.query(`select pg_notify('jobs:insert', '{"count":10}')`)
  return { done, left: await untouched(client, ids, done) }
}

/** Ids of the jobs that were tried and are not done, and that nobody is running. */
export async function failingJobs(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id::text from ${queueSchema}._private_jobs where last_error is not null and locked_at is null order by id`,
  )
  return rows.map(({ id }) => id)
}

/**
 * Takes jobs out of the queue for good: what they owe does not happen. One that is running is left alone.
 * @returns which are gone, and which are not and why
 */
export async function removeJobs(
  client: Client,
  ids: readonly string[],
): Promise<{ done: string[]; left: Untouched[] }> {
  const { rows } = await client.query<{ id: string }>(
    `select id::text from ${queueSchema}.complete_jobs($1::bigint[])`,
    [ids],
  )
  const done = rows.map(({ id }) => id)
  return { done, left: await untouched(client, ids, done) }
}
