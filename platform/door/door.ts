import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { Readiness } from '../health/readiness.ts'
import { addressForLog } from '../log-address.ts'
import { inLogContext } from '../log-context.ts'
import { countFailure } from '../metrics/failures.ts'
import { encodingFor, prefersMarkdown } from './accept.ts'
import { type Answered, tellWhenOver } from './answered.ts'
import { answerApi } from './api.ts'
import { createCompression, isCompressible } from './compression.ts'
import { deliver, passNotModified, refuse } from './deliver.ts'
import { loadDocuments, type RequestHandler } from './documents.ts'
import { plainTags } from './entity-tag.ts'
import type { Api, Exchange, House, KeptPage } from './exchange.ts'
import { type FinishOptions, finish, scriptHash } from './finish.ts'
import { contentTypeOf, dress, isHtml, scrub } from './headers.ts'
import { answerHealth } from './health.ts'
import { type Body, bytesOf, type HeldResponse } from './held-response.ts'
import { isFromNear } from './near.ts'
import { completePage, sendError, sendFailure } from './pages.ts'
import type { Sheets } from './sheets.ts'
import { readTarget, type Target, type Zone } from './target.ts'

export type DoorOptions = {
  /** Next's request handler */
  handler: RequestHandler
  /** Origin of the site; its scheme tells whether readers come over https. */
  siteUrl: string
  /** Inline scripts that pages may hold, each its exact text. */
  inlineScripts?: readonly string[]
  /** Stylesheets that are put into pages; without it they stay files of their own. */
  sheets?: Sheets
  /** Asked only after a failure, to tell an outage (503) from a mistake of ours (500). */
  isDatabaseUp: () => Promise<boolean>
  log: { error(facts: object, message: string): void }
  /** The public API; without it, Next is asked. */
  api?: Api
  /** How this process is, for `/api/health/ready`; without it that address is not there. */
  readiness?: () => Promise<Readiness>
  /** Hears of every request once it is over. */
  onAnswered?: (answered: Answered) => void
}

export type Door = (request: IncomingMessage, response: HeldResponse) => Promise<void>

const answersHead: ReadonlySet<Zone> = new Set(['page', 'api', 'media', 'upload'])
const article = /^\/articles\/[^/.]+$/
const maxHeldBytes = 16 * 1024 * 1024

/**
 * Pages finished before, by what Next made. Next hands out the same string each time for a page that it keeps, so a
 * cached page is parsed once and then found without reading it.
 */
function createFinisher(options: FinishOptions) {
  const kept = new LRUCache<string, KeptPage>({
    maxSize: 64 * 1024 * 1024,
    sizeCalculation: ({ bytes }, given) => bytes.byteLength + 2 * given.length + 1024,
  })
  return (body: Body): KeptPage => {
    const given = typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
    const known = kept.get(given)
    if (known) return known
    const { html, ...found } = finish(given, options)
    const made = { ...found, bytes: Buffer.from(html) }
    kept.set(given, made)
    return made
  }
}

/** What else than a page may be kept back to be compressed: text that is whole and for this client. */
function isHeldElsewhere(response: HeldResponse, exchange: Exchange): boolean {
  if (response.statusCode === 206 || response.hasHeader('content-range')) return false
  if (response.statusCode === 304) return true
  if (Number(response.getHeader('content-length') ?? 0) > maxHeldBytes) return false
  if (exchange.zone === 'api' && response.statusCode >= 400 && isHtml(response)) return true
  return isCompressible(contentTypeOf(response)) || /^text\/x-component/.test(contentTypeOf(response))
}

function holds(response: HeldResponse, exchange: Exchange): boolean {
  const isBare = !response.hasHeader('content-type')
  if (exchange.zone === 'page' && (isBare || isHtml(response) || response.statusCode >= 300)) return true
  return isHeldElsewhere(response, exchange)
}

async function complete(response: HeldResponse, exchange: Exchange, house: House, body: Body): Promise<void> {
  if (exchange.zone === 'page') return completePage(response, exchange, house, body)
  if (response.statusCode === 304) return passNotModified(response, exchange, house)
  const isNextsError = exchange.zone !== 'admin' && exchange.zone !== 'preview' && isHtml(response)
  if (isNextsError && response.statusCode === 404) return sendError(response, exchange, house, 404)
  if (isNextsError && response.statusCode >= 500) return sendFailure(response, exchange, house)
  await deliver(response, exchange, house, bytesOf(body))
}

/** Answers what never reaches the handler; false when it is to be asked. */
async function answered(
  request: IncomingMessage,
  response: HeldResponse,
  exchange: Exchange,
  house: House,
  target: Target,
): Promise<boolean> {
  const { method } = request
  // Renditions are machines' addresses and answer other methods themselves.
  const isDocument = exchange.zone === 'page' && target.kind === 'open' && !/\.\w+$|^\/\.well-known\//.test(target.path)
  if (target.kind === 'refused' && exchange.zone === 'page' && exchange.path === '/search') {
    // A person typed it: the form stays, with words on what to change.
    await sendError(response, exchange, house, target.status)
  } else if (target.kind === 'refused') {
    await refuse(
      response,
      exchange,
      house,
      target.status,
      target.status === 414 ? 'Too long' : 'Bad request',
      target.why,
    )
  } else if (target.kind === 'moved') {
    await refuse(response, exchange, house, 308, 'Moved', target.to, { location: target.to })
  } else if (exchange.zone === 'hidden' || (exchange.zone === 'internal' && !isFromNear(request))) {
    await sendError(response, exchange, house, 404)
  } else if (isDocument && method === 'OPTIONS') {
    response.statusCode = 204
    response.setHeader('Allow', 'GET, HEAD, OPTIONS')
    dress(response, exchange.zone, house.https, exchange.id)
    response.release()
  } else if (isDocument && method !== 'GET' && method !== 'HEAD') {
    const allow = { allow: 'GET, HEAD, OPTIONS', connection: 'close' }
    await refuse(response, exchange, house, 405, 'Not allowed', 'This address can only be read.', allow)
  } else return false
  return true
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?')[0] ?? ''

function exchangeOf(request: IncomingMessage, target: Target, api: Api | undefined): Exchange {
  const zone = target.kind === 'moved' ? 'page' : target.zone
  return {
    id: randomUUID(),
    zone,
    path: addressForLog(request.url ?? ''),
    encoding: encodingFor(request.headers['accept-encoding']),
    ifNoneMatch: request.headers['if-none-match'],
    isOpenToAll: api?.isPath(target.kind === 'open' ? decodeURIComponent(target.path) : pathOf(request)) === true,
    negotiates: zone === 'page' && target.kind === 'open' && article.test(target.path),
  }
}

/** Puts the request into the form that the handler is to see. */
function prepare(
  request: IncomingMessage,
  response: HeldResponse,
  exchange: Exchange,
  target: Target & { kind: 'open' },
  site: URL,
): void {
  const isMarkdown = exchange.negotiates && prefersMarkdown(request.headers.accept)
  if (isMarkdown) response.setHeader('Content-Location', `${target.path}.md`)
  scrub(request, exchange.zone, site, exchange.id, target.path)
  request.url = `${target.path}${isMarkdown ? '.md' : ''}${target.search}`
  if (exchange.ifNoneMatch !== undefined) request.headers['if-none-match'] = plainTags(exchange.ifNoneMatch)
  // Next leaves the body out of its answer to HEAD, and with it what the headers are made from; Payload knows no HEAD.
  if (answersHead.has(exchange.zone) && request.method === 'HEAD') request.method = 'GET'
}

/**
 * Opens the door: the filter between Next and the world. Loads the error documents first.
 * @returns a request listener for a server whose `ServerResponse` is `HeldResponse`; it never rejects
 * @throws when an error document is not in the build
 */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const site = new URL(options.siteUrl)
  const https = site.protocol === 'https:'
  const finished = createFinisher({ ...options, inlineScripts: (options.inlineScripts ?? []).map(scriptHash), https })
  const { handler, log, isDatabaseUp, readiness, onAnswered, api } = options
  const problems = `${site.origin}/developers`
  const documents = await loadDocuments(handler, finished, site.host)
  const house: House = { problems, https, compression: createCompression(), finished, documents, isDatabaseUp }

  const fail = async (response: HeldResponse, exchange: Exchange, error: unknown) => {
    countFailure('door')
    log.error({ err: error, requestId: exchange.id, path: exchange.path }, 'a request failed at the door')
    if (response.headersSent || response.destroyed) return void response.destroy()
    try {
      await sendFailure(response, exchange, house)
    } catch (second) {
      log.error({ err: second, requestId: exchange.id }, 'the error page failed too')
      response.destroy()
    }
  }

  const serve = async (request: IncomingMessage, response: HeldResponse, target: Target, exchange: Exchange) => {
    try {
      if (target.kind === 'open' && exchange.zone === 'health')
        return await answerHealth(request.method, response, exchange, house, readiness)
      if (await answered(request, response, exchange, house, target)) return
      if (target.kind !== 'open') return
      if (api && exchange.isOpenToAll) return await answerApi(request, response, exchange, house, target, api)
      response.handling = {
        holds: (each) => holds(each, exchange),
        dress: (each) => dress(each, exchange.zone, https, exchange.id),
        complete: (each, body) =>
          complete(each, exchange, house, body).catch((error: unknown) => fail(each, exchange, error)),
        maxBytes: exchange.zone === 'page' ? Number.POSITIVE_INFINITY : maxHeldBytes,
      }
      prepare(request, response, exchange, target, site)
      await handler(request, response)
    } catch (error) {
      await fail(response, exchange, error)
    }
  }

  return (request, response) => {
    const target = readTarget(request.url ?? '/')
    const exchange = exchangeOf(request, target, api)
    if (onAnswered) tellWhenOver(request, response, exchange, onAnswered)
    return inLogContext({ requestId: exchange.id }, () => serve(request, response, target, exchange))
  }
}
