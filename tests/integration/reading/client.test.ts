import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '#client/index.ts'
import { answerSchemas, endpoints, type OperationId } from '#publication/contract/index.ts'
import { type ApiServer, serveApi } from '../../support/api-server.ts'
import { articleData, context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { savesOf } from '../publishing/saves.ts'

let publication: TestPublication
let server: ApiServer
let { create, update } = {} as ReturnType<typeof savesOf>
beforeAll(async () => {
  publication = await openPublication()
  server = await serveApi()
  ;({ create, update } = savesOf(publication.payload))
}, 120_000)
afterAll(async () => {
  await server?.close()
  await publication?.close()
})

/** A client that holds every answer against the contract: strict schemas refuse whatever is missing and more. */
function strictClient() {
  const checked: OperationId[] = []
  const operations = Object.entries(endpoints).map(([id, endpoint]) => ({
    id: id as OperationId,
    path: new RegExp(`^/api/v1${endpoint.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    schemas: answerSchemas[id],
  }))
  const strict: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    const url = new URL(String(input))
    const operation = operations.find(({ path }) => path.test(url.pathname))
    if (!response.ok || !operation) return response
    const value = await response.clone().json()
    const isShaped = url.searchParams.has('fields') || url.searchParams.has('include')
    const { usual, other } = operation.schemas ?? {}
    expect((isShaped ? other : usual)?.safeParse(value), url.href).toMatchObject({ success: true })
    checked.push(operation.id)
    return response
  }
  return { ...createClient({ origin: server.origin, fetch: strict }), checked }
}

const all = async <T>(walk: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const one of walk) found.push(one)
  return found
}

async function publish(values: Parameters<typeof articleData>[1] = {}) {
  const data = await articleData(publication.payload, values)
  const { id } = await create({ ...data, _status: 'published' })
  return { id: Number(id), slug: data.slug, topic: data.topics[0], author: data.authors[0] }
}

const withoutTwice = (names: string[]) => expect(names).toHaveLength(new Set(names).size)

describe('walking all pages while articles come and go', () => {
  it('gives nothing twice, and leaves out nothing that is there throughout', async () => {
    const { topic, author } = await publish()
    const records = { topics: [Number(topic)], authors: [Number(author)] }
    const articles = []
    for (let count = 0; count < 16; count += 1) articles.push(await publish(records))
    const staying = articles.filter((_, index) => index % 2 === 0).map(({ slug }) => slug)
    const leaving = articles.filter((_, index) => index % 2 === 1)

    const client = strictClient()
    for (const walk of [
      () => client.eachArticle({ limit: 2, fields: ['slug'] }),
      () => client.eachArticle({ limit: 2, include: ['body', 'sources'], format: 'html' }),
    ]) {
      const seen: string[] = []
      for await (const { slug } of walk()) {
        seen.push(slug)
        if (seen.length % 3 !== 0) continue
        await publish(records)
        const gone = leaving.pop()
        if (gone) await update(gone.id, { _status: 'draft' })
      }
      withoutTwice(seen)
      expect(staying.filter((slug) => !seen.includes(slug))).toEqual([])
    }

    const found: string[] = []
    for await (const { id, article } of client.eachFinding({ limit: 3 })) {
      found.push(`${article.slug}.${id}`)
      if (found.length === 4) await publish(records)
    }
    withoutTwice(found)
    expect(staying.filter((slug) => !found.includes(`${slug}.b1`))).toEqual([])
  }, 60_000)
})

describe('every operation', () => {
  it('answers what the contract says, and walks give what one large page gives', async () => {
    const { id, slug } = await publish({ title: 'Backpressure everywhere' })
    await update(id, { title: 'Backpressure in every queue', _status: 'published' })
    await update(id, { slug: `${slug}-b`, _status: 'published' })
    await update((await publish()).id, { _status: 'draft', withdrawalReason: 'It was wrong.' })

    const client = strictClient()
    const article = await client.getArticle(slug)
    expect(article).toMatchObject({ slug: `${slug}-b`, body: { type: 'root' } })
    const markdown = await client.getArticle(article.id, { fields: ['body'], format: 'markdown' })
    expect(markdown).toEqual({ id: article.id, body: expect.stringContaining('An opening.') })

    const editions = await all(client.eachEdition(slug, { limit: 1 }))
    expect(editions).toEqual((await client.listEditions(article.id)).data)
    expect((await client.getEdition(slug, 1)).title).toBe('Backpressure everywhere')
    expect(await all(client.eachTopic({ limit: 1 }))).toEqual((await client.listTopics({ limit: 100 })).data)
    expect(await all(client.eachAuthor({ limit: 1 }))).toEqual((await client.listAuthors({ limit: 100 })).data)
    expect(await client.getTopic(article.topics[0]?.slug ?? '')).toMatchObject(article.topics[0] ?? {})
    expect(await client.getAuthor(article.authors[0]?.slug ?? '')).toMatchObject(article.authors[0] ?? {})
    const hits = await all(client.eachHit({ q: 'backpressure', limit: 1 }))
    expect(hits).toEqual((await client.search({ q: 'backpressure' })).data)
    expect(hits.map(({ title }) => title)).toContain('Backpressure in every queue')
    const changes = await all(client.eachChange({ limit: 2 }))
    expect(changes).toEqual(await all(client.eachChange()))
    const middle = changes.at(-4)
    expect(await all(client.eachChange({ after: middle?.id ?? '' }))).toEqual(changes.slice(-3))
    expect(await client.getOpenApi()).toMatchObject({ openapi: '3.1.1' })
    await client.listArticles()
    await client.listFindings()
    expect(Object.keys(endpoints).filter((name) => !client.checked.includes(name as OperationId))).toEqual([])
  })

  it('says why it cannot be done, and costs nothing when it is known already', async () => {
    const { id, slug } = await publish()
    const cache = new Map()
    const client = createClient({ origin: server.origin, cache })
    const first = await client.getArticle(slug)
    expect(await client.getArticle(slug)).toBe(first)
    await publication.payload.update({ collection: 'articles', id, data: { _status: 'draft' } as never, context })
    await expect(client.getArticle(slug)).rejects.toMatchObject({ kind: 'gone', status: 410 })
    await expect(client.getArticle('never-here')).rejects.toMatchObject({
      kind: 'not-found',
      requestId: expect.any(String),
    })
    await expect(client.listArticles({ limit: 1000 })).rejects.toMatchObject({
      kind: 'invalid-parameter',
      errors: [{ parameter: 'limit', detail: 'must be a whole number from 1 to 100' }],
    })
    await expect(client.listChanges({ after: '9.9.0123456789abcdef' })).rejects.toMatchObject({
      kind: 'invalid-cursor',
    })
  })
})
