import type { IncomingMessage } from 'node:http'
import type { Exchange } from './exchange.ts'
import type { HeldResponse } from './held-response.ts'
import type { Zone } from './target.ts'

/** One request that is over. */
export type Answered = {
  requestId: string
  zone: Zone
  /** as it came */
  method: string
  /** without the query, and without the token of a reset link */
  path: string
  /** 499 when the client went away before the answer began */
  status: number
  /** from the first byte of the request to the last of the answer */
  ms: number
}

/** Calls `tell` once, when the answer has gone or its client has. To be called before anything changes the request. */
export function tellWhenOver(
  request: IncomingMessage,
  response: HeldResponse,
  { id, zone, path }: Exchange,
  tell: (answered: Answered) => void,
): void {
  const start = performance.now()
  const { method = '' } = request
  response.once('close', () =>
    tell({
      requestId: id,
      zone,
      method,
      path,
      status: response.headersSent ? response.statusCode : 499,
      ms: performance.now() - start,
    }),
  )
}
