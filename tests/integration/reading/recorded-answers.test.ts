import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { answerApi } from '#app/api/v1/router.ts'
import { importFolder } from '#payload/content/import-folder.ts'
import { answerSchemas, problemSchema } from '#publication/contract/index.ts'
import { brokenSince, type Description, missedIn } from '../../support/api/compatible.ts'
import { context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'

const folder = resolve(import.meta.dirname, '../../support/recorded-answers')
const isRecording = process.env.RECORD_ANSWERS === '1'

/** What is asked, by the name of its recording, which begins with the name of the operation. */
const requests: Record<string, string> = {
  'list-articles-plain': '/articles?limit=2',
  'list-articles-parts': '/articles?fields=slug,title,call&topic=security',
  'list-articles-whole': '/articles?include=body,sources&format=html',
  'list-articles-sorted': '/articles?sort=modifiedAt&publishedAfter=2026-10-15',
  'get-article-plain': '/articles/queues',
  'get-article-by-id': '/articles/a_01k0000000000000000000000q',
  'get-article-markdown': '/articles/queues?format=markdown',
  'get-article-text': '/articles/queues?format=text&fields=title,body',
  'get-article-moved': '/articles/locks',
  'get-article-gone': '/articles/withdrawn',
  'get-article-unknown': '/articles/never-was',
  'list-editions-plain': '/articles/latches/editions',
  'get-edition-plain': '/articles/queues/editions/1',
  'list-findings-plain': '/findings',
  'list-findings-open': '/findings?status=open&topic=scale&q=deploy&scale=weekly',
  'list-findings-holds': '/findings?kind=hold',
  'list-topics-plain': '/topics',
  'get-topic-plain': '/topics/scale',
  'list-authors-plain': '/authors',
  'get-author-plain': '/authors/editorial-desk',
  'search-plain': '/search?q=redelivery',
  'search-topics': '/search?q=scale',
  'search-articles': '/search?q=promises',
  'search-nothing': '/search?q=redelivrey',
  'list-changes-plain': '/changes?limit=100',
  'problem-parameters': '/articles?limit=0&limt=3',
  'problem-cursor': '/articles?after=abc',
  'problem-address': '/nothing',
}

let publication: TestPublication
beforeAll(async () => {
  publication = await openPublication()
  const { payload } = publication
  await importFolder(payload, join(folder, 'content'), { actor: 'system:test' })
  const idOf = async (slug: string) => {
    const { docs } = await payload.find({ collection: 'articles', where: { slug: { equals: slug } } })
    return Number(docs[0]?.id)
  }
  const update = async (slug: string, data: object) =>
    payload.update({ collection: 'articles', id: await idOf(slug), data: data as never, context })
  await update('locks', { slug: 'latches', _status: 'published' })
  await update('withdrawn', { _status: 'draft', withdrawalReason: 'Its source was retracted.' })
}, 120_000)
afterAll(() => publication?.close())

type Recorded = { request: string; status: number; headers: Record<string, string>; body: unknown }

/** The headers that belong to the promise, without what differs each time. */
const promised = ['Content-Type', 'Cache-Control', 'Vary', 'Access-Control-Allow-Origin']

async function ask(request: string): Promise<Recorded> {
  const [path = '', query] = request.split('?')
  const search = query === undefined ? '' : `?${query}`
  const answer = await answerApi({ method: 'GET', path: `/api/v1${path}`, search, requestId: 'an-id' })
  const headers = Object.fromEntries(
    promised.flatMap((name) => (answer.headers[name] === undefined ? [] : [[name, answer.headers[name]]])),
  )
  return { request, status: answer.status, headers, body: answer.body && JSON.parse(String(answer.body)) }
}

/** `get-article-by-id` is a recording of `getArticle`. */
const operationOf = (name: string): string =>
  Object.keys(answerSchemas).find((id) =>
    `${name}-`.startsWith(`${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-`),
  ) ?? ''

describe.each(Object.entries(requests))('%s', (name, request) => {
  const file = join(folder, 'v1', `${name}.json`)

  it('answers what is promised, with nothing extra', async () => {
    const { status, body } = await ask(request)
    if (status === 308) return
    const { usual, other } = answerSchemas[operationOf(name)] ?? {}
    const schema =
      status >= 400 ? problemSchema : request.includes('fields') || request.includes('include') ? other : usual
    schema?.parse(body)
    expect(schema).toBeDefined()
  })

  it('answers all that it answered when it was recorded', async () => {
    const now = await ask(request)
    if (isRecording && !existsSync(file)) {
      mkdirSync(join(folder, 'v1'), { recursive: true })
      writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`)
    }
    const recorded: Recorded = JSON.parse(readFileSync(file, 'utf8'))
    expect(recorded.request).toBe(request)
    expect(now.status).toBe(recorded.status)
    expect(now.headers).toEqual(recorded.headers)
    expect(missedIn(recorded.body, now.body)).toEqual([])
  })
})

it('gives every answer the same tag on another instance', async () => {
  const tagOf = async (answer: typeof answerApi, request: string) => {
    const [path = '', query] = request.split('?')
    const search = query === undefined ? '' : `?${query}`
    const { headers } = await answer({ method: 'GET', path: `/api/v1${path}`, search, requestId: 'an-id' })
    return headers['ETag']
  }
  // What a second process would hold: the same code, and nothing of what the first one has answered.
  vi.resetModules()
  const other = await import('#app/api/v1/router.ts')
  expect(other.answerApi).not.toBe(answerApi)
  const tags = new Set<string | undefined>()
  for (const request of Object.values(requests)) {
    const tag = await tagOf(answerApi, request)
    expect(await tagOf(other.answerApi, request), request).toBe(tag)
    tags.add(tag)
  }
  expect(tags.size).toBeGreaterThan(15)
})

it('promises all that the recorded descriptions promised', async () => {
  const file = join(folder, 'openapi-1.1.0.json')
  const { body } = await ask('/openapi.json')
  if (isRecording && !existsSync(file)) writeFileSync(file, `${JSON.stringify(body)}\n`)
  const recorded: Description = JSON.parse(readFileSync(file, 'utf8'))
  expect(brokenSince(recorded, body as Description)).toEqual([])
})
