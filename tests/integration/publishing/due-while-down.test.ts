import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Payload } from 'payload'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { articleAt } from '#publication/edition/index.ts'
import { articleData } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { openProxy, type TcpProxy } from '../../support/tcp-proxy.ts'
import { startWorkerProcess, type WorkerProcess } from '../../support/worker-process.ts'
import { rowsOf } from './rows.ts'
import { savesOf } from './saves.ts'

// The worker is a process, and the web process has to be found again after it was away.
vi.setConfig({ testTimeout: 90_000 })
const within = { timeout: 60_000, interval: 50 }

let publication: TestPublication
let payload: Payload
let { create, update, publicId } = {} as ReturnType<typeof savesOf>
let web: Server
let door: TcpProxy
let worker: WorkerProcess | undefined

/** A web process as the worker knows it: orders are carried out by the real route, pages are as new as one likes. */
async function startWeb(): Promise<void> {
  const { POST } = await import('#app/(payload)/internal/schedule/route.ts')
  web = createServer(async (request, response) => {
    if (request.url !== '/internal/schedule') {
      response.writeHead(request.method === 'POST' ? 204 : 200, { 'X-Revision': '999999' }).end()
      return
    }
    const body = (await request.setEncoding('utf8').toArray()).join('')
    const headers = new Headers(request.headers as Record<string, string>)
    const answer = await POST(new Request('http://web/internal/schedule', { method: 'POST', headers, body }))
    response.writeHead(answer.status).end()
  })
  web.listen(0, '127.0.0.1')
  await once(web, 'listening')
  door = await openProxy({ host: '127.0.0.1', port: (web.address() as AddressInfo).port })
}

beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ create, update, publicId } = savesOf(payload))
  await startWeb()
}, 120_000)
afterEach(async () => {
  worker?.child.kill('SIGKILL')
  await worker?.exited
})
afterAll(async () => {
  await door?.close()
  web?.close()
  await publication?.close()
})

/** Starts the worker while no web process listens, and the web process once the worker has missed it. */
async function startAll(): Promise<void> {
  await door.refuse()
  const { INTERNAL_SECRET: secret = '' } = process.env
  const started = startWorkerProcess({
    databaseUrl: publication.urls.app,
    webUrl: `http://127.0.0.1:${door.port}`,
    secret,
  })
  worker = started
  await vi.waitFor(() => expect(started.output()).toContain('cannot be reached'), within)
  await door.pass()
}

const due = new Date(Date.now() - 60_000).toISOString()

it('publishes once what came due while nothing ran', async () => {
  const data = await articleData(payload)
  const doc = await payload.create({
    collection: 'articles',
    data: { ...data, publishAt: due } as never,
    draft: true,
    context: { actor: 'system:test' },
  })
  const articleId = await publicId(doc)
  expect((await rowsOf(publication.owner, articleId)).journal).toEqual([])
  await startAll()
  await vi.waitFor(async () => expect((await articleAt(data.slug)).kind).toBe('current'), within)
  await vi.waitFor(async () => expect((await rowsOf(publication.owner, articleId)).jobs).toEqual([]), within)
  const rows = await rowsOf(publication.owner, articleId)
  expect(rows.editions).toHaveLength(1)
  expect(rows.journal.map(({ verb, actor }) => [verb, actor])).toEqual([['article.published', 'system:schedule']])
})

it('withdraws once what came due while nothing ran', async () => {
  const data = await articleData(payload)
  const doc = await create({ ...data, _status: 'published' })
  await update(doc.id, { unpublishAt: due, withdrawalReason: 'For one day only.', _status: 'published' })
  const articleId = await publicId(doc)
  await startAll()
  await vi.waitFor(async () => expect((await articleAt(data.slug)).kind).toBe('gone'), within)
  await vi.waitFor(async () => expect((await rowsOf(publication.owner, articleId)).jobs).toEqual([]), within)
  const rows = await rowsOf(publication.owner, articleId)
  expect(rows.editions).toHaveLength(1)
  expect(rows.journal.map(({ verb }) => verb)).toEqual(['article.published', 'article.withdrawn'])
  expect(rows.addresses).toMatchObject([{ gone: true, reason: 'For one day only.' }])
})
