import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { historyOf, nextInLine } from '#publication/edition/index.ts'
import { bodyOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { linkedIn } from './linked.ts'

let publication: TestPublication
let { write, update, publicOf } = {} as ReturnType<typeof linkedIn>
beforeAll(async () => {
  publication = await openPublication()
  ;({ write, update, publicOf } = linkedIn(publication))
}, 120_000)
afterAll(() => publication?.close())

const body = (words: string) => bodyOf(`${words}\n\n:::break{#b1 title="It breaks"}\nSo.\n:::`)

describe('the editions of an article', () => {
  it('are told with their number, their moment and what they changed, the newest first', async () => {
    const article = await write({ body: body('One two.') })
    await update(article.id, { title: 'Another', body: body('One two three.'), _status: 'published' })
    const current = await publicOf(article.slug)
    const { items, earlier } = await historyOf(current)
    expect(items.map(({ number, changes }) => [number, changes])).toEqual([
      [2, 'New title. 1 word more.'],
      [1, 'First published.'],
    ])
    expect(items[0]?.at).toBe(current.modifiedAt)
    expect(earlier).toBe(0)
  })

  it('say when an article was brought along from before', async () => {
    const article = await write({ publishedAt: '2020-01-01T08:00:00.000Z' })
    const { items } = await historyOf(await publicOf(article.slug))
    expect(items.map(({ changes }) => changes)).toEqual(['First edition here.'])
  })

  it('end at the edition that the page shows, also when a newer one came meanwhile', async () => {
    const article = await write({ body: body('One.') })
    const shown = await publicOf(article.slug)
    await update(article.id, { body: body('One two.'), _status: 'published' })
    expect((await historyOf(shown)).items.map(({ number }) => number)).toEqual([1])
  })

  it('are twelve at most, and the others are counted', async () => {
    const article = await write({ body: body('x') })
    for (let number = 2; number <= 14; number += 1)
      await update(article.id, { body: body('x '.repeat(number)), _status: 'published' })
    const { items, earlier } = await historyOf(await publicOf(article.slug))
    expect(items.map(({ number }) => number)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
    expect(items.every(({ changes }) => changes === '1 word more.')).toBe(true)
    expect(earlier).toBe(2)
  }, 60_000)

  it('name no draft and nothing of another article', async () => {
    const article = await write({ body: body('One.') })
    await update(article.id, { body: body('One two.'), _status: 'draft' }, { draft: true })
    expect((await historyOf(await publicOf(article.slug))).items).toHaveLength(1)
  })
})

describe('next in line', () => {
  const at = (day: number) => ({ publishedAt: `2030-01-${String(day).padStart(2, '0')}T08:00:00.000Z` })
  const slugsAfter = async (slug: string) => (await nextInLine(await publicOf(slug))).items.map((item) => item.slug)

  it('stand articles of the same topics, then those it links to, then the newest', async () => {
    const own = await write(at(1))
    const { topics } = await publication.payload.findByID({ collection: 'articles', id: own.id, depth: 0 })
    const linked = await write(at(2))
    const newest = await write(at(9))
    const sibling = await write({ ...at(3), topics })
    await write(at(8))
    const link = bodyOf(`See [it](/articles/${linked.slug}).\n\n:::break{#b1 title="It breaks"}\nSo.\n:::`)
    await update(own.id, { body: link, _status: 'published' })
    expect(await slugsAfter(own.slug)).toEqual([sibling.slug, linked.slug, newest.slug])
  })

  it('has an article once, though it is of the same topic, linked to and the newest', async () => {
    const own = await write(at(1))
    const { topics } = await publication.payload.findByID({ collection: 'articles', id: own.id, depth: 0 })
    const siblings: { slug: string }[] = []
    for (const day of [20, 22, 21, 19]) siblings.push(await write({ ...at(day), topics }))
    const link = bodyOf(`See [it](/articles/${siblings[1]?.slug}).\n\n:::break{#b1 title="It breaks"}\nSo.\n:::`)
    await update(own.id, { body: link, _status: 'published' })
    expect(await slugsAfter(own.slug)).toEqual([1, 2, 0].map((index) => siblings[index]?.slug))
  })

  it('is never the article itself, nor one that was withdrawn', async () => {
    const [own, gone] = [await write(at(30)), await write(at(31))]
    expect(await slugsAfter(own.slug)).toContain(gone.slug)
    await update(gone.id, { _status: 'draft' })
    const after = await slugsAfter(own.slug)
    expect(after).not.toContain(gone.slug)
    expect(after).not.toContain(own.slug)
    expect(after).toHaveLength(3)
  })
})
