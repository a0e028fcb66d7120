import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { ErrorCode, KeptPage } from './exchange.ts'
import { type Body, HeldResponse } from './held-response.ts'

export type RequestHandler = (request: IncomingMessage, response: HeldResponse) => Promise<void>

const codes: ErrorCode[] = [400, 404, 414, 500, 503]
const waitMs = 15_000

/** Asks the handler for a page without a connection. Rejects when it does not answer with one in 15 s. */
async function ask(handler: RequestHandler, path: string, host: string): Promise<Body> {
  const request = new IncomingMessage(new Socket())
  Object.assign(request, { method: 'GET', url: path, headers: { host } })
  const response = new HeldResponse(request)
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Body>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${path} was not answered within ${waitMs / 1000} s`)), waitMs)
      response.handling = {
        holds: () => true,
        dress: () => reject(new Error(`${path} is too large`)),
        maxBytes: 4 * 1024 * 1024,
        complete: async ({ statusCode }, body) =>
          statusCode === 200 ? resolve(body) : reject(new Error(`${path} answered ${statusCode}`)),
      }
      handler(request, response).catch(reject)
    })
  } finally {
    clearTimeout(timer)
    request.destroy()
  }
}

/**
 * Loads the prerendered documents of `/errors/{code}`, once, at start: an error must not need what has just failed.
 * @throws when one of them is not in the build
 */
export async function loadDocuments(
  handler: RequestHandler,
  finished: (page: Body) => KeptPage,
  host: string,
): Promise<ReadonlyMap<ErrorCode, KeptPage>> {
  const pages = await Promise.all(
    codes.map(async (code) => [code, finished(await ask(handler, `/errors/${code}`, host))] as const),
  )
  return new Map(pages)
}
