import { setTimeout as pause } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { drizzle } from 'drizzle-orm/node-postgres'
import { logConsole } from '#platform/console-log.ts'
import { LastingPool, poolLimits } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { sign } from '#platform/internal-signature.ts'
import { log } from '#platform/log.ts'
import { serveMetrics } from '#platform/metrics/serve-metrics.ts'
import { type QueueWorker, startWorker } from '#platform/queue/index.ts'
import { announceFeeds } from './tasks/announce.ts'
import { keepCheckpoint } from './tasks/checkpoint.ts'
import { purgeUntilSeen } from './tasks/purge.ts'
import { runSchedules } from './tasks/schedule.ts'

/**
 * The thread in which the worker process does its work. There is no Payload in it, so it is small, and it needs no rights
 * beyond those of the app. It waits while Postgres is away, and ends when others may have taken its jobs.
 */
const longestPauseMs = 2_000

function signed(body: string): Record<string, string> {
  const timestamp = String(Date.now())
  return {
    'x-internal-timestamp': timestamp,
    'x-internal-signature': sign(env().INTERNAL_SECRET, timestamp, body),
  }
}

/** For checkpoints; connects when the first one is due. */
const pool = new LastingPool({
  ...poolLimits,
  connectionString: env().DATABASE_URL,
  max: 1,
  application_name: 'wbwh-worker',
})

const start = () =>
  startWorker({
    connectionString: env().DATABASE_URL,
    log: log(),
    tasks: {
      purge: (purges, signal) =>
        purgeUntilSeen(purges, {
          instances: env().WEB_URLS,
          fetch,
          sleep: pause,
          now: () => performance.now(),
          sign: signed,
          signal,
        }),
      schedule: (schedules, signal) =>
        runSchedules(schedules, { instances: env().WEB_URLS, fetch, sign: signed, signal }),
      checkpoint: (entries) =>
        keepCheckpoint(entries, {
          database: drizzle({ client: pool }),
          signingKey: env().JOURNAL_SIGNING_KEY,
          origin: env().SITE_URL,
          folder: env().CHECKPOINT_DIR,
        }),
      announce: (announcements, signal) =>
        announceFeeds(announcements, {
          hub: env().WEBSUB_HUB_URL,
          origin: env().SITE_URL,
          instances: env().WEB_URLS,
          fetch,
          now: () => performance.now(),
          sign: signed,
          signal,
        }),
    },
  })

let worker: QueueWorker | undefined

/** Ends this thread, and nothing else. */
function fail(error: unknown): void {
  log().error({ err: error }, 'the worker begins anew: it cannot be sure of its jobs any more')
  process.exit(1)
}

async function run(): Promise<void> {
  let pauseMs = 250
  while (!worker) {
    try {
      worker = await start()
    } catch (error) {
      log().warn({ err: error, pauseMs }, 'the queue cannot be reached; trying again')
      await pause(pauseMs)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
  }
  log().info({ pool: worker.poolId }, 'the worker is ready')
  if (env().JOURNAL_SIGNING_KEY === undefined)
    log().warn('JOURNAL_SIGNING_KEY is not set: the journal gets no checkpoints')
  fail(await worker.lost)
}

async function stop(): Promise<void> {
  await worker?.stop()
  await pool.end()
  process.exit(0)
}

logConsole()
const { WORKER_METRICS_PORT } = env()
if (WORKER_METRICS_PORT) void serveMetrics({ port: WORKER_METRICS_PORT, log: log() })
// The only word that ever comes is to stop.
parentPort?.once('message', () => stop().catch(fail))
process.on('unhandledRejection', fail)
process.on('uncaughtException', fail)
run().catch(fail)
