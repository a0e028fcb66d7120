import { setTimeout as pause } from 'node:timers/promises'
import { logConsole } from '#platform/console-log.ts'
import { env } from '#platform/env.ts'
import { sign } from '#platform/internal-signature.ts'
import { log } from '#platform/log.ts'
import { countFailure } from '#platform/metrics/failures.ts'
import { serveMetrics } from '#platform/metrics/serve-metrics.ts'
import { exitWithParent } from '#platform/parent.ts'
import { type QueueWorker, startWorker } from '#platform/queue/index.ts'
import { purgeUntilSeen } from './tasks/purge.ts'
import { runSchedules } from './tasks/schedule.ts'

/**
 * The worker process: `node payload/worker.ts`. Runs what publishing owes. There is no Payload in it, so it is small, and
 * it needs no rights beyond those of the app. It stays up while Postgres is away, and ends, to be started anew, when
 * others may have taken its jobs.
 */
const exitWithinMs = 8_000
const longestPauseMs = 2_000

function signed(body: string): Record<string, string> {
  const timestamp = String(Date.now())
  return {
    'x-internal-timestamp': timestamp,
    'x-internal-signature': sign(env().INTERNAL_SECRET, timestamp, body),
  }
}

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
    },
  })

let worker: QueueWorker | undefined

async function stop(signal: string): Promise<void> {
  log().info({ signal }, 'the worker stops')
  // The queue gives a job back after 7 s; if even that hangs, others free it once this process is gone.
  setTimeout(() => process.exit(1), exitWithinMs).unref()
  await worker?.stop()
  process.exit(0)
}

function fail(error: unknown): void {
  countFailure('process')
  log().fatal({ err: error }, 'the worker ends: it cannot be sure of its jobs any more')
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
  fail(await worker.lost)
}

logConsole()
exitWithParent()
const { WORKER_METRICS_PORT } = env()
if (WORKER_METRICS_PORT) void serveMetrics({ port: WORKER_METRICS_PORT, log: log() })
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(signal).catch(fail))
process.on('unhandledRejection', fail)
process.on('uncaughtException', fail)
run().catch(fail)
