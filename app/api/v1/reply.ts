import { hash, randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { env } from '#platform/env.ts'
import { log } from '#platform/log.ts'
import { countFailure } from '#platform/metrics/failures.ts'
import { presentProblem } from '#publication/contract/index.ts'
import { newestRevision } from '#publication/edition/index.ts'
import { asPublicError, PublicError } from '#publication/errors/index.ts'

/** A representation to send, or another address to go to. `revision` is the journal entry that it was read at. */
export type Answer = Representation | Move
type Representation = { type: string; body: string; revision?: number; headers?: Record<string, string> }
type Move = { status: 302 | 308; location: string; revision?: number }

/** What a handler needs of its request: the origin of every address, and the query as it was sent. */
export type Asked = { origin: string; search: string }

const methods = 'GET, HEAD, OPTIONS'
const fresh = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400'

/** How long a problem may be kept, in seconds; the others are not kept. An address that is free today may be taken soon. */
const keptSeconds: Partial<Record<number, number>> = { 404: 10, 410: 60 }

const openToAll = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link, RateLimit, RateLimit-Policy, X-Request-Id, X-Revision',
}

/** Hexadecimal, so that it never ends like the suffix that tells encodings apart further out. */
const etagOf = (body: Buffer): string => `"${hash('sha256', body, 'hex').slice(0, 40)}"`

/** An answer as it is sent. */
type Prepared = { headers: Record<string, string>; body: Buffer; revision: number | undefined }

/**
 * Answers given before, by address. They are good while nothing public has changed since; five minutes is how long any
 * page may outlive a rebuild of the public rows, which is no change.
 */
const given = new LRUCache<string, Prepared>({
  maxSize: 32 * 1024 * 1024,
  maxEntrySize: 2 * 1024 * 1024,
  ttl: 300_000,
  sizeCalculation: ({ body }, address) => body.byteLength + 2 * address.length + 1024,
})

function prepare(answer: Representation): Prepared {
  const body = Buffer.from(answer.body)
  const headers = { 'Cache-Control': fresh, ...answer.headers, ETag: etagOf(body), 'Content-Type': answer.type }
  return { headers, body, revision: answer.revision }
}

/** RFC 9110 13.1.2: `*` or a list of entity tags, compared weakly. */
function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false
  if (header.trim() === '*') return true
  return [...header.matchAll(/"[^"]*"/g)].some(([tag]) => tag === etag)
}

function send(request: Request, status: number, body: Buffer, headers: Record<string, string>): Response {
  const sent = { ...headers, 'Content-Length': String(body.length) }
  return new Response(request.method === 'HEAD' ? null : (body as Uint8Array<ArrayBuffer>), { status, headers: sent })
}

const headersOf = (requestId: string, revision: number | undefined) => ({
  ...openToAll,
  Vary: 'Accept, Accept-Encoding',
  'X-Request-Id': requestId,
  ...(revision !== undefined && { 'X-Revision': String(revision) }),
})

/**
 * `If-Modified-Since` is not answered: a renamed author changes an answer without a new edition, and only the
 * entity tag sees that.
 */
function sendPrepared(request: Request, prepared: Prepared, requestId: string): Response {
  const { 'Content-Type': type = '', ...rest } = prepared.headers
  const headers = { ...headersOf(requestId, prepared.revision), ...rest }
  const isSame = isKnown(request.headers.get('if-none-match'), rest.ETag ?? '')
  if (isSame) return new Response(null, { status: 304, headers })
  return send(request, 200, prepared.body, { ...headers, 'Content-Type': type })
}

function sendMove(answer: Move, requestId: string): Response {
  const headers = {
    ...headersOf(requestId, answer.revision),
    Location: answer.location,
    'Cache-Control': 'public, max-age=60',
  }
  return new Response(null, { status: answer.status, headers })
}

function sendProblem(request: Request, error: PublicError, requestId: string): Response {
  const kept = keptSeconds[error.status]
  const headers = {
    ...openToAll,
    Vary: 'Accept, Accept-Encoding',
    'X-Request-Id': requestId,
    'Content-Type': 'application/problem+json',
    'Cache-Control': kept === undefined ? 'no-store' : `public, max-age=${kept}`,
    ...(error.kind === 'unavailable' && { 'Retry-After': '5' }),
    ...(error.kind === 'method-not-allowed' && { Allow: methods }),
  }
  const problem = presentProblem(error, env().SITE_URL, requestId)
  return send(request, error.status, Buffer.from(JSON.stringify(problem)), headers)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id that the door gave the request; it lets none in from outside. Without a door in front, a new one. */
function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id')
  return given !== null && uuid.test(given) ? given : randomUUID()
}

/** The answer to this address if it was given at this revision already. */
async function givenBefore(address: string): Promise<Prepared | undefined> {
  const known = given.get(address)
  return known && known.revision === (await newestRevision()) ? known : undefined
}

/** Answers a GET or HEAD with what the work gives, or with the problem that it throws. Nothing else leaves. */
export async function reply(request: Request, work: (asked: Asked) => Promise<Answer>): Promise<Response> {
  const requestId = requestIdOf(request)
  try {
    const { pathname, search } = new URL(request.url)
    const address = pathname + search
    const known = await givenBefore(address)
    if (known) return sendPrepared(request, known, requestId)
    const answer = await work({ origin: env().SITE_URL, search })
    if ('location' in answer) return sendMove(answer, requestId)
    const prepared = prepare(answer)
    if (prepared.revision !== undefined) given.set(address, prepared)
    return sendPrepared(request, prepared, requestId)
  } catch (thrown) {
    const error = asPublicError(thrown)
    if (error.status >= 500) {
      countFailure('api')
      log().error({ requestId, err: error.cause ?? error }, `answered ${error.status}`)
    }
    return sendProblem(request, error, requestId)
  }
}

/** 405 for every method that would write. */
export function refuseMethod(request: Request): Response {
  const error = new PublicError(
    'method-not-allowed',
    `${request.method} is not possible here. This address knows ${methods}.`,
  )
  return sendProblem(request, error, requestIdOf(request))
}

/** The answer to OPTIONS, and so to a browser's CORS preflight. */
export function preflight(): Response {
  const headers = {
    ...openToAll,
    Allow: methods,
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': 'If-None-Match',
    'Access-Control-Max-Age': '86400',
    'X-Request-Id': randomUUID(),
  }
  return new Response(null, { status: 204, headers })
}
