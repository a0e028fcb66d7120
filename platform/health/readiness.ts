import type { Health } from './probe.ts'

/** The body of `/api/health/ready`: states and numbers, and nothing by which a place or a version could be told. */
export type Readiness = {
  status: 'ready' | 'degraded' | 'not-ready'
  checks: {
    database: { status: Health['database'] }
    migrations: { status: Health['migrations'] }
    queue: {
      waiting: number | null
      lagSeconds: number | null
      failing: number | null
      worker: 'seen' | 'absent' | 'unknown'
    }
  }
}

/** A purge takes milliseconds, and its next try comes within twenty seconds. */
const longLagSeconds = 60

/**
 * Whether this web process should be sent requests. Not without its database, and not on a schema older than its code.
 * A worker that is absent or late is `degraded`, which still serves: it is the same for every web process, so taking
 * them out would take the site down.
 */
export function readinessOf({ database, migrations, queue }: Health): Readiness {
  const isReady = database === 'up' && migrations === 'current'
  const isKept = queue !== null && queue.workers > 0 && queue.failing === 0 && queue.lagSeconds < longLagSeconds
  return {
    status: !isReady ? 'not-ready' : isKept ? 'ready' : 'degraded',
    checks: {
      database: { status: database },
      migrations: { status: migrations },
      queue: {
        waiting: queue?.waiting ?? null,
        lagSeconds: queue ? Math.round(queue.lagSeconds) : null,
        failing: queue?.failing ?? null,
        worker: !queue ? 'unknown' : queue.workers > 0 ? 'seen' : 'absent',
      },
    },
  }
}
