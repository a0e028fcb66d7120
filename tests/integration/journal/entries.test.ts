import type { Payload } from 'payload'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articleAt } from '#publication/edition/index.ts'
import { articleData, context, makeAccount, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { savesOf } from '../publishing/saves.ts'
import { entriesIn } from './entries.ts'

let publication: TestPublication
let payload: Payload
let { entriesOf, linesOf, verbsOf } = {} as ReturnType<typeof entriesIn>
let { create, update, publicId } = {} as ReturnType<typeof savesOf>
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ entriesOf, linesOf, verbsOf } = entriesIn(publication.owner))
  ;({ create, update, publicId } = savesOf(payload))
}, 120_000)
afterAll(() => publication?.close())

const draft = { draft: true }
const autosave = { draft: true, autosave: true }

describe('articles', () => {
  it('tell what changes for readers, and nothing else', async () => {
    const data = await articleData(payload)
    let doc = { id: 0 }
    const drafted = await linesOf(async () => {
      doc = (await payload.create({ collection: 'articles', data: data as never, draft: true, context })) as typeof doc
    })
    expect(drafted).toEqual([])
    const id = await publicId(doc)
    const trash = (deletedAt: string | null) => update(doc.id, { deletedAt }, { trash: true })
    expect(
      await verbsOf(id, [
        ['an autosave of a draft', () => update(doc.id, { title: 'Draft', _status: 'draft' }, autosave)],
        ['a saved draft', () => update(doc.id, { title: 'Drafted', _status: 'draft' }, draft)],
        ['a date to publish', () => update(doc.id, { publishAt: '2031-01-01T00:00:00.000Z' }, draft)],
        ['published', () => update(doc.id, { _status: 'published' })],
        ['saved without a change', () => update(doc.id, { _status: 'published' })],
        ['autosaved while public', () => update(doc.id, { title: 'Next', _status: 'draft' }, autosave)],
        ['a draft saved while public', () => update(doc.id, { title: 'Next one', _status: 'draft' }, draft)],
        ['a reason written while public', () => update(doc.id, { withdrawalReason: 'Soon.' }, draft)],
        ['revised', () => update(doc.id, { _status: 'published' })],
        ['moved', () => update(doc.id, { slug: `${data.slug}-moved`, _status: 'published' })],
        ['withdrawn', () => update(doc.id, { _status: 'draft', withdrawalReason: 'It was wrong.' })],
        ['saved again while withdrawn', () => update(doc.id, { _status: 'draft', withdrawalReason: 'It was wrong.' })],
        ['a draft while withdrawn', () => update(doc.id, { withdrawalReason: 'A draft of it.' }, draft)],
        ['another reason', () => update(doc.id, { _status: 'draft', withdrawalReason: 'The figures were wrong.' })],
        ['no reason any more', () => update(doc.id, { _status: 'draft', withdrawalReason: '' })],
        ['published again', () => update(doc.id, { _status: 'published' })],
        ['thrown away', () => trash(new Date().toISOString())],
        ['taken back', () => trash(null)],
        ['deleted', () => payload.delete({ collection: 'articles', id: doc.id, context })],
      ]),
    ).toEqual([
      ['an autosave of a draft', []],
      ['a saved draft', []],
      ['a date to publish', []],
      ['published', ['article.published']],
      ['saved without a change', []],
      ['autosaved while public', []],
      ['a draft saved while public', []],
      ['a reason written while public', []],
      ['revised', ['article.revised']],
      ['moved', ['article.moved']],
      ['withdrawn', ['article.withdrawn']],
      ['saved again while withdrawn', []],
      ['a draft while withdrawn', []],
      ['another reason', ['article.reason-changed']],
      ['no reason any more', ['article.reason-changed']],
      ['published again', ['article.published']],
      ['thrown away', ['article.withdrawn']],
      ['taken back', ['article.published']],
      ['deleted', ['article.withdrawn']],
    ])
  })

  it('name the account that published', async () => {
    const account = await makeAccount(payload, 'publisher')
    const data = { ...(await articleData(payload)), _status: 'published' } as never
    const req = await requestOf(payload, account)
    const lines = await linesOf(() =>
      payload.create({ collection: 'articles', data, overrideAccess: false, user: account as never, req }),
    )
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^article.published a_\\S+ account:${account.id}$`))])
  })

  it('when deleted as a draft or long withdrawn tell nothing', async () => {
    const doc = await payload.create({ collection: 'articles', data: (await articleData(payload)) as never, ...draft })
    expect(await linesOf(() => payload.delete({ collection: 'articles', id: doc.id, context }))).toEqual([])
    const other = await create({ ...(await articleData(payload)), _status: 'published' })
    await update(other.id, { _status: 'draft', withdrawalReason: 'A reason that stays.' })
    expect(await linesOf(() => payload.delete({ collection: 'articles', id: other.id, context }))).toEqual([])
  })
})

describe('a reason that is changed while the article is withdrawn', () => {
  it('is left alone by the draft of somebody who may not publish', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published' })
    await update(doc.id, { _status: 'draft', withdrawalReason: 'As it was.' })
    await publication.owner.query("update publication.addresses set reason = 'Another' where path = $1", [
      `/articles/${data.slug}`,
    ])
    const editor = await makeAccount(payload, 'editor')
    const as = { overrideAccess: false, user: editor as never, req: await requestOf(payload, editor) }
    const save = () => update(doc.id, { title: 'A draft', withdrawalReason: 'Not mine to say' }, { ...draft, ...as })
    expect(await linesOf(save)).toEqual([])
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'gone', reason: 'Another' })
  })

  it('is shown at every address, keeps the day of the withdrawal, is journalled by its digest, and purged at once', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published' })
    await update(doc.id, { slug: `${data.slug}-two`, _status: 'published' })
    await update(doc.id, { _status: 'draft', withdrawalReason: 'Names somebody.' })
    const before = await articleAt(data.slug)
    const [entry] = await entriesOf(() => update(doc.id, { _status: 'draft', withdrawalReason: 'Names nobody.' }))
    for (const slug of [data.slug, `${data.slug}-two`])
      expect(await articleAt(slug)).toEqual({
        ...before,
        revisedAt: expect.any(String),
        kind: 'gone',
        reason: 'Names nobody.',
        revision: expect.any(Number),
      })
    expect(entry).toMatchObject({
      verb: 'article.reason-changed',
      reason: expect.stringMatching(/^sha256-[0-9a-f]{64}$/),
    })
    expect(JSON.stringify(entry)).not.toContain('nobody')
    const { rows } = await publication.owner.query(
      `select payload from graphile_worker._private_jobs where payload::text like '%' || $1 || '%' order by id desc limit 1`,
      [`${data.slug}-two`],
    )
    expect(rows[0].payload[0]).toMatchObject({
      expire: true,
      paths: [`/articles/${data.slug}`, `/articles/${data.slug}-two`],
      tags: [`address:/articles/${data.slug}`, `address:/articles/${data.slug}-two`],
    })
  })
})

type Publicly = { id: number; publicId: string }

describe('records', () => {
  it.each([
    [
      'topics',
      'topic',
      { name: 'T', slug: 'entries-topic', loadCase: 'seam', description: 'D', position: 3 },
      { name: 'U' },
    ],
    [
      'authors',
      'author',
      {
        name: 'A',
        slug: 'entries-author',
        bio: 'B',
        links: [
          { label: 'Site', url: 'https://example.org/' },
          { label: 'Other', url: 'https://example.org/2' },
        ],
      },
      { links: [{ label: 'Site', url: 'https://example.org/3' }] },
    ],
  ] as const)('%s: made, changed, removed; not when a save says the same', async (collection, kind, data, change) => {
    let doc = {} as Publicly
    const made = await linesOf(async () => {
      doc = (await payload.create({ collection, data: data as never, context, showHiddenFields: true })) as never
    })
    expect(made).toEqual([`${kind}.changed ${doc.publicId} system:test`])
    const save = (values: object) => payload.update({ collection, id: doc.id, data: values as never, context })
    expect(
      await verbsOf(doc.publicId, [
        ['the same', () => save(data)],
        ['nothing', () => save({})],
        ['changed', () => save(change)],
        ['removed', () => payload.delete({ collection, id: doc.id, context })],
      ]),
    ).toEqual([
      ['the same', []],
      ['nothing', []],
      ['changed', [`${kind}.changed`]],
      ['removed', [`${kind}.removed`]],
    ])
  })

  it('pictures: uploaded, credited, described anew, removed', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
      .png()
      .toBuffer()
    const file = { data: bytes, mimetype: 'image/png', name: 'x.png', size: bytes.length }
    let doc = {} as Publicly
    const made = await linesOf(async () => {
      doc = (await payload.create({
        collection: 'media',
        data: { alt: 'A picture' } as never,
        file,
        context,
        showHiddenFields: true,
      })) as never
    })
    expect(made).toEqual([`media.changed ${doc.publicId} system:test`])
    const save = (values: object) => payload.update({ collection: 'media', id: doc.id, data: values as never, context })
    expect(
      await verbsOf(doc.publicId, [
        ['credit', () => save({ credit: 'Somebody' })],
        ['described anew', () => save({ alt: 'Another word' })],
        ['removed', () => payload.delete({ collection: 'media', id: doc.id, context })],
      ]),
    ).toEqual([
      ['credit', ['media.changed']],
      ['described anew', ['media.changed']],
      ['removed', ['media.removed']],
    ])
  })
})
