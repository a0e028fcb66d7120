import type { IncomingMessage, Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HeldResponse } from '#platform/door/held-response.ts'
import { ask } from './ask.ts'
import { serveDoor } from './serve-door.ts'

vi.mock('#platform/env.ts', () => ({ env: () => ({ TRUSTED_PROXIES: [] }) }))

const page = (body: string, head = '') =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/>${head}</head><body><h1>${body}</h1></body></html>`
const html = (response: HeldResponse, body: string) =>
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(body)

let head = ''
let seen: IncomingMessage | undefined
let server: Server
let port = 0
beforeAll(async () => {
  const handler = async (request: IncomingMessage, response: HeldResponse) => {
    if (request.url?.startsWith('/errors/')) return void html(response, page(`Document ${request.url.slice(8)}`))
    seen = request
    html(response, page('Search', head))
  }
  ;({ server, port } = await serveDoor({ handler, isDatabaseUp: async () => true, log: { error: vi.fn() } }))
})
afterAll(() => void server.close())
beforeEach(() => {
  seen = undefined
  head = ''
})
const get = (path: string, headers: Record<string, string> = {}) => ask(port, path, headers, 'GET')

describe('whose quota a search is charged to', () => {
  it.each(['/search', '/search?q=x', '/search/suggestions?q=x', '/%73earch?q=x'])('is told to %s', async (path) => {
    await get(path)
    expect(seen?.headers['x-limit-key']).toBe('127.0.0.1')
  })

  it('is never what a stranger says', async () => {
    await get('/search?q=x', { 'x-limit-key': 'somebody else', 'x-forwarded-for': '203.0.113.9' })
    expect(seen?.headers['x-limit-key']).toBe('127.0.0.1')
    expect(seen?.headers['x-forwarded-for']).toBeUndefined()
  })

  it.each(['/', '/articles/search', '/search/elsewhere', '/api/users', '/admin'])('is not told to %s', async (path) => {
    await get(path, { 'x-limit-key': 'somebody else' })
    expect(seen?.headers['x-limit-key']).toBeUndefined()
  })
})

describe('what a search page asks the door for', () => {
  it.each([429, 503])('%i, and when to come back; nobody keeps it', async (status) => {
    head = `<meta name="status" content="${status}"/><meta name="retry-after" content="12"/>`
    const answer = await get('/search?q=x')
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({ 'retry-after': '12', 'cache-control': 'no-store' })
    expect(answer.text).not.toContain('retry-after')
  })

  it.each(['0', '-1', '1e3', 'soon', '123456'])('but not to come back in %s seconds', async (seconds) => {
    head = `<meta name="status" content="429"/><meta name="retry-after" content="${seconds}"/>`
    expect((await get('/search?q=x')).headers['retry-after']).toBeUndefined()
  })
})

describe('an address that no search can have', () => {
  it.each([
    ['/search?q=%00', 400],
    [`/search?q=${'x'.repeat(9_000)}`, 414],
  ])('gets the document that has the field', async (path, status) => {
    const answer = await get(path)
    expect([answer.status, answer.text.includes(`Document ${status}`)]).toEqual([status, true])
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(seen).toBeUndefined()
  })

  it('of another page gets a line of text', async () => {
    const answer = await get('/articles/x?a=%00')
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/plain; charset=utf-8'])
  })
})
