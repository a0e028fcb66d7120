import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articles, type SearchItem, search } from '#publication/edition/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { writtenIn } from './written.ts'

let publication: TestPublication
let written: ReturnType<typeof writtenIn>
beforeAll(async () => {
  publication = await openPublication()
  written = writtenIn(publication.payload)
}, 120_000)
afterAll(() => publication?.close())

const all = (q: string) => search({ q, limit: 50 })
const slugOf = (item: SearchItem) => (item.kind === 'finding' ? `${item.article.slug}.${item.id}` : item.slug)
const found = async (q: string, kind?: SearchItem['kind']) =>
  (await all(q)).items.filter((item) => kind === undefined || item.kind === kind).map(slugOf)
const marks = (item: SearchItem | undefined) => item?.excerpt.filter(({ isMatch }) => isMatch).map(({ text }) => text)
const textOf = (item: SearchItem | undefined) => item?.excerpt.map(({ text }) => text).join('')

it('gives findings, then articles, then topics, each with what leads to it', async () => {
  const { slug, publicId, topics } = await written.write(
    'Opening.\n\n:::break{#b1 title="Zeppelins sink" shows="a zeppelin leaks"}\nSo.\n:::',
    { title: 'Airships', deck: 'On zeppelins.', publishedAt: '2026-09-01T08:00:00.000Z' },
  )
  await publication.payload.update({
    collection: 'topics',
    id: topics[0] ?? 0,
    data: { description: 'How each zeppelin fails.' } as never,
    context: { actor: 'system:test' },
  })
  const path = `/articles/${slug}`
  const topic = await written.topicSlug(topics[0])
  const { items, next, didYouMean, revision } = await all('zeppelin')
  expect(items).toEqual([
    {
      kind: 'finding',
      id: 'b1',
      finding: 'break',
      title: 'Zeppelins sink',
      path: `${path}#b1`,
      status: 'open',
      article: { id: publicId, slug, path, title: 'Airships' },
      titleParts: [
        { text: 'Zeppelins', isMatch: true },
        { text: ' sink', isMatch: false },
      ],
      excerpt: [
        { text: 'a ', isMatch: false },
        { text: 'zeppelin', isMatch: true },
        { text: ' leaks', isMatch: false },
      ],
    },
    {
      kind: 'article',
      id: publicId,
      slug,
      path,
      title: 'Airships',
      deck: 'On zeppelins.',
      publishedAt: '2026-09-01T08:00:00.000Z',
      titleParts: [{ text: 'Airships', isMatch: false }],
      excerpt: [
        { text: 'On ', isMatch: false },
        { text: 'zeppelins', isMatch: true },
        { text: '.', isMatch: false },
      ],
    },
    expect.objectContaining({ kind: 'topic', slug: topic, path: `/topics/${topic}`, id: expect.stringMatching(/^t_/) }),
  ])
  expect({ next, didYouMean, revision }).toEqual({
    next: null,
    didYouMean: null,
    revision: (await articles({ limit: 1 })).revision,
  })
})

it('puts a title before a deck, a deck before a heading, a heading before the body, whatever is newer', async () => {
  const at = (day: number) => ({ publishedAt: `2026-09-0${day}T08:00:00.000Z` })
  const title = await written.write('Words.', { title: 'Gyroscopes', ...at(1) })
  const deck = await written.write('Words.', { deck: 'A gyroscope.', ...at(2) })
  const heading = await written.write('Words.\n\n## The gyroscope\n\nWords.', at(3))
  const body = await written.write('Gyroscope gyroscope gyroscope gyroscope.', at(4))
  expect(await found('gyroscope')).toEqual([title.slug, deck.slug, heading.slug, body.slug])
})

it('finds words wherever they stand, and holds to phrases, minus and or', async () => {
  const one = await written.write('The marmot digs a deep burrow.', { title: 'Whistling', deck: 'Rodents.' })
  const two = await written.write('The burrow is deep: a marmot/badger lives in `Map<Marmoset>`.')
  expect(await found('marmot whistling')).toEqual([one.slug])
  expect(await found('burrows digging')).toEqual([one.slug])
  expect((await found('marmot')).sort()).toEqual([one.slug, two.slug].sort())
  expect(await found('"deep burrow"')).toEqual([one.slug])
  expect(await found('marmot -badger')).toEqual([one.slug])
  expect(await found('marmot -"deep burrow"')).toEqual([two.slug])
  expect((await found('digs or badger')).sort()).toEqual([one.slug, two.slug].sort())
  expect(await found('marmoset')).toEqual([two.slug])
  expect(await found('"whistling rodents"')).toEqual([])
})

it('gives the same in pages, each once', async () => {
  for (let number = 0; number < 3; number += 1)
    await written.write(':::break{#b1 title="A wombat"}\nSo.\n:::\n\n:::break{#b2 title="Two wombats"}\nSo.\n:::')
  const whole = (await all('wombat')).items
  expect(whole).toHaveLength(9)
  const parts: SearchItem[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page = await search({ q: 'wombat', limit: 4, after })
    parts.push(...page.items)
    after = page.next
  }
  expect(parts).toEqual(whole)
  expect(await search({ q: 'wombat', limit: 4, after: 9 })).toMatchObject({ items: [], next: null, didYouMean: null })
})

it('knows nothing of drafts, of what was withdrawn and of what was taken out', async () => {
  const text = 'A narwhal.\n\n:::break{#b1 title="Narwhals"}\nSo.\n:::'
  await written.write(text, { title: 'Narwhals' }, 'draft')
  expect(await found('narwhal')).toEqual([])
  const gone = await written.write(text, { title: 'Narwhals' })
  const kept = await written.write(text)
  expect(await found('narwhal', 'article')).toEqual([gone.slug, kept.slug])
  await written.withdraw(gone.id)
  expect(await found('narwhal')).toEqual([`${kept.slug}.b1`, kept.slug])
  await written.revise(kept.id, 'A whale.')
  expect(await found('narwhal')).toEqual([])
})

describe('excerpts', () => {
  it('show the words of a long text where they stand, tags and slashes as they are', async () => {
    const filler = 'Nothing of note happens in this sentence. '.repeat(60)
    await written.write(`${filler}\n\nThen the **platypus** wrote \`List<egg>\` and/or left. ${filler}`)
    const [item] = (await all('platypus')).items
    expect(marks(item)).toEqual(['platypus'])
    expect(textOf(item)).toContain('platypus wrote List<egg> and/or left.')
    expect(textOf(item)?.length).toBeLessThan(400)
  })

  it('show a title when the words are there alone, and a deck for what tells of no word', async () => {
    await written.write(':::break{#b1 title="An axolotl" shows="gills"}\nSo.\n:::')
    await written.write('Words.', { title: 'Axolotls', deck: 'Of gills.' })
    const { items } = await all('axolotl')
    expect(items.slice(0, 2).map((item) => [textOf(item), marks(item)])).toEqual([
      ['An axolotl', ['axolotl']],
      ['Of gills.', []],
    ])
  })

  it('have no mark of ours in them, even where a text has one', async () => {
    const { publicId } = await written.write('Words.', { title: 'Ocelots' })
    await publication.owner.query(
      `update publication.current set deck = E'An \\x01ocelot\\x02 \\x03b\\x04 <mark>' where article_id = $1`,
      [publicId],
    )
    const [item] = (await all('ocelot')).items
    expect(item?.excerpt).toEqual([
      { text: 'An ', isMatch: false },
      { text: 'ocelot', isMatch: true },
      { text: ' b <mark>', isMatch: false },
    ])
  })
})

describe('did you mean', () => {
  it('names a query that finds something, when this one found nothing', async () => {
    const { slug } = await written.write('Words.', { title: 'Rebalancing hippopotamuses slowly' })
    const { items, didYouMean } = await all('hipopotamuses "rebalansing"')
    expect(items).toEqual([])
    expect(didYouMean).toBe('hippopotamuses "rebalancing"')
    expect(await found(didYouMean ?? '')).toEqual([slug])
    expect((await all('hippopotamuses')).didYouMean).toBeNull()
  })

  it('names none when nothing is like it, or when what is like it was withdrawn', async () => {
    expect((await all('qqqqzzzzxxxx')).didYouMean).toBeNull()
    const { id } = await written.write('Words.', { title: 'Chinchillas' })
    expect((await all('chinchilas')).didYouMean).toBe('chinchillas')
    await written.withdraw(id)
    expect((await all('chinchilas')).didYouMean).toBeNull()
  })
})
