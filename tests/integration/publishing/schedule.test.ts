import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articleAt } from '#publication/edition/index.ts'
import { articleData, context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { rowsOf } from './rows.ts'
import { savesOf } from './saves.ts'

let publication: TestPublication
let payload: Payload
let { create, update, publicId } = {} as ReturnType<typeof savesOf>
let keepSchedule: typeof import('#payload/schedule.ts').keepSchedule
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ create, update, publicId } = savesOf(payload))
  ;({ keepSchedule } = await import('#payload/schedule.ts'))
}, 120_000)
afterAll(() => publication?.close())

const past = '2026-01-01T00:00:00.000Z'
const future = '2126-01-01T00:00:00.000Z'

const draftOf = async (values: object) => {
  const data = await articleData(payload)
  const doc = await payload.create({
    collection: 'articles',
    data: { ...data, ...values } as never,
    draft: true,
    context,
  })
  return { doc, slug: data.slug, articleId: await publicId(doc) }
}

describe('a date that has come', () => {
  it('publishes the newest version, once', async () => {
    const { doc, slug, articleId } = await draftOf({ publishAt: past })
    await update(doc.id, { title: 'The newest title' }, { draft: true })
    await keepSchedule(payload, { articleId, change: 'publish' })
    expect(await articleAt(slug)).toMatchObject({ kind: 'current', value: { title: 'The newest title', edition: 1 } })
    await keepSchedule(payload, { articleId, change: 'publish' })
    const rows = await rowsOf(publication.owner, articleId)
    expect(rows.journal.map(({ verb, actor }) => [verb, actor])).toEqual([['article.published', 'system:schedule']])
    expect(rows.jobs.filter(({ identifier }) => identifier === 'schedule')).toEqual([])
  })

  it('unpublishes', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published', unpublishAt: past })
    await keepSchedule(payload, { articleId: await publicId(doc), change: 'unpublish' })
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'gone' })
  })
})

describe('nothing happens', () => {
  it('before the date, by the database’s clock', async () => {
    const { slug, articleId } = await draftOf({ publishAt: future })
    await keepSchedule(payload, { articleId, change: 'publish' })
    expect(await articleAt(slug)).toMatchObject({ kind: 'unknown' })
  })

  it('when the date was taken away, or the article is not there', async () => {
    const { doc, slug, articleId } = await draftOf({ publishAt: past })
    await update(doc.id, { publishAt: null }, { draft: true })
    await keepSchedule(payload, { articleId, change: 'publish' })
    await keepSchedule(payload, { articleId: 'a_00000000000000000000000000', change: 'publish' })
    expect(await articleAt(slug)).toMatchObject({ kind: 'unknown' })
  })
})

it('refuses to publish by itself what is not complete, and keeps the draft', async () => {
  const { slug, articleId } = await draftOf({ publishAt: past, call: { decision: 'Half a call.' } })
  await expect(keepSchedule(payload, { articleId, change: 'publish' })).rejects.toThrow()
  expect(await articleAt(slug)).toMatchObject({ kind: 'unknown' })
})

describe('dates belong to the article, not to one of its versions', () => {
  it('an old version brings back its text and no date', async () => {
    const { doc, slug, articleId } = await draftOf({ publishAt: past, title: 'With a date' })
    await update(doc.id, { publishAt: null, title: 'Without a date' }, { draft: true })
    const { docs } = await payload.findVersions({
      collection: 'articles',
      where: { parent: { equals: doc.id }, 'version.title': { equals: 'With a date' } },
      depth: 0,
    })
    // Payload writes into the context that it is given.
    const own = { ...context }
    await payload.restoreVersion({ collection: 'articles', id: String(docs[0]?.id), draft: true, context: own })
    const stored = await payload.findByID({ collection: 'articles', id: doc.id, draft: true, depth: 0 })
    expect(stored).toMatchObject({ title: 'With a date', publishAt: null })
    const { jobs } = await rowsOf(publication.owner, articleId)
    expect(jobs.filter(({ identifier }) => identifier === 'schedule')).toEqual([])
    expect(await articleAt(slug)).toMatchObject({ kind: 'unknown' })
  })

  it('in the trash none is kept for publishing; restored, the one for unpublishing counts again', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published', unpublishAt: past })
    const articleId = await publicId(doc)
    const scheduled = async () =>
      (await rowsOf(publication.owner, articleId)).jobs.filter(({ identifier }) => identifier === 'schedule')
    await update(doc.id, { publishAt: future, _status: 'draft' }, { draft: true })
    await update(doc.id, { deletedAt: past })
    await publication.owner.query(`delete from graphile_worker._private_jobs where key like 'schedule:unpublish:%'`)
    expect(await scheduled()).toEqual([])
    await update(doc.id, { deletedAt: null }, { trash: true })
    expect((await scheduled()).map(({ run_at }) => run_at.toISOString())).toEqual([past])
    const stored = await payload.findByID({ collection: 'articles', id: doc.id, draft: true, depth: 0 })
    expect(stored).toMatchObject({ publishAt: null, unpublishAt: past })
  })

  it('a copy has none', async () => {
    const { doc } = await draftOf({ publishAt: future, unpublishAt: future, withdrawalReason: 'Not now.' })
    const copy = await payload.duplicate({ collection: 'articles', id: doc.id, draft: true, context })
    const none = { publishedAt: null, publishAt: null, unpublishAt: null, withdrawalReason: null }
    expect(copy).toMatchObject(none)
    const { jobs } = await rowsOf(publication.owner, await publicId(copy))
    expect(jobs).toEqual([])
  })
})
