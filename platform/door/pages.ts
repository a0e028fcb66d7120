import { deliver, passNotModified, refuse } from './deliver.ts'
import type { ErrorCode, Exchange, House, KeptPage } from './exchange.ts'
import { dress, headerOf, isHtml } from './headers.ts'
import { type Body, bytesOf, type HeldResponse } from './held-response.ts'

/**
 * How long others may keep a page. A browser always asks again, which costs a 304. A shared cache may answer from what
 * it has for 10 s and for 50 s more while it asks, so a withdrawn article is gone everywhere within a minute; and for
 * a day when we fail, because an old page is better than none.
 */
const pageCaching = 'public, max-age=0, s-maxage=10, stale-while-revalidate=50, stale-if-error=86400'
/** For pages made per request (a query): kept by nobody for later, but a copy may be checked. */
const queryCaching = 'public, max-age=0, must-revalidate'
const missingCaching = 'public, max-age=0, s-maxage=10'
const retryAfterSeconds = 10

const titles = {
  400: 'Bad request',
  404: 'Not found',
  414: 'Too long',
  500: 'Something failed',
  503: 'Not available',
} as const

/** Headers of Next's that say something about the page it made, not about the page that leaves. */
const ofNext = ['vary', 'link', 'etag', 'refresh', 'set-cookie', 'accept-ch', 'critical-ch', 'last-modified', 'expires']

async function sendPage(
  response: HeldResponse,
  exchange: Exchange,
  house: House,
  page: KeptPage,
  status: number,
  /** what leaves in place of the page's own bytes, for this reader alone and so without an entity tag */
  copy?: Uint8Array,
): Promise<void> {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Security-Policy', page.csp)
  await deliver(response, exchange, house, copy ?? page.bytes, copy ? undefined : `"${page.etag}"`)
}

/** A document with the id of its request where it asks for it. The id is the door's own: no reader can send one. */
function withReference({ bytes, reference }: KeptPage, { id }: Exchange): Uint8Array | undefined {
  return reference === null ? undefined : Buffer.from(Buffer.from(bytes).toString('utf8').replaceAll(reference, id))
}

/** Sends the prerendered document for an error, or a line of text if there is none. */
export async function sendError(
  response: HeldResponse,
  exchange: Exchange,
  house: House,
  code: ErrorCode,
  revision: string | null = null,
): Promise<void> {
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  if (code === 503) response.setHeader('Retry-After', retryAfterSeconds)
  if (revision !== null) response.setHeader('X-Revision', revision)
  response.setHeader('Cache-Control', code === 404 ? missingCaching : 'no-store')
  const document = exchange.zone === 'page' || exchange.zone === 'hidden' ? house.documents.get(code) : undefined
  if (document) return sendPage(response, exchange, house, document, code, withReference(document, exchange))
  await refuse(response, exchange, house, code, titles[code], `Request ${exchange.id}.`, { ...response.getHeaders() })
}

/** A failure behind the door: 503 while the database cannot be reached, else 500. */
export async function sendFailure(response: HeldResponse, exchange: Exchange, house: House): Promise<void> {
  const isOutage = !(await house.isDatabaseUp().catch(() => false))
  await sendError(response, exchange, house, isOutage ? 503 : 500)
}

/** The revision that a page names, or null. Never throws: the page itself is not sent. */
function revisionIn(house: House, response: HeldResponse, body: Body): string | null {
  if (!isHtml(response) || body.length === 0) return null
  try {
    return house.finished(body).revision
  } catch {
    return null
  }
}

async function finishPage(response: HeldResponse, exchange: Exchange, house: House, body: Body): Promise<void> {
  const page = house.finished(body)
  const isMadePerRequest = /no-store/.test(headerOf(response, 'cache-control') ?? '')
  for (const name of ofNext) response.removeHeader(name)
  response.setHeader('Cache-Control', isMadePerRequest ? queryCaching : pageCaching)
  if (page.revision !== null) response.setHeader('X-Revision', page.revision)
  // It is of this moment, and of this reader.
  if (page.status === 429 || page.status === 503) response.setHeader('Cache-Control', 'no-store')
  if (page.retryAfter !== null) response.setHeader('Retry-After', page.retryAfter)
  if (page.location !== null) return sendMove(response, exchange, house, page.location)
  await sendPage(response, exchange, house, page, page.status ?? response.statusCode)
}

/**
 * A move: only the address counts. A page's is not kept for good by browsers, because a slug may come back to where
 * it was; a handler's own says itself how long it holds.
 */
async function finishMove(response: HeldResponse, exchange: Exchange, house: House): Promise<void> {
  const location = headerOf(response, 'location')
  if (isHtml(response)) response.setHeader('Cache-Control', pageCaching)
  for (const name of ofNext) response.removeHeader(name)
  sendMove(response, exchange, house, location ?? '/')
}

function sendMove(response: HeldResponse, exchange: Exchange, house: House, location: string): void {
  for (const name of ['content-type', 'location']) response.removeHeader(name)
  if (response.statusCode < 300) response.statusCode = 308
  response.setHeader('Location', location)
  response.setHeader('Content-Length', 0)
  dress(response, exchange.zone, house.https, exchange.id)
  response.release()
}

/** Completes a response on an address that readers or machines use. */
export async function completePage(
  response: HeldResponse,
  exchange: Exchange,
  house: House,
  body: Body,
): Promise<void> {
  const status = response.statusCode
  if (status === 304) return passNotModified(response, exchange, house)
  if (status >= 300 && status < 400) return finishMove(response, exchange, house)
  const isDocument = isHtml(response) || !response.hasHeader('content-type')
  if (status >= 500 && (isDocument || body.length === 0)) return sendFailure(response, exchange, house)
  if (status === 404 && isDocument) return sendError(response, exchange, house, 404, revisionIn(house, response, body))
  if (!isHtml(response)) return deliver(response, exchange, house, bytesOf(body))
  if (status >= 400) return refuse(response, exchange, house, status, 'Refused', 'The request could not be understood.')
  await finishPage(response, exchange, house, body)
}
