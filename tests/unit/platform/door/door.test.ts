import type { IncomingMessage, Server } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HeldResponse } from '#platform/door/held-response.ts'
import { ask } from './ask.ts'
import { recorded } from './recorded.ts'
import { serveDoor } from './serve-door.ts'

type Behind = (request: IncomingMessage, response: HeldResponse) => void
const html = (response: HeldResponse, status: number, body: string) =>
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'x-powered-by': 'Next.js' }).end(body)

/** The prepared document of a failure, which asks for the id of its request. */
const referenced = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title>Ours</title><meta name="reference" content="{request-id}"/></head><body><h1>Ours</h1><code>{request-id}</code><p>${'It broke. '.repeat(99)}</p></body></html>`
const line = 'document.documentElement.dataset.scheme="dark"'

const log = { error: vi.fn() }
const isDatabaseUp = vi.fn(async () => true)
let behind: Behind = () => {}
let seen: IncomingMessage | undefined
let server: Server
let port = 0

beforeAll(async () => {
  const handler = async (request: IncomingMessage, response: HeldResponse) => {
    if (request.url === '/errors/500') return void html(response, 200, referenced)
    if (request.url?.startsWith('/errors/')) return void html(response, 200, recorded('error-document'))
    seen = request
    behind(request, response)
  }
  ;({ server, port } = await serveDoor({ handler, isDatabaseUp, log, inlineScripts: [line] }))
})
afterAll(() => void server.close())
beforeEach(() => {
  vi.clearAllMocks()
  seen = undefined
  behind = (_request, response) => html(response, 200, recorded('article'))
})
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => ask(port, path, headers, method)

describe('a page', () => {
  it('leaves finished, with its policy, and the same to all', async () => {
    const answer = await get('/articles/x', {
      host: 'evil.example',
      cookie: 'a=b',
      rsc: '1',
      'x-forwarded-host': 'evil.example',
      'next-action': 'x',
    })
    expect(answer.text).not.toContain('/_next/')
    expect(answer.headers).toMatchObject({
      'x-revision': '1',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age='),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      vary: 'Accept-Encoding, Accept',
    })
    expect(answer.headers['x-powered-by']).toBeUndefined()
    expect(seen?.headers).toMatchObject({ host: 'site.example', 'x-request-id': answer.headers['x-request-id'] })
    for (const name of ['cookie', 'rsc', 'x-forwarded-host', 'next-action']) expect(seen?.headers[name]).toBeUndefined()
  })

  it('is compressed, and known again in every encoding', async () => {
    const plain = await get('/articles/x')
    const brotli = await get('/articles/x', { 'accept-encoding': 'br' })
    expect(brotliDecompressSync(brotli.body).toString()).toBe(plain.text)
    expect(brotli.headers.etag).not.toBe(plain.headers.etag)
    for (const { headers } of [plain, brotli]) {
      const known = await get('/articles/x', { 'if-none-match': String(headers.etag), 'accept-encoding': 'br' })
      expect([known.status, known.body.length, known.headers.etag]).toEqual([304, 0, headers.etag])
    }
  })

  it('answers HEAD with the headers of GET', async () => {
    const [whole, head] = [await get('/articles/x'), await get('/articles/x', {}, 'HEAD')]
    expect(head.body).toHaveLength(0)
    expect(head.headers['content-length']).toBe(String(whole.body.length))
    expect(head.headers.etag).toBe(whole.headers.etag)
  })

  it('has the status that it asks for', async () => {
    behind = (_request, response) => html(response, 200, recorded('gone'))
    expect((await get('/articles/x')).status).toBe(410)
  })

  it('moves without a body, and not for good in browsers', async () => {
    behind = (_request, response) => {
      response.setHeader('location', ['/articles/y', '/articles/y'])
      html(response, 308, recorded('moved'))
    }
    const answer = await get('/articles/x')
    expect([answer.status, answer.headers.location, answer.text]).toEqual([308, '/articles/y', ''])
    expect(answer.headers.vary).toBe('Accept')
    expect(answer.headers['cache-control']).toContain('max-age=0')
  })

  it('moves to where its head says', async () => {
    const head = '<meta name="status" content="308"/><meta name="location" content="/articles/y"/>'
    behind = (_request, response) =>
      html(
        response,
        200,
        `<!DOCTYPE html><html><head><meta name="revision" content="7"/>${head}</head><body></body></html>`,
      )
    const answer = await get('/articles/x')
    expect([answer.status, answer.headers.location, answer.text]).toEqual([308, '/articles/y', ''])
    expect([answer.headers['x-revision'], answer.headers['content-type']]).toEqual(['7', undefined])
    expect(answer.headers['cache-control']).toContain('max-age=0')
  })

  it.each(['//elsewhere.example/', 'https://elsewhere.example/', ''])('does not move to %j', async (to) => {
    const head = `<meta name="status" content="308"/><meta name="location" content="${to}"/>`
    behind = (_request, response) =>
      html(response, 200, `<!DOCTYPE html><html><head>${head}</head><body></body></html>`)
    const answer = await get('/articles/x')
    expect([answer.status, answer.headers.location]).toEqual([500, undefined])
  })

  it('can only be read', async () => {
    const answer = await get('/articles/x', {}, 'POST')
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(seen).toBeUndefined()
  })

  it('leaves well-known addresses to their handlers, other methods too', async () => {
    behind = (request, response) => response.writeHead(204, { 'x-seen': String(request.method) }).end()
    for (const method of ['GET', 'OPTIONS', 'POST'])
      expect((await get('/.well-known/journal-checkpoint', {}, method)).headers['x-seen']).toBe(method)
    seen = undefined
    expect((await get('/journal-checkpoint')).status).toBe(404)
    expect(seen).toBeUndefined()
  })

  it('comes as Markdown to who asks for it', async () => {
    behind = (request, response) => response.writeHead(200, { 'content-type': 'text/markdown' }).end(`# ${request.url}`)
    const answer = await get('/articles/x', { accept: 'text/markdown' })
    expect([answer.text, answer.headers.vary, answer.headers['content-location']]).toEqual([
      '# /articles/x.md',
      'Accept-Encoding, Accept',
      '/articles/x.md',
    ])
  })
})

describe('the inline line', () => {
  it('stays when it is the one that the door knows, to the byte', async () => {
    const page = (script: string) =>
      `<!DOCTYPE html><html><head><title>x</title><script>${script}</script></head><body></body></html>`
    behind = (_request, response) => html(response, 200, page(line))
    const answer = await get('/')
    expect(answer.text).toContain(`<script>${line}</script>`)
    expect(answer.headers['content-security-policy']).toMatch(/script-src 'sha256-[^']+';/)
    behind = (_request, response) => html(response, 200, page(`${line};`))
    expect((await get('/about')).text).not.toContain('<script')
  })
})

describe('a failure', () => {
  it('is our 404, with the revision of the page that was not found', async () => {
    behind = (_request, response) => html(response, 404, recorded('not-found'))
    const answer = await get('/articles/x')
    expect([answer.status, answer.headers['x-revision']]).toEqual([404, '1'])
    expect(answer.headers.vary).toBe('Accept-Encoding, Accept')
    expect(answer.text).toContain('Error 404, ours')
  })

  it('is our 500 when the database is there, 503 when it is not', async () => {
    behind = (_request, response) =>
      html(response, 500, '<html><body>Error: at Object.<anonymous> (secret.ts:1)</body></html>')
    const mistake = await get('/articles/x')
    expect([mistake.status, mistake.headers['retry-after']]).toEqual([500, undefined])
    isDatabaseUp.mockResolvedValueOnce(false)
    const outage = await get('/articles/x')
    expect([outage.status, outage.headers['retry-after'], outage.headers['cache-control']]).toEqual([
      503,
      '10',
      'no-store',
    ])
    expect(mistake.text + outage.text).not.toContain('secret')
  })

  it('names its request on the page: the door’s own id, and never what a reader sends', async () => {
    behind = (_request, response) => html(response, 500, '<html></html>')
    const sent = '<script>alert(1)</script>'
    const answers = [
      await get('/articles/x', { 'x-request-id': sent }),
      await get('/articles/x', { 'x-request-id': sent, 'accept-encoding': 'br' }),
    ]
    const texts = answers.map(({ body, text }, at) => (at === 0 ? text : brotliDecompressSync(body).toString()))
    for (const [at, { headers }] of answers.entries()) {
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
      expect(texts[at]).toContain(`<code>${headers['x-request-id']}</code>`)
      expect(texts[at]).not.toMatch(/request-id|alert/)
      expect([headers.etag, headers['cache-control']]).toEqual([undefined, 'no-store'])
    }
    expect(answers[0]?.headers['x-request-id']).not.toBe(answers[1]?.headers['x-request-id'])
  })

  it('of the handler itself is logged and answered', async () => {
    behind = () => {
      throw new Error('boom')
    }
    expect((await get('/articles/x')).status).toBe(500)
    expect(log.error).toHaveBeenCalledOnce()
  })

  it('of a page that cannot be finished is logged and answered', async () => {
    behind = (_request, response) => html(response, 200, recorded('streamed'))
    expect((await get('/articles/x')).status).toBe(500)
    expect(log.error).toHaveBeenCalledOnce()
  })

  it('of the API is a problem, not a page', async () => {
    behind = (_request, response) => html(response, 500, '<html></html>')
    const answer = await get('/api/v1/articles')
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(JSON.parse(answer.text)).toMatchObject({ status: 500 })
  })
})

describe('what is not a page', () => {
  it('keeps an etag of its own apart by encoding', async () => {
    behind = (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') return void response.writeHead(304, { etag: '"v1"' }).end()
      response
        .writeHead(200, { 'content-type': 'application/json', etag: '"v1"' })
        .end(JSON.stringify('x'.repeat(2000)))
    }
    const answer = await get('/api/v1/articles', { 'accept-encoding': 'br' })
    expect([answer.headers.etag, answer.headers['content-encoding']]).toEqual(['"v1-br"', 'br'])
    const known = await get('/api/v1/articles', { 'accept-encoding': 'br', 'if-none-match': '"v1-br"' })
    expect([known.status, known.headers.etag]).toEqual([304, '"v1-br"'])
  })

  it('never mixes two contents whose handlers gave them one weak tag', async () => {
    behind = (request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/css', etag: 'W/"7d0-1"' })
        .end((request.url?.includes('a') ? 'a' : 'b').repeat(2000))
    const [one, two] = [
      await get('/_next/a', { 'accept-encoding': 'br' }),
      await get('/_next/b', { 'accept-encoding': 'br' }),
    ]
    expect(brotliDecompressSync(one.body).toString()).not.toBe(brotliDecompressSync(two.body).toString())
  })

  it('from an upload can do nothing, and depends on no cookie', async () => {
    behind = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<script>alert(1)</script>')
    const { headers } = await get('/media/x.html', { cookie: 'payload-token=x' })
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    expect(seen?.headers.cookie).toBeUndefined()
  })

  it('is let go as it comes when it is no text', async () => {
    behind = (_request, response) => {
      response.writeHead(200, { 'content-type': 'font/woff2' })
      response.write('ab')
      response.end('cd')
    }
    const answer = await get('/fonts/x.woff2', { 'accept-encoding': 'br' })
    expect([answer.text, answer.headers['content-encoding'], answer.headers['x-frame-options']]).toEqual([
      'abcd',
      undefined,
      'DENY',
    ])
  })

  it('leaves the admin as it is, with a policy that lets in no other host', async () => {
    const answer = await get('/admin', { cookie: 'payload-token=x', rsc: '1' })
    expect(answer.text).toBe(recorded('article'))
    expect(answer.headers['content-security-policy']).toContain("script-src 'self' 'unsafe-inline'")
    expect(seen?.headers).toMatchObject({ cookie: 'payload-token=x', rsc: '1' })
  })
})

describe('what the door refuses', () => {
  it.each(['/errors/404', '/renditions/x/json', '/home/newest', '/archive/older', '/house/about', '/%65rrors/500'])(
    '%s from outside',
    async (path) => {
      expect((await get(path)).status).toBe(404)
      expect(seen).toBeUndefined()
    },
  )
  it('the internal address, through a proxy', async () => {
    expect((await get('/internal/purge', { 'x-forwarded-for': '203.0.113.9' }, 'POST')).status).toBe(404)
    expect(seen).toBeUndefined()
    await get('/internal/purge', {}, 'POST')
    expect(seen).toBeDefined()
  })
  it.each(['/%', '/a%00', '/a/../internal/purge', '/x?a=%00'])('%s', async (path) => {
    const answer = await get(path)
    expect([answer.status, answer.headers['x-content-type-options'], seen]).toEqual([400, 'nosniff', undefined])
  })
})
