import { hash } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { isCompressible } from './compression.ts'
import { encodedTag, matchingTag } from './entity-tag.ts'
import type { Exchange, House } from './exchange.ts'
import { contentTypeOf, dress, headerOf, vary } from './headers.ts'
import type { HeldResponse } from './held-response.ts'

const tagOf = (bytes: Uint8Array) => `"${hash('sha256', bytes, 'base64url').slice(0, 27)}"`

/** What belongs to the bytes and not to a 304 (RFC 9110 15.4.5). */
const aboutBytes = ['content-type', 'content-length', 'content-encoding', 'content-language', 'transfer-encoding']

/** Sends a 304 that tells the client which of its copies is good. */
function notModified(response: HeldResponse, exchange: Exchange, house: House, tag: string | undefined): void {
  response.statusCode = 304
  for (const name of aboutBytes) response.removeHeader(name)
  if (tag) response.setHeader('ETag', tag)
  dress(response, exchange.zone, house.https, exchange.id)
  response.release()
}

/**
 * Sends a whole body: answers `If-None-Match`, encodes what pays, and sets the headers about the bytes. The status and
 * the content type stand already.
 * @param contentTag entity tag of the content before encoding, quoted; without one it is the hash of the bytes
 */
export async function deliver(
  response: HeldResponse,
  exchange: Exchange,
  house: House,
  bytes: Uint8Array,
  contentTag?: string,
): Promise<void> {
  const cacheControl = headerOf(response, 'cache-control') ?? ''
  const isForAll = !/\b(private|no-store)\b/.test(cacheControl)
  const isOk = response.statusCode === 200
  const given = contentTag ?? headerOf(response, 'etag')
  const tag = given ?? (isOk && isForAll ? tagOf(bytes) : undefined)
  const mayEncode =
    isCompressible(contentTypeOf(response)) &&
    !response.hasHeader('content-encoding') &&
    !/\bno-transform\b/.test(cacheControl)
  if (mayEncode) vary(response, 'Accept-Encoding')
  if (exchange.negotiates) vary(response, 'Accept')
  const match = isOk && tag ? matchingTag(exchange.ifNoneMatch, tag) : null
  if (match !== null) return notModified(response, exchange, house, match)
  // A handler's tag may be a file's size and time, which two files can share: only a hash names the content.
  const key = isForAll ? (contentTag ?? tagOf(bytes)) : null
  const encoded = mayEncode ? await house.compression.encode(bytes, exchange.encoding, key) : null
  if (encoded) response.setHeader('Content-Encoding', exchange.encoding)
  if (tag) response.setHeader('ETag', encodedTag(tag, encoded ? exchange.encoding : 'identity'))
  response.removeHeader('transfer-encoding')
  const body = encoded ?? bytes
  if (response.statusCode !== 204 && response.statusCode !== 304) response.setHeader('Content-Length', body.byteLength)
  dress(response, exchange.zone, house.https, exchange.id)
  response.release(body)
}

/** Passes on a 304 that a handler gave, with the tag that the client knows. */
export function passNotModified(response: HeldResponse, exchange: Exchange, house: House): void {
  const tag = headerOf(response, 'etag')
  vary(response, 'Accept-Encoding', ...(exchange.negotiates ? ['Accept'] : []))
  notModified(response, exchange, house, tag && (matchingTag(exchange.ifNoneMatch, tag) ?? tag))
}

/** Which of the documented problems a refusal is, by its status. */
export const problemKinds: Record<number, string> = {
  400: 'unreadable-request',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'request-timeout',
  414: 'address-too-long',
  431: 'headers-too-large',
  500: 'internal',
  503: 'unavailable',
}

/** The type of a problem (RFC 9457). @param problems address of the page that explains them */
export function problemType(problems: string, status: number): string {
  const kind = problemKinds[status]
  return kind === undefined ? 'about:blank' : `${problems}#${kind}`
}

/** A short answer of the door's own: a problem (RFC 9457) for machines, a line of text for everyone else. */
export async function refuse(
  response: HeldResponse,
  exchange: Exchange,
  house: House,
  status: number,
  title: string,
  detail: string,
  headers: OutgoingHttpHeaders = {},
): Promise<void> {
  const isMachine = exchange.zone === 'api' || exchange.zone === 'health'
  const instance = `urn:request:${exchange.id}`
  const body = isMachine
    ? JSON.stringify({ type: problemType(house.problems, status), title, status, detail, instance })
    : `${status} ${title}\n\n${detail}\n`
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  response.statusCode = status
  response.setHeader('Content-Type', isMachine ? 'application/problem+json' : 'text/plain; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  if (exchange.isOpenToAll) response.setHeader('Access-Control-Allow-Origin', '*')
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value)
  await deliver(response, exchange, house, Buffer.from(body))
}
