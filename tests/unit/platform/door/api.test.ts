import type { IncomingMessage, Server } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { problemKinds } from '#platform/door/deliver.ts'
import type { ApiRequest } from '#platform/door/exchange.ts'
import type { HeldResponse } from '#platform/door/held-response.ts'
import { errorKinds } from '#publication/errors/index.ts'
import { ask } from './ask.ts'
import { recorded } from './recorded.ts'
import { serveDoor } from './serve-door.ts'

vi.mock('#platform/env.ts', () => ({ env: () => ({ TRUSTED_PROXIES: [] }) }))

const body = Buffer.from(JSON.stringify({ text: 'It breaks. '.repeat(200) }))
const answer = vi.fn()
const handler = vi.fn(async (_request: IncomingMessage, response: HeldResponse) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end(recorded('error-document'))
})
let server: Server
let port = 0
beforeAll(async () => {
  const isPath = (path: string) => path.startsWith('/api/v1') || /\.(json|md)$/.test(path)
  const api = { isPath, answer }
  const log = { error: vi.fn() }
  ;({ server, port } = await serveDoor({ handler, isDatabaseUp: async () => true, log, api }))
})
afterAll(() => void server.close())
beforeEach(() => {
  vi.clearAllMocks()
  answer.mockResolvedValue({ status: 200, headers: { ETag: '"abc"', 'Content-Type': 'application/json' }, body })
})
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => ask(port, path, headers, method)
const asked = () => answer.mock.lastCall?.[0] as ApiRequest

it('answers the API without Next, encoded, with the headers that every answer has', async () => {
  const found = await get('/api/v1/articles/a%C3%A9?limit=2', { 'accept-encoding': 'br' })
  expect(handler).not.toHaveBeenCalled()
  expect(asked()).toMatchObject({ method: 'GET', path: '/api/v1/articles/a%C3%A9', search: '?limit=2' })
  expect(brotliDecompressSync(found.body)).toEqual(body)
  expect(found.headers).toMatchObject({
    etag: '"abc-br"',
    'content-encoding': 'br',
    vary: 'Accept-Encoding',
    'content-length': String(found.body.length),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-request-id': asked().requestId,
  })
})

it('asks with plain tags, and gives a 304 the tag that the client knows', async () => {
  answer.mockResolvedValue({ status: 304, headers: { ETag: '"abc"', Vary: 'Accept' }, body: null })
  const found = await get('/api/v1/articles', { 'if-none-match': '"x-gzip", "abc-br"' })
  expect(asked().ifNoneMatch).toBe('"x", "abc"')
  expect(found.status).toBe(304)
  expect(found.headers['etag']).toBe('"abc-br"')
  expect(found.headers['content-length']).toBeUndefined()
  expect(found.body.length).toBe(0)
})

it('answers HEAD with the headers of GET and nothing else', async () => {
  const got = await get('/articles/x.json', { 'accept-encoding': 'gzip' })
  const head = await get('/articles/x.json', { 'accept-encoding': 'gzip' }, 'HEAD')
  expect(head.body.length).toBe(0)
  for (const name of ['etag', 'content-length', 'content-encoding', 'content-type'])
    expect(head.headers[name]).toBe(got.headers[name])
})

it('counts whoever asks by the connection, whatever the request says', async () => {
  const keys = []
  for (const forwarded of ['1.2.3.4', '5.6.7.8']) {
    await get('/api/v1/articles', {
      'x-forwarded-for': forwarded,
      forwarded: `for=${forwarded}`,
      'x-real-ip': forwarded,
    })
    keys.push(asked().limitKey)
  }
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toContain('127.0.0.1')
})

it('passes methods on as they are, and lets no header name another', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'TRACE', 'OPTIONS']) {
    const headers = { 'x-http-method-override': 'GET', 'x-http-method': 'GET', 'x-method-override': 'GET' }
    await get('/api/v1/articles', headers, method)
    expect(asked().method).toBe(method)
  }
})

it('does not read what a request brings along, and keeps no connection behind it', async () => {
  const found = await get('/api/v1/articles', { 'content-length': '0' })
  expect(found.headers['connection']).toBe('close')
})

it('lets other origins read also where an address has a slash too many', async () => {
  const found = await get('/api/v1//articles')
  expect(found.status).toBe(308)
  expect(found.headers).toMatchObject({ location: '/api/v1/articles', 'access-control-allow-origin': '*' })
})

it('knows its addresses in any spelling, and passes them on as they came', async () => {
  for (const path of ['/%61pi/v1/articles', '/articles/x%2ejson']) {
    await get(path)
    expect(asked().path).toBe(path)
  }
  expect(handler).not.toHaveBeenCalled()
})

it('refuses at the addresses of pages as JSON as it does at the others', async () => {
  for (const path of ['/articles/x.json?a=%00', `/topics/x.json?${'a'.repeat(9_000)}`]) {
    const found = await get(path)
    expect(found.headers['content-type']).toBe('application/problem+json')
    expect(found.headers['access-control-allow-origin']).toBe('*')
  }
})

it('leaves the interface of the CMS to Next', async () => {
  await get('/api/articles')
  expect(answer).not.toHaveBeenCalled()
  expect(handler).toHaveBeenCalledOnce()
})

it('names only problems that are explained, by their status', async () => {
  for (const [status, kind] of Object.entries(problemKinds))
    expect(errorKinds[kind as keyof typeof errorKinds].status).toBe(Number(status))
  for (const path of ['/api/v1/%', '/api/v1/a%00', `/api/v1/${'x'.repeat(9000)}`, '/api/v1/..%2f']) {
    const found = await get(path)
    const kind = found.status === 414 ? 'address-too-long' : 'unreadable-request'
    expect(JSON.parse(found.text)).toMatchObject({
      type: `https://site.example/developers#${kind}`,
      status: found.status,
    })
    expect(found.headers['access-control-allow-origin']).toBe('*')
  }
})

describe('an article as Markdown', () => {
  const markdown = {
    ETag: '"abc"',
    'Content-Type': 'text/markdown; charset=utf-8; variant=GFM',
    'X-Robots-Tag': 'noindex',
  }
  beforeEach(() => {
    answer.mockResolvedValue({ status: 200, headers: markdown, body })
  })

  it('comes to who asks its page for it, says where it is by itself, and does not speak for the page', async () => {
    const found = await get('/articles/x?from=y', { accept: 'text/markdown' })
    expect(asked()).toMatchObject({ path: '/articles/x.md', search: '?from=y' })
    expect(found.headers).toMatchObject({
      'content-type': markdown['Content-Type'],
      'content-location': '/articles/x.md',
      vary: 'Accept-Encoding, Accept',
    })
    expect(found.headers['x-robots-tag']).toBeUndefined()
    expect(handler).not.toHaveBeenCalled()
  })

  it('has an address of its own, which says that it is not for search engines', async () => {
    const found = await get('/articles/x.md')
    expect([found.headers['x-robots-tag'], found.headers['content-location']]).toEqual(['noindex', undefined])
  })

  it.each([
    [304, null],
    [308, null],
    [404, body],
    [410, body],
    [503, body],
  ])('depends on what is asked for when it answers %s, too', async (status, content) => {
    answer.mockResolvedValue({ status, headers: { ETag: '"abc"', Location: '/articles/y.md' }, body: content })
    const found = await get('/articles/x', { accept: 'text/markdown' })
    expect([found.status, found.headers.vary]).toEqual([status, 'Accept-Encoding, Accept'])
  })

  it('may be asked for by date', async () => {
    await get('/articles/x', { accept: 'text/markdown', 'if-modified-since': 'Wed, 18 Nov 2026 10:12:00 GMT' })
    expect(asked().ifModifiedSince).toBe('Wed, 18 Nov 2026 10:12:00 GMT')
  })

  it('is no page: who asks for HTML, or for anything, asks Next', async () => {
    for (const accept of ['text/html', '*/*', 'text/markdown;q=0, */*']) await get('/articles/x', { accept })
    expect(answer).not.toHaveBeenCalled()
    expect(handler).toHaveBeenCalledTimes(3)
  })

  it('and the page are all there is: who takes neither is told so, and a cache as well', async () => {
    const found = await get('/articles/x', { accept: 'application/json' })
    expect([found.status, found.headers.vary]).toEqual([406, 'Accept-Encoding, Accept'])
    expect(found.text).toContain('text/html and text/markdown')
    expect([answer, handler].flatMap(({ mock }) => mock.calls)).toEqual([])
    expect((await get('/topics/x', { accept: 'application/json' })).status).toBe(200)
  })
})
