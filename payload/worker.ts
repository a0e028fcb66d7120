import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { env } from '#platform/env.ts'
import { log } from '#platform/log.ts'
import { exitWithParent } from '#platform/parent.ts'

/**
 * The worker process: `node payload/worker.ts`. Runs what publishing owes, in a thread. When Postgres was lost, others may
 * have taken the thread's jobs: it ends with all it holds, connections, timers and half-done work, and another one
 * begins in its place. The process stays.
 */
const exitWithinMs = 9_000
/** Between two threads; twice as long each time when one does not last. */
const pauses = { firstMs: 250, longestMs: 10_000, settledMs: 10_000 }
/** More than the queue ever needs; a leak ends the thread and not the machine. */
const heapMb = 256

let thread: Worker | null = null
let isStopping = false

/** Runs one thread to its end. @returns its exit code */
async function runThread(): Promise<number> {
  const started = new Worker(new URL('./queue-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  thread = started
  started.once('error', (error) => log().error({ err: error }, 'the thread of the worker has failed'))
  const code = await new Promise<number>((resolve) => started.once('exit', resolve))
  thread = null
  return code
}

async function run(): Promise<void> {
  let pauseMs = pauses.firstMs
  while (!isStopping) {
    const begun = performance.now()
    const code = await runThread()
    if (isStopping) process.exit(code)
    if (performance.now() - begun > pauses.settledMs) pauseMs = pauses.firstMs
    await pause(pauseMs)
    pauseMs = Math.min(pauseMs * 2, pauses.longestMs)
  }
  process.exit(0)
}

function stop(signal: string): void {
  if (isStopping) return
  isStopping = true
  log().info({ signal }, 'the worker stops')
  // The queue gives a job back after 7 s; if even that hangs, others free it once this process is gone.
  setTimeout(() => process.exit(1), exitWithinMs).unref()
  if (thread) thread.postMessage('stop')
  else process.exit(0)
}

// A bad environment is told here, once, and not by every thread anew.
env()
exitWithParent()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
run().catch((error: unknown) => {
  log().fatal({ err: error }, 'the worker ends')
  process.exit(1)
})
