import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerApi } from '#app/api/v1/router.ts'
import { articleAt, corrections } from '#publication/edition/index.ts'
import { articleData, context, makeAccount, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { entriesIn } from '../journal/entries.ts'
import { savesOf } from './saves.ts'

let publication: TestPublication
let payload: Payload
let entriesOf = {} as ReturnType<typeof entriesIn>['entriesOf']
let { create, update, publicId } = {} as ReturnType<typeof savesOf>
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ entriesOf } = entriesIn(publication.owner))
  ;({ create, update, publicId } = savesOf(payload))
}, 120_000)
afterAll(() => publication?.close())

async function published() {
  const data = await articleData(payload)
  const doc = await create({ ...data, _status: 'published' })
  return { doc, slug: data.slug, id: await publicId(doc) }
}

const shownAt = async (slug: string) => {
  const found = await articleAt(slug)
  return found.kind === 'current' ? found.value.corrections.map(({ edition, text }) => [edition, text]) : found.kind
}

const newest = async (document: number | string) =>
  payload.findByID({ collection: 'articles', id: document, draft: true, depth: 0 })

describe('a correction', () => {
  it('is published with the edition that corrects, is journalled by its digest, and is not said again', async () => {
    const { doc, slug, id } = await published()
    await update(doc.id, { correction: 'Edition 1 said ten.', title: 'Eleven', _status: 'draft' }, { draft: true })
    expect(await shownAt(slug)).toEqual([])
    const [entry] = await entriesOf(() => update(doc.id, { _status: 'published' }))
    expect(entry).toMatchObject({ verb: 'article.revised', correction: expect.stringMatching(/^sha256-[0-9a-f]{64}$/) })
    expect(JSON.stringify(entry)).not.toContain('ten')
    expect(await shownAt(slug)).toEqual([[2, 'Edition 1 said ten.']])
    expect(await newest(doc.id)).toMatchObject({ correction: null })

    await update(doc.id, { title: 'Twelve', _status: 'published' })
    const answer = await answerApi({
      method: 'GET',
      path: `/api/v1/articles/${slug}/editions`,
      search: '',
      requestId: 'an-id',
    })
    const { data } = JSON.parse(String(answer.body)) as { data: { edition: number; corrections: { text: string }[] }[] }
    expect(data.map((one) => [one.edition, one.corrections.map(({ text }) => text)])).toEqual([
      [3, []],
      [2, ['Edition 1 said ten.']],
      [1, []],
    ])
    expect(await shownAt(slug)).toEqual([[2, 'Edition 1 said ten.']])
    const { items } = await corrections({ limit: 100 })
    expect(items.find(({ articleId }) => articleId === id)).toMatchObject({ slug, title: 'Twelve', edition: 2 })
  })

  it('may come after its edition: the text stays, readers are told, pages are made anew', async () => {
    const { doc, slug, id } = await published()
    await update(doc.id, { title: 'Second', _status: 'published' })
    const [entry] = await entriesOf(() => update(doc.id, { correction: 'The first was wrong.', _status: 'published' }))
    expect(entry).toMatchObject({ verb: 'article.corrected', subject: id, edition: 2 })
    expect(await shownAt(slug)).toEqual([[2, 'The first was wrong.']])
    const { rows } = await publication.owner.query(
      `select payload from graphile_worker._private_jobs where payload::text like '%' || $1 || '%' order by id desc limit 1`,
      [`/articles/${slug}`],
    )
    expect(rows[0].payload[0]).toMatchObject({ expire: false, tags: expect.arrayContaining([`article:${id}`, 'list']) })
    const changed = await publication.owner.query(
      'select type from publication.changes where article_id = $1 order by seq desc limit 1',
      [id],
    )
    expect(changed.rows).toEqual([{ type: 'refreshed' }])
  })

  it('is refused where there is nothing before it, and nothing is published then', async () => {
    const { doc, slug } = await published()
    await expect(update(doc.id, { correction: 'What?', _status: 'published' })).rejects.toThrow(/there is none/)
    const data = await articleData(payload)
    await expect(create({ ...data, correction: 'What?', _status: 'published' })).rejects.toThrow(/empty it/)
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'unknown' })
    expect(await shownAt(slug)).toEqual([])
  })

  it('is the article’s: an old version brought back does not say it again', async () => {
    const { doc, slug } = await published()
    await update(doc.id, { correction: 'Said once.', title: 'Draft', _status: 'draft' }, { draft: true })
    const versions = await payload.findVersions({ collection: 'articles', where: { parent: { equals: doc.id } } })
    const noted = versions.docs.find(({ version }) => version['correction'] === 'Said once.')
    await update(doc.id, { _status: 'published' })
    await payload.restoreVersion({ collection: 'articles', id: noted?.id ?? '', context: { ...context } })
    expect(await newest(doc.id)).toMatchObject({ title: 'Draft', correction: null })
    // Restoring a draft takes the article out of public, and with it what was said before.
    await update(doc.id, { title: 'Third', _status: 'published' })
    expect(await shownAt(slug)).toEqual([])
  })

  it('is written by editors, who may not publish it', async () => {
    const { doc, slug } = await published()
    const editor = await makeAccount(payload, 'editor')
    const as = { overrideAccess: false, user: editor as never, req: await requestOf(payload, editor) }
    await update(doc.id, { correction: 'From the desk.', title: 'Better', _status: 'draft' }, { draft: true, ...as })
    await expect(update(doc.id, { _status: 'published' }, as)).rejects.toThrow()
    expect(await shownAt(slug)).toEqual([])
    await update(doc.id, { _status: 'published' })
    expect(await shownAt(slug)).toEqual([[2, 'From the desk.']])
  })

  it('goes with a withdrawal, and those of before do not come back with the article', async () => {
    const { doc, slug, id } = await published()
    await update(doc.id, { correction: 'Before.', title: 'Two', _status: 'published' })
    await update(doc.id, { _status: 'draft' })
    expect(await shownAt(slug)).toBe('gone')
    expect((await corrections({ limit: 100 })).items.filter(({ articleId }) => articleId === id)).toEqual([])
    await update(doc.id, { correction: 'After.', title: 'Three', _status: 'published' })
    expect(await shownAt(slug)).toEqual([[3, 'After.']])
  })

  it('cannot be changed or taken away, by anybody', async () => {
    for (const statement of ["update publication.corrections set text = 'x'", 'delete from publication.corrections'])
      await expect(publication.owner.query(statement)).rejects.toThrow(/append-only|may not|refus/i)
  })
})

it('lists corrections of a topic or an author alone', async () => {
  const mine = await articleData(payload)
  const doc = await create({ ...mine, _status: 'published' })
  await update(doc.id, { correction: 'Only here.', title: 'Mine', _status: 'published' })
  const topic = await payload.findByID({ collection: 'topics', id: mine.topics[0] ?? 0 })
  const author = await payload.findByID({ collection: 'authors', id: mine.authors[0] ?? 0 })
  const texts = async (query: { topic?: string; author?: string }) =>
    (await corrections({ limit: 10, ...query })).items.map(({ text }) => text)
  expect(await texts({ topic: String(topic['slug']) })).toEqual(['Only here.'])
  expect(await texts({ author: String(author['slug']) })).toEqual(['Only here.'])
  expect(await texts({ topic: 'no-such-topic' })).toEqual([])
})
