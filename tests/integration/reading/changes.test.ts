import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { databaseOf } from '#platform/db.ts'
import {
  articleBySlugOrId,
  type ChangePosition,
  changesAfter,
  editionAt,
  editionsBelow,
  rebuild,
} from '#publication/edition/index.ts'
import { articleData, bodyOf, context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { savesOf } from '../publishing/saves.ts'

let publication: TestPublication
let payload: Payload
let { create, update, publicId } = {} as ReturnType<typeof savesOf>
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ create, update, publicId } = savesOf(payload))
}, 120_000)
afterAll(() => publication?.close())

/** Everything after a position, read in pages of this size. */
async function read(after: ChangePosition | null, limit = 100) {
  const items = []
  for (let from = after; ; from = items.at(-1)?.position ?? from) {
    const page = await changesAfter(from, limit)
    if (!page) throw new Error('The position is not known.')
    items.push(...page.items)
    if (!page.hasMore) return items
  }
}

const lastPosition = async () => (await read(null)).at(-1)?.position ?? null

async function published(values: object = {}) {
  const data = await articleData(payload, values)
  const doc = await create({ ...data, _status: 'published' })
  return { doc: Number(doc.id), id: await publicId(doc), slug: data.slug, topics: data.topics, authors: data.authors }
}

it('tells of every publication, revision, move and withdrawal, in order, and of why one is gone', async () => {
  const start = await lastPosition()
  const { doc, id, slug } = await published()
  await update(doc, { title: 'Another title', _status: 'published' })
  await update(doc, { slug: `${slug}-b`, _status: 'published' })
  await update(doc, { _status: 'draft', withdrawalReason: 'Its source was retracted.' })
  const told = (await read(start)).filter((change) => change.articleId === id)
  expect(told.map(({ type, slug: at, previousSlug, edition }) => [type, at, previousSlug, edition])).toEqual([
    ['published', slug, null, 1],
    ['revised', slug, null, 2],
    ['moved', `${slug}-b`, slug, 3],
    ['withdrawn', `${slug}-b`, null, 3],
  ])
  expect(told.map(({ reason }) => reason)).toEqual([null, null, null, 'Its source was retracted.'])
  expect(told.every(({ digest }) => /^sha256-[0-9a-f]{64}$/.test(digest ?? ''))).toBe(true)
  await update(doc, { _status: 'draft', withdrawalReason: 'Its source was wrong.' })
  const later = (await read(start)).filter((change) => change.articleId === id)
  expect(later).toHaveLength(5)
  expect(later.at(-1)).toMatchObject({ type: 'withdrawn', slug: `${slug}-b`, reason: 'Its source was wrong.' })
})

it('tells of articles that show something which changed: a topic, an author, what they link to', async () => {
  const target = await published()
  const linker = await published({ body: bodyOf(`See [it](/articles/${target.slug}).`) })
  const start = await lastPosition()
  await payload.update({
    collection: 'topics',
    id: Number(linker.topics[0]),
    data: { name: 'Renamed' } as never,
    context,
  })
  await payload.update({
    collection: 'authors',
    id: Number(linker.authors[0]),
    data: { name: 'Renamed' } as never,
    context,
  })
  await update(target.doc, { slug: `${target.slug}-b`, _status: 'published' })
  const told = (await read(start)).map(({ type, articleId }) => [type, articleId])
  expect(told).toEqual([
    ['refreshed', linker.id],
    ['refreshed', linker.id],
    ['moved', target.id],
    ['refreshed', linker.id],
  ])
})

it('tells of nothing for a draft, for a save that says the same, and for a rebuild that changes nothing', async () => {
  const { doc } = await published()
  const start = await lastPosition()
  await create({ ...(await articleData(payload)), _status: 'draft' })
  await update(doc, { _status: 'published' })
  await databaseOf(payload).transaction((tx) => rebuild(tx))
  expect(await read(start)).toEqual([])
  await publication.owner.query("update publication.current set text = text || 'x'")
  await databaseOf(payload).transaction((tx) => rebuild(tx))
  const told = await read(start)
  expect(told.length).toBeGreaterThan(0)
  expect(told.every(({ type }) => type === 'refreshed')).toBe(true)
})

it('gives the same in pages of one as in one page, and nothing after the last', async () => {
  await published()
  const all = await read(null)
  expect(await read(null, 1)).toEqual(all)
  expect(await read(all.at(-2)?.position ?? null)).toEqual(all.slice(-1))
  expect(await changesAfter(all.at(-1)?.position ?? null, 10)).toMatchObject({ items: [], hasMore: false })
})

it.each([
  ['another hash', (last: ChangePosition) => ({ ...last, hash: '0123456789abcdef' })],
  ['a place that is not there', (last: ChangePosition) => ({ ...last, place: last.place + 1 })],
  ['an entry that is not there', (last: ChangePosition) => ({ ...last, seq: last.seq + 1000 })],
])('does not know a position with %s', async (_, change) => {
  await published()
  const last = await lastPosition()
  if (!last) throw new Error('nothing was told')
  expect(await changesAfter(change(last), 10)).toBeNull()
})

it('gives each state of an article a time of its own, and later ones later times', async () => {
  const { doc, id, authors } = await published()
  const times: string[] = []
  const note = async () => {
    const found = await articleBySlugOrId(id)
    if (found.kind !== 'current') throw new Error('not public')
    times.push(found.value.changedAt)
  }
  await note()
  await update(doc, { title: 'Second', _status: 'published' })
  await note()
  await payload.update({ collection: 'authors', id: Number(authors[0]), data: { name: 'Third' } as never, context })
  await note()
  expect(times).toEqual([...new Set(times)].sort())
  expect(times.every((time) => time.endsWith('.000Z'))).toBe(true)
})

it('cannot be changed afterwards, not even by the owner', async () => {
  await published()
  for (const statement of [
    "update publication.changes set slug = 'other'",
    'delete from publication.changes',
    'truncate publication.changes',
  ])
    await expect(publication.owner.query(statement)).rejects.toThrow('what was written stays')
})

it('remembers by its id an article whose address has gone to another', async () => {
  const first = await published()
  await update(first.doc, { slug: `${first.slug}-left`, _status: 'draft' })
  const second = await published({ slug: first.slug })
  expect(second.slug).toBe(first.slug)
  expect(await articleBySlugOrId(first.id)).toMatchObject({ kind: 'gone', at: expect.any(String) })
  expect(await articleBySlugOrId(first.slug)).toMatchObject({ kind: 'current', value: { id: second.id } })
})

it('does not show editions of before a withdrawal once the article has come back', async () => {
  const { doc, id } = await published()
  await update(doc, { title: 'What had to go', _status: 'published' })
  await update(doc, { _status: 'draft' })
  await update(doc, { title: 'Corrected', _status: 'published' })
  await update(doc, { title: 'Corrected again', _status: 'published' })
  const shown = { id, edition: 4 }
  const { items } = await editionsBelow(shown, Number.POSITIVE_INFINITY, 10)
  expect(items.map(({ number, title, changes }) => [number, title, changes])).toEqual([
    [4, 'Corrected again', expect.any(String)],
    [3, 'Corrected', expect.stringMatching(/^First/)],
  ])
  for (const [number, isThere] of [
    [1, false],
    [2, false],
    [3, true],
    [4, true],
    [5, false],
  ] as const)
    expect((await editionAt(shown, number)).edition !== null, String(number)).toBe(isThere)
})
