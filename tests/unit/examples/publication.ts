import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Article = { slug: string; text: string; isPublic: boolean }
type Change = { id: string; type: string; article: { id: string; slug: string } }

/** An article's id from one letter. */
const idOf = (letter: string): string => `a_${letter.repeat(26)}`

/** As much of a publication as one that keeps a copy sees: three changes to a page, articles by id, Markdown by slug. */
export async function openSmallPublication(history = 'aaaa') {
  const articles = new Map<string, Article>()
  const changes: Change[] = []
  const asked: string[] = []
  /** may answer a request by itself; it is then true */
  let before: (request: IncomingMessage, response: ServerResponse) => boolean = () => false

  const send = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'X-Revision': String(changes.length), ...headers }).end(body)
  const sendTagged = ({ headers }: IncomingMessage, response: ServerResponse, body: string) => {
    const ETag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    const isSame = headers['if-none-match'] === ETag
    send(response, isSame ? 304 : 200, isSame ? '' : body, { ETag })
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    asked.push(pathname)
    if (before(request, response)) return
    const [, id] = /^\/api\/v1\/articles\/(\w+)$/.exec(pathname) ?? []
    const [, slug] = /^\/articles\/(.+)\.md$/.exec(pathname) ?? []
    if (pathname === '/api/v1/changes') {
      const after = searchParams.get('after')
      const from = after === null ? 0 : changes.findIndex((change) => change.id === after) + 1
      if (after !== null && from === 0) {
        send(response, 400, JSON.stringify({ type: 'https://example.org/developers#invalid-cursor' }))
        return
      }
      const data = changes.slice(from, from + 3)
      const page = { next: data.at(-1)?.id ?? after, limit: 3, hasMore: changes.length > from + 3 }
      send(response, 200, JSON.stringify({ data, page }))
      return
    }
    const found = [...articles].find(([key, one]) => one.isPublic && (key === id || one.slug === slug))
    if (!found) send(response, 410, '{}')
    else if (id) sendTagged(request, response, JSON.stringify({ id, slug: found[1].slug, text: found[1].text }))
    else sendTagged(request, response, `# ${found[1].text}\n`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    intercept: (by: typeof before) => {
      before = by
    },
    /** Makes an article what is given, and tells of it. */
    tell(type: string, letter: string, slug: string, text = `${letter} at ${slug}`) {
      articles.set(idOf(letter), { slug, text, isPublic: type !== 'withdrawn' })
      changes.push({ id: `${changes.length + 1}.0.${history}`, type, article: { id: idOf(letter), slug } })
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

export type SmallPublication = Awaited<ReturnType<typeof openSmallPublication>>
