import { randomUUID } from 'node:crypto'
import { type Asked, type Asking, answer, type Sent } from './answer.ts'
import type { Answer } from './prepared.ts'

export type { Asked } from './answer.ts'
export type { Answer } from './prepared.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A request as Next gives it. The id is the one that the door gave; it lets none in from outside. Without a door, a new one. */
export function askingOf(request: Request): Asking {
  const { pathname, search } = new URL(request.url)
  const given = request.headers.get('x-request-id')
  return {
    method: request.method,
    path: pathname,
    search,
    requestId: given !== null && uuid.test(given) ? given : randomUUID(),
    ifNoneMatch: request.headers.get('if-none-match') ?? undefined,
    ifModifiedSince: request.headers.get('if-modified-since') ?? undefined,
  }
}

/** An answer as Next takes it. */
export function responseOf({ method }: Request, { status, headers, body }: Sent): Response {
  const sent = body ? { ...headers, 'Content-Length': String(body.length) } : headers
  const isSent = body !== null && method !== 'HEAD'
  return new Response(isSent ? (body as Uint8Array<ArrayBuffer>) : null, { status, headers: sent })
}

/** Answers a request to an address that machines read, below a route of Next. It takes no parameters: any are as none. */
export const reply = async (request: Request, work: (asked: Asked) => Promise<Answer>): Promise<Response> =>
  responseOf(request, await answer({ ...askingOf(request), search: '' }, work))
