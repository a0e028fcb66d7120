import { Counter, Histogram } from 'prom-client'
import { processWide } from '../process-wide.ts'
import { registry } from './registry.ts'

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

const metrics = () =>
  processWide('metrics.requests', () => ({
    requests: new Counter({
      name: 'wbwh_http_requests_total',
      help: 'Requests by zone, method and status; 499 when the client went away before the answer.',
      labelNames: ['zone', 'method', 'status'],
      registers: [registry()],
    }),
    duration: new Histogram({
      name: 'wbwh_http_request_duration_seconds',
      help: 'From the first byte of a request to the last of its answer.',
      labelNames: ['zone'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry()],
    }),
  }))

/**
 * Counts one request.
 * @param request.zone one of the door's zones
 * @param request.method as it came; one that is not usual counts as `other`
 */
export function observeRequest(request: { zone: string; method: string; status: number; ms: number }): void {
  const { requests, duration } = metrics()
  const { zone, status, ms } = request
  requests.inc({ zone, method: methods.has(request.method) ? request.method : 'other', status })
  duration.observe({ zone }, ms / 1_000)
}
