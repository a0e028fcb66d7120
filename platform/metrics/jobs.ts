import { Counter, Histogram } from 'prom-client'
import { processWide } from '../process-wide.ts'
import { registry } from './registry.ts'

const metrics = () =>
  processWide('metrics.jobs', () => ({
    jobs: new Counter({
      name: 'wbwh_jobs_total',
      help: 'Runs of the queue; failed ones stay in the queue and run again.',
      labelNames: ['task', 'outcome'],
      registers: [registry()],
    }),
    duration: new Histogram({
      name: 'wbwh_job_duration_seconds',
      help: 'How long one run took.',
      labelNames: ['task'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30],
      registers: [registry()],
    }),
    visible: new Histogram({
      name: 'wbwh_publish_to_visible_seconds',
      help: "From the change, by the database's clock, until every web process has shown it.",
      buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3_600],
      registers: [registry()],
    }),
  }))

/** Counts one run of a task; `failed` also when only a part of it is still owed. */
export function observeJob(task: string, outcome: 'done' | 'failed', ms: number): void {
  metrics().jobs.inc({ task, outcome })
  metrics().duration.observe({ task }, ms / 1_000)
}

/** Tells how long a change took until readers could see it. */
export function observeVisible(seconds: number): void {
  metrics().visible.observe(Math.max(0, seconds))
}
