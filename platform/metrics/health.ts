import { Gauge } from 'prom-client'
import type { Health } from '../health/probe.ts'
import { readinessOf } from '../health/readiness.ts'
import { processWide } from '../process-wide.ts'
import { registry } from './registry.ts'

function gauge(name: string, help: string): Gauge
function gauge<Label extends string>(name: string, help: string, label: Label): Gauge<Label>
function gauge(name: string, help: string, label?: string): Gauge<string> {
  return new Gauge({ name, help, labelNames: label ? [label] : [], registers: [registry()] })
}

const metrics = () =>
  processWide('metrics.health', () => ({
    ready: gauge('wbwh_ready', '1 when this web process answers that it is ready.'),
    database: gauge('wbwh_database_up', '1 when the database answers this web process.'),
    behind: gauge('wbwh_migrations_behind', '1 when the code needs a migration that has not run.'),
    workers: gauge('wbwh_workers', 'Workers whose life line is open.'),
    jobs: gauge('wbwh_queue_jobs', 'Jobs in the queue by state.', 'state'),
    lag: gauge('wbwh_queue_lag_seconds', 'Age of the oldest due job that nobody has finished.'),
  }))

/** Shows what the newest look found. What nobody could see has no value, in place of an old one. */
export function showHealth(health: Health): void {
  const { ready, database, behind, workers, jobs, lag } = metrics()
  ready.set(readinessOf(health).status === 'not-ready' ? 0 : 1)
  database.set(health.database === 'up' ? 1 : 0)
  for (const each of [behind, workers, lag]) each.remove()
  jobs.reset()
  if (health.migrations !== 'unknown') behind.set(health.migrations === 'behind' ? 1 : 0)
  if (!health.queue) return
  workers.set(health.queue.workers)
  lag.set(health.queue.lagSeconds)
  for (const state of ['waiting', 'failing', 'scheduled'] as const) jobs.set({ state }, health.queue[state])
}
