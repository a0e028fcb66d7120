import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  articleAt,
  articles,
  newestArticles,
  newestOfAuthor,
  newestOfTopic,
  wholeArticles,
} from '#publication/edition/index.ts'
import { articleData, context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { savesOf } from './saves.ts'

let publication: TestPublication
let payload: Payload
let { create, update } = {} as ReturnType<typeof savesOf>
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ create, update } = savesOf(payload))
}, 120_000)
afterAll(() => publication?.close())

const slugOf = async (collection: 'topics' | 'authors', id: unknown) =>
  String((await payload.findByID({ collection, id: Number(id) }))['slug'])

/** Three public articles of one topic and one author, the oldest first, and a draft. */
async function written() {
  const shared = await articleData(payload)
  const { topics, authors } = shared
  const slugs: string[] = []
  for (const day of ['01', '02', '03']) {
    const data = await articleData(payload, { topics, authors, publishedAt: `2026-10-${day}T08:00:00.000Z` })
    await create({ ...data, _status: 'published' })
    slugs.push(data.slug)
  }
  await payload.create({ collection: 'articles', data: shared as never, draft: true, context })
  return {
    slugs,
    draft: shared.slug,
    topicId: Number(topics[0]),
    topic: await slugOf('topics', topics[0]),
    author: await slugOf('authors', authors[0]),
  }
}

it('gives whole articles, newest first and only so many, as their own address gives them', async () => {
  const { slugs, topic, author } = await written()
  const [, second, third] = slugs as [string, string, string]
  for (const found of [await newestOfTopic(topic, { limit: 2 }), await newestOfAuthor(author, { limit: 2 })]) {
    if (found.kind !== 'current') throw new Error('not public')
    expect(found.value.newest.map(({ slug }) => slug)).toEqual([third, second])
    const own = await articleAt(third)
    expect(own).toMatchObject({ kind: 'current', value: found.value.newest[0] })
    expect(found.revision).toBe(own.revision)
  }
})

it('gives a page of a list with all that there is of each article, in the order of the list', async () => {
  const { slugs, topic } = await written()
  const [first, second, third] = slugs as [string, string, string]
  const page = await wholeArticles({ topic, limit: 2 })
  expect(page.items.map(({ slug }) => slug)).toEqual([third, second])
  for (const item of page.items) expect(await articleAt(item.slug)).toMatchObject({ kind: 'current', value: item })
  expect(page).toMatchObject({ ...(await articles({ topic, limit: 2 })), items: page.items })
  const next = await wholeArticles({ topic, limit: 2, after: page.next ?? undefined })
  expect(next).toMatchObject({ items: [{ slug: first, body: { type: 'root' } }], next: null })
})

it('knows nothing of a draft, of an article elsewhere, or of one that was withdrawn', async () => {
  const { slugs, draft, topic } = await written()
  const [first, second, third] = slugs as [string, string, string]
  const elsewhere = await articleData(payload)
  await create({ ...elsewhere, _status: 'published' })
  const { docs } = await payload.find({ collection: 'articles', where: { slug: { equals: second } } })
  await update(docs[0]?.id ?? 0, { _status: 'draft' })
  expect(await newestOfTopic(topic, { limit: 24 })).toMatchObject({
    value: { newest: [{ slug: third }, { slug: first }] },
  })
  const all = (await newestArticles({ limit: 100 })).newest.map(({ slug }) => slug)
  expect(all).toEqual(expect.arrayContaining([first, third, elsewhere.slug]))
  for (const hidden of [draft, second]) expect(all).not.toContain(hidden)
})

it('follows the address of a topic: moved, unknown, gone', async () => {
  const { topic, topicId } = await written()
  await payload.update({ collection: 'topics', id: topicId, data: { slug: `${topic}-b` } as never, context })
  expect(await newestOfTopic(topic, { limit: 24 })).toMatchObject({ kind: 'moved', to: `/topics/${topic}-b` })
  expect((await newestOfTopic('never-was', { limit: 24 })).kind).toBe('unknown')
  const spare = await articleData(payload)
  const left = await slugOf('topics', spare.topics[0])
  expect(await newestOfTopic(left, { limit: 24 })).toMatchObject({ kind: 'current', value: { newest: [] } })
  await payload.delete({ collection: 'topics', id: Number(spare.topics[0]), context })
  expect((await newestOfTopic(left, { limit: 24 })).kind).toBe('gone')
})
