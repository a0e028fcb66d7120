import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articleAt, historyOf, pinnedEdition } from '#publication/edition/index.ts'
import { articleData, bodyOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { savesOf } from '../publishing/saves.ts'

let publication: TestPublication
beforeAll(async () => {
  publication = await openPublication()
}, 120_000)
afterAll(() => publication?.close())

async function currentAt(slug: string) {
  const found = await articleAt(slug)
  if (found.kind !== 'current') throw new Error(`${slug} is ${found.kind}`)
  return found.value
}

describe('an edition to be read', () => {
  it('has its own words, what has changed since, and the names that things have today', async () => {
    const { payload } = publication
    const { create, update } = savesOf(payload)
    const data = await articleData(payload, {
      body: bodyOf('It fails at ten.\n\n:::break{#b1 title="It breaks"}\nSo.\n:::'),
    })
    const doc = await create({ ...data, _status: 'published' })
    await update(doc.id, {
      title: 'A second title',
      body: bodyOf('It fails at eleven.\n\n:::break{#b1 title="It breaks"}\nSo.\n:::'),
      slug: `${data.slug}-new`,
      correction: 'It is eleven.',
      _status: 'published',
    })
    await payload.update({
      collection: 'topics',
      id: data.topics[0] ?? 0,
      data: { name: 'Renamed since' } as never,
      context: { actor: 'system:test' },
    })
    const current = await currentAt(`${data.slug}-new`)
    const { pinned, since, revision } = await pinnedEdition(current, 1)
    expect(pinned).toMatchObject({
      edition: 1,
      title: data.title,
      path: `/articles/${data.slug}-new`,
      topics: [{ name: 'Renamed since' }],
      findings: [{ id: 'b1' }],
    })
    expect(JSON.stringify(pinned?.body)).toContain('ten')
    expect(since.map(({ place }) => place)).toEqual(['Title', ''])
    expect(since[1]?.parts.filter(({ change }) => change !== 'kept').map(({ text }) => text)).toEqual(['ten', 'eleven'])
    expect(revision).toBeGreaterThan(0)
    expect((await pinnedEdition(current, 2)).since).toEqual([])
    expect((await pinnedEdition(current, 3)).pinned).toBeNull()
  })

  it('of before a withdrawal is neither shown nor led to', async () => {
    const { create, update } = savesOf(publication.payload)
    const data = await articleData(publication.payload)
    const doc = await create({ ...data, _status: 'published' })
    await update(doc.id, { _status: 'draft' })
    await update(doc.id, { title: 'Put right', _status: 'published' })
    const current = await currentAt(data.slug)
    expect((await pinnedEdition(current, 1)).pinned).toBeNull()
    const { items } = await historyOf(current)
    expect(items.map(({ number, isShown }) => [number, isShown])).toEqual([
      [2, true],
      [1, false],
    ])
  })
})
