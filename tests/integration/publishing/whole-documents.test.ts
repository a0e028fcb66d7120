import type { Payload } from 'payload'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachByItself } from '#collections/each-by-itself.ts'
import { wholeDocuments } from '#collections/whole-documents.ts'
import { articleAt } from '#publication/edition/index.ts'
import { articleData, context, password } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { entriesIn } from '../journal/entries.ts'
import { rowsOf } from './rows.ts'
import { savesOf } from './saves.ts'

let publication: TestPublication
let payload: Payload
let { create, update, publicId } = {} as ReturnType<typeof savesOf>
let linesOf: ReturnType<typeof entriesIn>['linesOf']
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ create, update, publicId } = savesOf(payload))
  ;({ linesOf } = entriesIn(publication.owner))
}, 120_000)
afterAll(() => publication?.close())

it('is so in every collection of ours, and none lets many be deleted at once', () => {
  const ours = Object.values(payload.collections).filter(({ config }) => !config.slug.startsWith('payload-'))
  expect(ours.length).toBeGreaterThanOrEqual(5)
  for (const { config } of ours) {
    expect(config.hooks.beforeOperation.slice(0, 2), config.slug).toEqual([eachByItself, wholeDocuments])
    expect(config.disableBulkDelete, config.slug).toBe(true)
  }
})

const future = '2126-01-01T00:00:00.000Z'

/** The least that a caller may want to see. */
const narrow = { updatedAt: true } as const

const publicRows = async (table: string, column: string, value: string) =>
  (await publication.owner.query(`select * from publication.${table} where ${column} = $1`, [value])).rows

describe('an article, whatever its saves are to answer with', () => {
  const datesOf = async (articleId: string) =>
    (await rowsOf(publication.owner, articleId)).jobs
      .filter(({ identifier }) => identifier === 'schedule')
      .map(({ payload: [job], run_at }) => [job?.change, run_at.toISOString()])
  const both = [
    ['publish', future],
    ['unpublish', future],
  ]

  it.each([
    ['one field', { title: true as const }],
    ['all but the dates', { publishAt: false as const, unpublishAt: false as const }],
  ])('keeps its dates when it answers with %s', async (_what, select) => {
    const data = await articleData(payload)
    const doc = await payload.create({
      collection: 'articles',
      data: { ...data, publishAt: future, unpublishAt: future } as never,
      draft: true,
      select,
      context,
    })
    const articleId = await publicId(doc)
    expect(await datesOf(articleId)).toEqual(both)
    await update(doc.id, { title: 'Another' }, { draft: true, select })
    expect(await datesOf(articleId)).toEqual(both)
    await payload.update({
      collection: 'articles',
      where: { id: { equals: doc.id } },
      data: { title: 'A third' } as never,
      draft: true,
      select,
      context,
    })
    expect(await datesOf(articleId)).toEqual(both)
  })

  it('leaves the site, and its dates with it, when it is deleted', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published', unpublishAt: future })
    const articleId = await publicId(doc)
    await payload.delete({ collection: 'articles', id: doc.id, select: narrow, context })
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'gone' })
    expect(await datesOf(articleId)).toEqual([])
  })

  it('is not restored to an old version in part', async () => {
    const doc = await create(await articleData(payload))
    const { docs } = await payload.findVersions({ collection: 'articles', where: { parent: { equals: doc.id } } })
    const restored = payload.restoreVersion({
      collection: 'articles',
      id: String(docs[0]?.id),
      select: narrow,
      context: { ...context },
    })
    await expect(restored).rejects.toThrow('A version is restored whole')
  })
})

describe.each([
  {
    collection: 'authors' as const,
    values: {
      bio: 'Writes.',
      disclosure: 'Holds shares.',
      links: [{ label: 'Site', url: 'https://example.org/' }],
    },
  },
  { collection: 'topics' as const, values: { loadCase: 'seam', description: 'How it fails.', position: 7 } },
])('one of the $collection', ({ collection, values }) => {
  it('is public as a whole after every save, and gone when it is deleted', async () => {
    const slug = `whole-${collection}`
    const select = narrow
    const data = { name: 'A name', slug, ...values } as never
    const doc = await payload.create({ collection, data, select, context })
    const rows = () => publicRows(collection, 'slug', slug)
    const { loadCase, ...rest } = values as { loadCase?: string }
    const expected = { ...rest, ...(loadCase ? { load_case: loadCase } : {}) }
    expect(await rows()).toMatchObject([{ name: 'A name', ...expected }])
    await payload.update({ collection, id: doc.id, data: { name: 'Another' } as never, select, context })
    expect(await rows()).toMatchObject([{ name: 'Another', ...expected }])
    await payload.update({
      collection,
      where: { id: { equals: doc.id } },
      data: { name: 'A third' } as never,
      select,
      context,
    })
    expect(await rows()).toMatchObject([{ name: 'A third', ...expected }])
    await payload.delete({ collection, id: doc.id, select, context })
    expect(await rows()).toEqual([])
  })
})

it('a picture keeps its measures and its file, and is removed', async () => {
  const bytes = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#1c44bd' } })
    .png()
    .toBuffer()
  const select = narrow
  const doc = await payload.create({
    collection: 'media',
    data: { alt: 'A test' } as never,
    file: { name: 'x.png', data: bytes, mimetype: 'image/png', size: bytes.length },
    select,
    context,
  })
  const { publicId: id, filename } = (await payload.findByID({ collection: 'media', id: doc.id })) as unknown as {
    publicId: string
    filename: string
  }
  const { pictureBytes } = await import('#collections/media/picture-store.ts')
  expect((await pictureBytes(filename)).length).toBeGreaterThan(0)
  const whole = { filename, mime_type: 'image/png', width: 8, height: 6 }
  expect(await publicRows('media', 'id', id)).toMatchObject([{ ...whole, alt: 'A test' }])
  await payload.update({ collection: 'media', id: doc.id, data: { alt: 'Another' } as never, select, context })
  expect(await publicRows('media', 'id', id)).toMatchObject([{ ...whole, alt: 'Another' }])
  await payload.delete({ collection: 'media', id: doc.id, select, context })
  expect(await publicRows('media', 'id', id)).toEqual([])
})

it('an account tells what changed of it, and nothing else', async () => {
  const select = narrow
  const email = 'whole@example.org'
  let id = 0
  const save = (data: object) => () =>
    payload.update({ collection: 'users', id, data: data as never, select, populate: {}, context })
  const made = await linesOf(async () => {
    const data = { email, password, name: 'Whole', role: 'author' } as never
    id = Number((await payload.create({ collection: 'users', data, select, context })).id)
  })
  const told = (verb: string) => `account.${verb} account:${id} ${context.actor}`
  expect(made).toEqual([told('created')])
  expect(await linesOf(save({ name: 'Another' }))).toEqual([])
  expect(await linesOf(save({ role: 'editor' }))).toEqual([told('role-changed')])
  expect(await linesOf(() => payload.delete({ collection: 'users', id, select, context }))).toEqual([told('removed')])
})
