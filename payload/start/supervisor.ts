import { failuresAfter, restartDelayMs } from './backoff.ts'
import type { Cluster } from './postgres/cluster.ts'
import { sleep } from './processes.ts'
import type { Supervised } from './supervised.ts'

type Stoppable = { stop(): Promise<void> }

/** Keeps the embedded Postgres up: starts it again whenever it ends by itself, ever more slowly. */
export function keepUp(cluster: Pick<Cluster, 'ended' | 'restart' | 'stop'>, say: (line: string) => void): Stoppable {
  let isStopping = false
  let failures = 0
  let restarting: Promise<void> | null = null
  const watch = async () => {
    while (!isStopping) {
      const begunAt = Date.now()
      await cluster.ended()
      if (isStopping) return
      failures = failuresAfter(failures, Date.now() - begunAt)
      const delay = restartDelayMs(failures)
      say(`Postgres ended; starting it again in ${delay / 1000} s`)
      await sleep(delay)
      if (isStopping) return
      restarting = cluster
        .restart()
        .catch((error) => say(`Postgres could not be started: ${error instanceof Error ? error.message : error}`))
      await restarting
      restarting = null
    }
  }
  void watch()
  return {
    async stop() {
      isStopping = true
      // One that is half way up would be left behind.
      await restarting
      await cluster.stop()
    },
  }
}

/** Web and worker end side by side, and Postgres last: their final writes still need it. */
export async function stopAll(processes: Supervised[], postgres: Stoppable | null): Promise<void> {
  await Promise.all(processes.map((one) => one.stop()))
  await postgres?.stop()
}
