import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginnings, searchGroups, suggestions } from '#publication/edition/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { writtenIn } from './written.ts'

let publication: TestPublication
let written: ReturnType<typeof writtenIn>
beforeAll(async () => {
  publication = await openPublication()
  written = writtenIn(publication.payload)
}, 120_000)
afterAll(() => publication?.close())

const suggested = async (q: string) => (await suggestions(q)).items

const body = [
  ':::break{#b1 title="Charging twice hurts" shows="Two wallabies on one invoice"}\nSo.\n:::',
  ':::hold{#h1 answers="b1" title="Let the wallaby decide"}\nSo.\n:::',
].join('\n\n')

describe('suggestions', () => {
  it('begin with what was typed, findings first, and lead to their places', async () => {
    const { slug } = await written.write(body, { title: 'Wallabies at the till' })
    const path = `/articles/${slug}`
    const all = [
      { kind: 'hold', title: 'Let the wallaby decide', path: `${path}#h1` },
      { kind: 'break', title: 'Charging twice hurts', path: `${path}#b1` },
      { kind: 'article', title: 'Wallabies at the till', path },
    ]
    for (const typed of ['wa', 'wall', 'wallab', 'Wallabies', 'WALLABY'])
      expect(await suggested(typed), typed).toEqual(all)
    expect((await suggested('till wal')).map(({ kind }) => kind)).toEqual(['article'])
  })

  it('know a word by a part of it that is no stem', async () => {
    for (const typed of ['charg', 'chargi', 'chargin', 'charging', 'twice chargin'])
      expect(
        (await suggested(typed)).map(({ title }) => title),
        typed,
      ).toEqual(['Charging twice hurts'])
  })

  it('are none for one letter, for what is only a stop word, for what nothing holds, and for what was withdrawn', async () => {
    const { id } = await written.write('Words.', { title: 'Quokkas' })
    expect(await suggested('quok')).toHaveLength(1)
    await written.withdraw(id)
    for (const typed of ['', 'w', 'the', 'qqqq', 'quok', '"', '-wallaby', '!!'])
      expect(await suggested(typed), typed).toEqual([])
  })

  it('are none for who says what is not wanted', async () => {
    expect(await suggested('wallaby -hur')).toEqual([])
    expect(await suggested('-hurts wallab')).toEqual([])
  })
})

it('beginnings are how the newest breaks show themselves, and the topics', async () => {
  const { topics } = await written.write(':::break{#b1 title="A break" shows="A line in the log"}\nSo.\n:::', {
    publishedAt: '2026-10-01T08:00:00.000Z',
  })
  const { symptoms, topics: named } = await beginnings(2)
  expect(symptoms).toContain('A line in the log')
  expect(named.map(({ path }) => path)).toContain(`/topics/${await written.topicSlug(topics[0])}`)
})

describe('with fewer of the words', () => {
  it('what has most of them comes first, and what was not wanted stays away', async () => {
    const three = await written.write('The numbat eats termites at noon.', { title: 'One' })
    const two = await written.write('A numbat sleeps at noon.', { title: 'Two' })
    const { groups, didYouMean } = await searchGroups({ q: 'numbat termites noon xylophone' })
    expect(groups).toMatchObject([{ kind: 'article', has: 'some', next: null, count: 1 }])
    expect(groups[0]?.items).toMatchObject([{ slug: three.slug }])
    expect(didYouMean).toBeNull()
    const [half] = (await searchGroups({ q: 'numbat sleeps xylophone' })).groups
    expect(half?.items).toMatchObject([{ slug: two.slug }])
    expect((await searchGroups({ q: 'numbat xylophone -noon' })).groups).toEqual([])
  })

  it('a phrase that stands nowhere is looked for as words', async () => {
    const { slug } = await written.write('A bilby digs a burrow.', { title: 'Three' })
    const { groups } = await searchGroups({ q: '"burrow bilby"' })
    expect(groups).toMatchObject([{ has: 'some', items: [{ slug }] }])
  })

  it('findings that have half of them stand after articles that have all', async () => {
    const text = 'A potoroo hides truffles.\n\n:::break{#b1 title="The potoroo forgets"}\nSo.\n:::'
    const { slug } = await written.write(text, { title: 'Four' })
    const { groups } = await searchGroups({ q: 'potoroo truffles' })
    expect(groups.map(({ kind, has }) => [kind, has])).toEqual([
      ['article', 'all'],
      ['finding', 'some'],
    ])
    expect(groups[1]?.items).toMatchObject([{ path: `/articles/${slug}#b1` }])
  })
})
