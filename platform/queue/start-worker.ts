import { type JobHelpers, runTaskList, type Task, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { poolLimits } from '../db.ts'
import { inLogContext } from '../log-context.ts'
import { observeJob } from '../metrics/jobs.ts'
import { gatherItems, keepItems } from './batch.ts'
import { type JobName, type JobPayload, jobs, parsePayload, queueSchema } from './jobs.ts'
import { openLifeLine } from './life-line.ts'
import { graphileLogger, type QueueLog } from './log.ts'
import { rescueJobs } from './rescue.ts'
import { observeShown } from './shown.ts'

/** What became of one item: null when it is done, else what is still owed of it, and why. */
export type Outcome<Name extends JobName> = { owed: JobPayload<Name>; reason: string } | null

/**
 * Does a list of items, and answers one outcome for each, in order. Runs again with what is still owed until there is
 * nothing, and may run twice with the same item. Throwing stands for all items. The signal fires when the worker has to
 * stop.
 */
export type RunJob<Name extends JobName> = (items: JobPayload<Name>[], signal: AbortSignal) => Promise<Outcome<Name>[]>
type Tasks = { [Name in JobName]: RunJob<Name> }

type WorkerOptions = {
  /** Straight to Postgres, not through a pooler in transaction mode. */
  connectionString: string
  tasks: Tasks
  log: QueueLog
  /** How long a task may go on after `stop()` before its signal fires; ms. */
  graceMs?: number
}

export type QueueWorker = {
  /** As it stands in `locked_by`. */
  poolId: string
  /** Settles when this worker must not go on: its life line or its queue is lost. Exit, and let the supervisor restart. */
  lost: Promise<Error>
  /** Takes no more jobs, waits for the running ones, and closes every connection. */
  stop(): Promise<void>
}

const concurrency = 4
const rescueEveryMs = 1_000

function runnable<Name extends JobName>(name: Name, tasks: Tasks, pool: pg.Pool, log: QueueLog): Task {
  const run = async ({ job, abortSignal }: JobHelpers) => {
    const poolId = job.locked_by ?? ''
    const started = performance.now()
    const stored = await gatherItems(pool, job, poolId)
    const owed: unknown[] = []
    const reasons = new Set<string>()
    const items: JobPayload<Name>[] = []
    for (const item of stored) {
      try {
        items.push(parsePayload(name, item))
      } catch (error) {
        // Perhaps of another version of the program: it stays in the queue for a worker that knows it.
        owed.push(item)
        reasons.add((error as Error).message)
      }
    }
    const outcomes = items.length > 0 ? await tasks[name](items, abortSignal) : []
    await observeShown(
      pool,
      name,
      items.filter((_, at) => outcomes[at] === null),
      log,
    )
    for (const outcome of outcomes) {
      if (outcome === null) continue
      owed.push(outcome.owed)
      reasons.add(outcome.reason)
    }
    const tookMs = Math.round(performance.now() - started)
    log.info({ task: name, job: job.id, items: stored.length, owed: owed.length, tookMs }, `ran ${name}`)
    if (owed.length === 0) return
    await keepItems(pool, job, poolId, owed)
    throw new Error([...reasons].slice(0, 10).join('\n'))
  }
  return (_payload, helpers) =>
    inLogContext({ job: String(helpers.job.id), task: name }, async () => {
      const started = performance.now()
      let outcome: 'done' | 'failed' = 'failed'
      try {
        await run(helpers)
        outcome = 'done'
      } finally {
        observeJob(name, outcome, performance.now() - started)
      }
    })
}

async function openPool(connectionString: string, log: QueueLog): Promise<pg.Pool> {
  const pool = new pg.Pool({
    ...poolLimits,
    connectionString,
    max: concurrency + 2,
    application_name: 'wbwh-worker',
  })
  const lost = (error: Error) => log.warn({ err: error }, 'a connection of the worker was lost')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  try {
    const { rows } = await pool.query<{ there: boolean }>(
      `select to_regclass('${queueSchema}._private_jobs') is not null as there`,
    )
    if (!rows[0]?.there) throw new Error('The queue is not installed in this database. Run: npm run migrate')
    return pool
  } catch (error) {
    await pool.end()
    throw error
  }
}

/**
 * Starts taking jobs. graphile-worker frees the jobs of a killed worker after four hours; here each worker holds an
 * advisory lock while it lives, and every second all of them free the jobs of those whose lock is gone.
 * @throws the driver's error when Postgres cannot be reached; Error when the queue is not installed
 */
export async function startWorker({
  connectionString,
  tasks,
  log,
  graceMs = 7_000,
}: WorkerOptions): Promise<QueueWorker> {
  const pool = await openPool(connectionString, log)
  const lifeLine = await openLifeLine(connectionString).catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  let held: Promise<void> | undefined
  const list: TaskList = {}
  for (const name of Object.keys(jobs) as JobName[]) list[name] = runnable(name, tasks, pool, log)
  const workerPool = runTaskList(
    {
      schema: queueSchema,
      logger: graphileLogger(log),
      concurrency,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: graceMs,
      preset: {
        // As batches, even of one, the last results are waited for when stopping; single ones would be lost then.
        worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
        plugins: [
          {
            name: 'LifeLinePlugin',
            version: '1.0.0',
            worker: {
              hooks: {
                // Awaited before a worker asks for its first job: no job may carry an id whose lock could still be free.
                async startWorker(_context, { worker }) {
                  held ??= lifeLine.hold(worker.workerPool.id)
                  // Without the lock, never ask; `lost` has been told, and the process ends.
                  await held.catch(() => new Promise(() => {}))
                },
              },
            },
          },
        ],
      },
    },
    list,
    pool,
  )

  let stopping = false
  let rescuing: Promise<void> | undefined
  const rescue = setInterval(() => {
    rescuing ??= rescueJobs(pool)
      .then((ids) => {
        if (ids.length > 0) log.warn({ ids }, 'freed the jobs of workers that are gone')
      })
      // Not fatal: if Postgres is gone, the life line breaks too.
      .catch((error: unknown) => log.debug({ err: error }, 'could not look for workers that are gone'))
      .finally(() => {
        rescuing = undefined
      })
  }, rescueEveryMs)

  const ended = workerPool.promise.then(
    () => new Error('the queue stopped by itself'),
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  )
  return {
    poolId: workerPool.id,
    lost: Promise.race([lifeLine.broken, ended.then((error) => (stopping ? new Promise<Error>(() => {}) : error))]),
    async stop() {
      stopping = true
      clearInterval(rescue)
      try {
        await workerPool.gracefulShutdown('the worker was asked to stop')
      } finally {
        await rescuing
        await pool.end()
        await lifeLine.close()
      }
    },
  }
}
