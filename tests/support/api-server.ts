import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { askingOf } from '#app/api/v1/reply.ts'
import { answerApi, isApiPath } from '#app/api/v1/router.ts'
import { GET as rendition } from '#app/renditions/[kind]/[slug]/[format]/route.ts'

/** A server of this process; `asked` has the path and query of each request, in order. */
export type ApiServer = { origin: string; asked: string[]; close: () => Promise<void> }

const markdownPath = /^\/articles\/([^/]+)\.md$/

/** The request as Next would give it to a route; what is answered does not depend on the host. */
const requestOf = ({ url = '/', method = 'GET', headers }: IncomingMessage): Request =>
  new Request(new URL(url, 'http://localhost'), {
    method,
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  })

async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = requestOf(incoming)
  const asking = askingOf(request)
  const slug = markdownPath.exec(asking.path)?.[1]
  if (isApiPath(asking.path)) {
    const { status, headers, body } = await answerApi(asking)
    response.writeHead(status, headers).end(request.method === 'HEAD' ? null : body)
  } else if (slug !== undefined) {
    const params = Promise.resolve({ kind: 'articles', slug, format: 'markdown' })
    const answer = await rendition(request, { params })
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
  } else response.writeHead(404).end()
}

/**
 * The public API and `/articles/{slug}.md` over HTTP, without the door: nothing is compressed or charged. Answers name
 * the origin of the configuration, as behind another name.
 * @param before may answer a request by itself; it is then true
 */
export async function serveApi(
  before: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<ApiServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (!before(request, response)) respond(request, response).catch((error: Error) => response.destroy(error))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
