import type { Readiness } from '../health/readiness.ts'
import { deliver, refuse } from './deliver.ts'
import type { Exchange, House } from './exchange.ts'
import type { HeldResponse } from './held-response.ts'

const retrySeconds = '5'

/**
 * Answers `/api/health/live` and `/api/health/ready`, before Next: they tell of this process also while Next hangs. `live`
 * does nothing at all; `ready` says what the newest look at the database found.
 */
export async function answerHealth(
  method: string | undefined,
  response: HeldResponse,
  exchange: Exchange,
  house: House,
  readiness: (() => Promise<Readiness>) | undefined,
): Promise<void> {
  const check = exchange.path.slice('/api/health/'.length)
  if (check !== 'live' && (check !== 'ready' || !readiness))
    return refuse(response, exchange, house, 404, 'Not found', 'There are /api/health/live and /api/health/ready.')
  if (method !== 'GET' && method !== 'HEAD')
    return refuse(response, exchange, house, 405, 'Not allowed', 'Health can only be read.', { allow: 'GET, HEAD' })
  const found = check === 'ready' && readiness ? await readiness() : { status: 'live' as const }
  const isDown = found.status === 'not-ready'
  response.statusCode = isDown ? 503 : 200
  response.setHeader('Content-Type', 'application/json')
  response.setHeader('Cache-Control', 'no-store')
  if (isDown) response.setHeader('Retry-After', retrySeconds)
  await deliver(response, exchange, house, Buffer.from(JSON.stringify(found)))
}
