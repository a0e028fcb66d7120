import type { IncomingMessage } from 'node:http'
import { limitKeyOf } from '../limits/client-address.ts'
import { deliver, passNotModified } from './deliver.ts'
import { plainTags } from './entity-tag.ts'
import type { Api, Exchange, House } from './exchange.ts'
import { dress, vary } from './headers.ts'
import type { HeldResponse } from './held-response.ts'
import type { Target } from './target.ts'

/** Answers a request to the public API, or for another address that machines read, without Next. */
export async function answerApi(
  request: IncomingMessage,
  response: HeldResponse,
  exchange: Exchange,
  house: House,
  target: Target & { kind: 'open' },
  api: Api,
): Promise<void> {
  const { ifNoneMatch } = exchange
  const { status, headers, body } = await api.answer({
    method: request.method ?? 'GET',
    path: target.path,
    search: target.search,
    requestId: exchange.id,
    ifNoneMatch: ifNoneMatch === undefined ? undefined : plainTags(ifNoneMatch),
    ifModifiedSince: request.headers['if-modified-since'],
    limitKey: limitKeyOf(request),
  })
  response.statusCode = status
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (exchange.negotiates) {
    if (status === 200 || status === 304) response.setHeader('Content-Location', target.path)
    // Said of the address with the ending; that of the page is to be found.
    response.removeHeader('X-Robots-Tag')
  }
  vary(response, 'Accept-Encoding', ...(exchange.negotiates ? ['Accept'] : []))
  // Nobody reads what came with it; a connection whose next request stands behind it is not kept.
  if (request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined)
    response.setHeader('Connection', 'close')
  if (status === 304) return passNotModified(response, exchange, house)
  if (body) return deliver(response, exchange, house, body, headers['ETag'])
  if (status !== 204) response.setHeader('Content-Length', 0)
  dress(response, exchange.zone, house.https, exchange.id)
  response.release()
}
