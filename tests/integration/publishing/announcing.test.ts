import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Payload } from 'payload'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { Announce } from '#platform/queue/index.ts'
import { type ApiServer, serveApi } from '#tests/support/api-server.ts'
import { startWorkerProcess, type WorkerProcess } from '#tests/support/worker-process.ts'
import { articleData, context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { savesOf } from './saves.ts'

const hub = vi.hoisted(() => ({ url: undefined as string | undefined }))
vi.mock('#platform/env.ts', async (original) => {
  const real = await original<typeof import('#platform/env.ts')>()
  return { ...real, env: () => ({ ...real.env(), WEBSUB_HUB_URL: hub.url }) }
})
vi.setConfig({ testTimeout: 60_000 })
const within = { timeout: 30_000, interval: 25 }

let publication: TestPublication
let payload: Payload
let { create, update } = {} as ReturnType<typeof savesOf>
let worker: WorkerProcess | undefined
let web: ApiServer | undefined
let listening: Server | undefined

beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ create, update } = savesOf(payload))
}, 120_000)
afterEach(async () => {
  worker?.child.kill('SIGKILL')
  await web?.close()
  listening?.close()
  hub.url = undefined
  await publication.owner.query('delete from graphile_worker._private_jobs')
})
afterAll(() => publication?.close())

const jobs = `select jobs.payload from graphile_worker._private_jobs as jobs
  join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id where tasks.identifier = 'announce' order by jobs.id`

/** What the queue owes the hub, and nothing from then on. */
async function owed(): Promise<Announce[]> {
  const { rows } = await publication.owner.query<{ payload: Announce[] }>(jobs)
  await publication.owner.query('delete from graphile_worker._private_jobs')
  return rows.flatMap(({ payload }) => payload)
}

const slugOf = async (collection: 'topics' | 'authors', id: unknown) =>
  String((await payload.findByID({ collection, id: Number(id) }))['slug'])

async function written() {
  const data = await articleData(payload)
  const doc = await create({ ...data, _status: 'published' })
  const feeds = [
    '/feeds/all',
    `/feeds/topics/${await slugOf('topics', data.topics[0])}`,
    `/feeds/authors/${await slugOf('authors', data.authors[0])}`,
  ]
  return { id: doc.id, data, feeds }
}

const newestSeq = async () =>
  Number((await publication.owner.query('select max(seq) as seq from publication.journal')).rows[0]?.seq)

it('owes nobody a word where there is no hub', async () => {
  const { id } = await written()
  await update(id, { title: 'Another', _status: 'published' })
  expect(await owed()).toEqual([])
})

it('owes the hub a word of each feed that a change shows in, with the change', async () => {
  hub.url = 'https://hub.example/'
  const { id, data, feeds } = await written()
  // The records of topic and author come first, each with a feed of its own.
  const first = await owed()
  expect(first.at(-1)).toEqual({ seq: await newestSeq(), feeds })
  await update(id, { title: 'Another', correction: 'It said something else.', _status: 'published' })
  expect(await owed()).toEqual([{ seq: await newestSeq(), feeds: [...feeds, '/feeds/corrections'] }])
  await payload.update({ collection: 'authors', id: Number(data.authors[0]), data: { name: 'New' } as never, context })
  const [renamed] = await owed()
  expect([...(renamed?.feeds ?? [])].sort()).toEqual([...feeds].sort())
  await update(id, { _status: 'draft' })
  expect(await owed()).toEqual([{ seq: await newestSeq(), feeds: [...feeds, '/feeds/corrections'] }])
  await update(id, { deck: 'A draft.' }, { draft: true })
  expect(await owed()).toEqual([])
})

it('a hub that fails first hears in the end, of each feed in each format, and finds the change there', async () => {
  const pages: string[] = []
  web = await serveApi((request, response) => {
    const isFeed = request.url?.startsWith('/feeds/')
    if (isFeed) return false
    pages.push(request.url ?? '')
    if (request.url === '/internal/purge') response.writeHead(204).end()
    else response.setHeader('X-Revision', '999999').end('a page')
    return true
  })
  const title = 'Heard </script> & "é" ]]>'
  const heard: { url: string; found: boolean }[] = []
  let tries = 0
  listening = createServer(async (request, response) => {
    const body = (await request.setEncoding('utf8').toArray()).join('')
    tries += 1
    if (tries === 1) return void response.writeHead(503).end('not now')
    // Must not be followed: it would lead to a page that answers 200.
    if (tries === 2) return void response.writeHead(307, { location: `${web?.origin}/` }).end()
    const form = new URLSearchParams(body)
    expect(form.get('hub.mode')).toBe('publish')
    const url = form.get('hub.url') ?? ''
    const feed = await fetch(web?.origin + new URL(url).pathname)
    heard.push({ url, found: (await feed.text()).includes('Heard') })
    response.writeHead(202).end()
  })
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  hub.url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`

  const { id, feeds } = await written()
  await owed()
  await update(id, { title, _status: 'published' })
  worker = startWorkerProcess({
    databaseUrl: publication.urls.app,
    webUrl: web.origin,
    secret: 'another secret of the tests, long',
    variables: { WEBSUB_HUB_URL: hub.url, SITE_URL: 'http://localhost:3999' },
  })
  const count = async () => (await publication.owner.query(jobs)).rows.length
  await vi.waitFor(async () => expect(await count()).toBe(0), within)
  expect(tries).toBeGreaterThan(2)
  const wanted = feeds.flatMap((feed) =>
    ['rss', 'atom', 'json'].map((ending) => `http://localhost:3999${feed}.${ending}`),
  )
  expect([...new Set(heard.map(({ url }) => url))].sort()).toEqual(wanted.sort())
  expect(heard.every(({ found }) => found)).toBe(true)
  expect(worker.output()).toContain('the hub answered 503')
})
