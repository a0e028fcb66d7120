import { env } from '#platform/env.ts'
import { limitsOfProcess } from '#platform/limits/limits.ts'
import type { Quota } from '#platform/limits/quota.ts'
import { rateLimitHeaders } from '#platform/limits/rate-limit-headers.ts'
import { log } from '#platform/log.ts'
import { countFailure } from '#platform/metrics/failures.ts'
import { presentProblem } from '#publication/contract/index.ts'
import { asPublicError, PublicError } from '#publication/errors/index.ts'
import { type Answer, givenBefore, keep, type Move, type Prepared, prepare } from './prepared.ts'

/** A request as far as an answer depends on it. */
export type Asking = {
  method: string
  /** as it came, percent-encoded, without the query */
  path: string
  /** with its question mark, or empty */
  search: string
  requestId: string
  ifNoneMatch?: string | undefined
  ifModifiedSince?: string | undefined
  /** whose quota it is charged to; without it nothing is charged */
  limitKey?: string | undefined
}

/** What is sent. The body of an answer to HEAD is there as well: its headers are those of GET. */
export type Sent = { status: number; headers: Record<string, string>; body: Buffer | null }

/** What a handler needs of its request: the origin of every address, and the query as it was sent. */
export type Asked = { origin: string; search: string }

const methods = 'GET, HEAD, OPTIONS'

/** How long a problem may be kept, in seconds; the others are not kept. An address that is free today may be taken soon. */
const keptSeconds: Partial<Record<number, number>> = { 404: 10, 410: 60 }

const openToAll = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'ETag, Last-Modified, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, X-Revision',
}

const headersOf = (requestId: string, revision: number | undefined): Record<string, string> => ({
  ...openToAll,
  Vary: 'Accept-Encoding',
  'X-Request-Id': requestId,
  ...(revision !== undefined && { 'X-Revision': String(revision) }),
})

/** RFC 9110 13.1.2: `*` or a list of entity tags, compared weakly. */
function isKnown(header: string, etag: string): boolean {
  if (header.trim() === '*') return true
  return [...header.matchAll(/"[^"]*"/g)].some(([tag]) => tag === etag)
}

/** The form in which a server writes dates (RFC 9110 5.6.7). What is in another is ignored. */
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Whether the client has this very answer. The entity tag decides where there is one (RFC 9110 13.2.2). A time can
 * decide as well, because no two states of an answer are of the same second.
 */
function isUnchanged({ ifNoneMatch, ifModifiedSince }: Asking, { etag, changedMs }: Prepared): boolean {
  if (ifNoneMatch !== undefined) return isKnown(ifNoneMatch, etag)
  if (ifModifiedSince === undefined || changedMs === null || !httpDate.test(ifModifiedSince)) return false
  return changedMs <= Date.parse(ifModifiedSince)
}

function sendPrepared(asking: Asking, prepared: Prepared, isSame: boolean, more: Record<string, string>): Sent {
  const { changedMs } = prepared
  const headers = {
    ...headersOf(asking.requestId, prepared.revision),
    ...prepared.headers,
    ETag: prepared.etag,
    // A time ahead of the clock must not be sent (RFC 9110 8.8.2.1).
    ...(changedMs !== null && changedMs <= Date.now() && { 'Last-Modified': new Date(changedMs).toUTCString() }),
    ...more,
  }
  if (isSame) return { status: 304, headers, body: null }
  return { status: 200, headers: { ...headers, 'Content-Type': prepared.type }, body: prepared.body }
}

function sendMove({ requestId }: Asking, { status, location, revision }: Move, more: Record<string, string>): Sent {
  const headers = { ...headersOf(requestId, revision), Location: location, 'Cache-Control': 'public, max-age=60' }
  return { status, headers: { ...headers, ...more }, body: null }
}

/** An error as a problem. @param more headers about the quotas */
function sendProblem(asking: Asking, error: PublicError, more: Record<string, string>): Sent {
  const kept = keptSeconds[error.status]
  const headers = {
    ...headersOf(asking.requestId, error.revision),
    'Content-Type': 'application/problem+json',
    'Cache-Control': kept === undefined ? 'no-store' : `public, max-age=${kept}`,
    ...(error.kind === 'unavailable' && { 'Retry-After': '5' }),
    ...(error.kind === 'method-not-allowed' && { Allow: methods }),
    ...more,
  }
  const problem = presentProblem(error, env().SITE_URL, asking.requestId)
  return { status: error.status, headers, body: Buffer.from(JSON.stringify(problem)) }
}

/** The answer to OPTIONS, and so to a browser's CORS preflight. */
function sendOptions({ requestId }: Asking): Sent {
  const headers = {
    ...openToAll,
    Allow: methods,
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': 'If-None-Match, If-Modified-Since',
    'Access-Control-Max-Age': '86400',
    'X-Request-Id': requestId,
  }
  return { status: 204, headers, body: null }
}

const quotaExceeded = (violated: string[], seconds: number) =>
  new PublicError(
    'quota-exceeded',
    `Too many requests came from your address. Come back in ${seconds} seconds, and ask with If-None-Match: a 304 costs nothing.`,
    { violated },
  )

/**
 * Answers a request with what the work gives, or with the problem that it throws. Nothing else leaves; never rejects.
 * An answer that the client has already is neither made anew nor charged.
 * @param quotas what a request is charged to, if the one who asks is known
 */
export async function answer(
  asking: Asking,
  work: (asked: Asked) => Promise<Answer>,
  quotas: readonly Quota[] = [],
): Promise<Sent> {
  const { method, path, search, limitKey, requestId } = asking
  if (method === 'OPTIONS') return sendOptions(asking)
  let more: Record<string, string> = {}
  const charge = async () => {
    if (limitKey === undefined || quotas.length === 0) return
    const spent = await limitsOfProcess().spend(limitKey, quotas)
    more = rateLimitHeaders(spent)
    if (!spent.isAllowed) throw quotaExceeded(spent.violated, spent.retryAfterSeconds)
  }
  // An answer had to be made to see that it is the one the client has. That is paid for from a quota of its own, as large
  // as the first, so that nobody can have any number of answers made for nothing. A search is not given back.
  const refund = async () => {
    const [quota] = quotas
    if (limitKey === undefined || quota === undefined || quotas.length > 1) return
    const free = await limitsOfProcess().spend(limitKey, [{ ...quota, name: 'unchanged' }])
    if (!free.isAllowed) return
    await limitsOfProcess().giveBack(limitKey, quotas)
    more = {}
  }
  try {
    if (method !== 'GET' && method !== 'HEAD') {
      await charge()
      throw new PublicError('method-not-allowed', `${method} is not possible here. This address knows ${methods}.`)
    }
    const address = path + search
    const known = await givenBefore(address)
    if (known && isUnchanged(asking, known)) return sendPrepared(asking, known, true, {})
    await charge()
    if (known) return sendPrepared(asking, known, false, more)
    const made = await work({ origin: env().SITE_URL, search })
    if ('location' in made) return sendMove(asking, made, more)
    const prepared = prepare(made)
    keep(address, prepared)
    const isSame = isUnchanged(asking, prepared)
    if (isSame) await refund()
    return sendPrepared(asking, prepared, isSame, more)
  } catch (thrown) {
    const error = asPublicError(thrown)
    if (error.status >= 500) {
      countFailure('api')
      log().error({ requestId, err: error.cause ?? error }, `answered ${error.status}`)
    }
    return sendProblem(asking, error, more)
  }
}
