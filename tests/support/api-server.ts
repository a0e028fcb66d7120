import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { askingOf } from '#app/api/v1/reply.ts'
import { answerMachine, isMachinePath } from '#app/machines/router.ts'

/** A server of this process; `asked` has the path and query of each request, in order. */
export type ApiServer = { origin: string; asked: string[]; close: () => Promise<void> }

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
  if (isMachinePath(asking.path)) {
    const { status, headers, body } = await answerMachine(asking)
    response.writeHead(status, headers).end(request.method === 'HEAD' ? null : body)
  } else response.writeHead(404).end()
}

/**
 * What machines read over HTTP, without the door: nothing is compressed or charged. Answers name
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
