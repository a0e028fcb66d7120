import { Counter } from 'prom-client'
import { processWide } from '../process-wide.ts'
import { registry } from './registry.ts'

/** Where something failed that should not: not a refusal, but a mistake of ours or an outage. */
export type FailurePlace = 'door' | 'render' | 'api' | 'database' | 'schedule' | 'process'

const counter = () =>
  processWide(
    'metrics.failures',
    () =>
      new Counter({
        name: 'wbwh_failures_total',
        help: 'Failures by the place that noticed them; each has a line in the log.',
        labelNames: ['where'],
        registers: [registry()],
      }),
  )

/** Counts one failure. The log says what it was. */
export function countFailure(where: FailurePlace): void {
  counter().inc({ where })
}
