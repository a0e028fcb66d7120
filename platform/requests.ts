import type { Logger } from 'pino'
import type { Answered } from './door/answered.ts'
import { observeRequest } from './metrics/requests.ts'

const slowMs = 1_000
const reads = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Where a request that is no read changes something for an editor. The worker's orders have lines of their own. */
const changing = new Set(['api', 'upload', 'admin', 'preview'])

/** Counts a request that is over, and writes its line: what failed, was slow or changed something; reads when debugging. */
export function tellRequest(answered: Answered, log: Pick<Logger, 'warn' | 'info' | 'debug'>): void {
  observeRequest(answered)
  const { requestId, zone, method, path, status } = answered
  const facts = { requestId, zone, method: method.slice(0, 20), path, status, ms: Math.round(answered.ms) }
  // A flood of health checks must not fill a disk; the probe says when its answer changes.
  if (zone === 'health') log.debug(facts, 'a request')
  else if (status >= 500) log.warn(facts, 'a request failed')
  else if (!reads.has(method) && changing.has(zone)) log.info(facts, 'a request')
  else if (answered.ms > slowMs) log.info(facts, 'a request was slow')
  else log.debug(facts, 'a request')
}
