import { afterAll, beforeAll, expect, it } from 'vitest'
import { articles, type FindingPosition, type FindingQuery, findings } from '#publication/edition/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { breaks, writtenIn } from './written.ts'

let publication: TestPublication
let written: ReturnType<typeof writtenIn>
beforeAll(async () => {
  publication = await openPublication()
  written = writtenIn(publication.payload)
}, 120_000)
afterAll(() => publication?.close())

const dayOf = (day: number) => `2026-09-${String(day).padStart(2, '0')}T08:00:00.000Z`
const name = ({ id, article }: { id: string; article: { slug: string } }) => `${article.slug}.${id}`
const named = async (query: Omit<FindingQuery, 'limit'>) => (await findings({ limit: 100, ...query })).items.map(name)

const answered = `:::break{#b1 title="Consumers fall behind" shows="lag grows" scale="from 10,000 partitions" cost="a day"}
So.
:::

:::break{#b2 title="Leaders flap" shows="elections without end" scale="over 1.5M messages"}
So.
:::

:::hold{#h1 title="Read from followers" answers="b1" cost="stale reads" verified="2026-08-01"}
So.
:::`

it('gives every field of a finding and what leads to it, newest article first, then in the order of the text', async () => {
  const older = await written.write(answered, { title: 'The older', publishedAt: dayOf(1) })
  const { slug } = await written.write(breaks(2), { publishedAt: dayOf(2), topics: older.topics })
  const topic = await written.topicSlug(older.topics[0])
  const { items, next, previous, revision } = await findings({ limit: 100, topic })
  expect(items.map(name)).toEqual([
    `${slug}.b1`,
    `${slug}.b2`,
    `${older.slug}.b1`,
    `${older.slug}.b2`,
    `${older.slug}.h1`,
  ])
  const article = {
    id: older.publicId,
    slug: older.slug,
    path: `/articles/${older.slug}`,
    title: 'The older',
    publishedAt: dayOf(1),
    load: 'seam',
  }
  expect(items[2]).toEqual({
    id: 'b1',
    kind: 'break',
    title: 'Consumers fall behind',
    shows: 'lag grows',
    scale: 'from 10,000 partitions',
    cost: 'a day',
    status: 'held',
    heldBy: ['h1'],
    article,
  })
  expect(items[4]).toEqual({
    id: 'h1',
    kind: 'hold',
    title: 'Read from followers',
    answers: ['b1'],
    cost: 'stale reads',
    verifiedSince: '2026-08-01',
    article,
  })
  expect({ next, previous }).toEqual({ next: null, previous: null })
  expect(revision).toBe((await articles({ limit: 1 })).revision)
})

it('keeps to kind, status, topic and words; a status means breaks', async () => {
  const { slug, topics } = await written.write(answered)
  const topic = await written.topicSlug(topics[0])
  const of = async (query: Omit<FindingQuery, 'limit' | 'topic'>) =>
    (await named({ topic, ...query })).map((found) => found.replace(`${slug}.`, ''))
  expect(await of({ kind: 'hold' })).toEqual(['h1'])
  expect(await of({ kind: 'break' })).toEqual(['b1', 'b2'])
  expect(await of({ status: 'open' })).toEqual(['b2'])
  expect(await of({ status: 'held' })).toEqual(['b1'])
  expect(await of({ status: 'held', kind: 'hold' })).toEqual([])
  expect(await of({ q: 'falling consumer' })).toEqual(['b1'])
  expect(await of({ q: 'reads -followers' })).toEqual([])
  expect(await of({ q: 'lag or stale' })).toEqual(['b1', 'h1'])
  expect(await of({ q: '"elections without end"' })).toEqual(['b2'])
  expect(await of({ q: '"without elections"' })).toEqual([])
  expect(await named({ topic: 'no-such-topic' })).toEqual([])
})

it.each(['10k', '10 000', '10,000', '10000', '10\u202f000 partitions', 'partitions 10K'])('scale %s', async (scale) => {
  const { slug } = await written.write(answered)
  expect(await named({ scale })).toContain(`${slug}.b1`)
  expect(await named({ scale: '1500000' })).toContain(`${slug}.b2`)
  expect(await named({ scale: '1000' })).not.toContain(`${slug}.b1`)
  expect(await named({ scale, kind: 'hold' })).toEqual([])
})

async function walk(topic: string, limit: number, meanwhile: (page: number) => Promise<unknown> = async () => {}) {
  const seen: string[] = []
  let after: FindingPosition | undefined
  for (let page = 0; page < 50; page += 1) {
    const found = await findings({ limit, topic, after })
    seen.push(...found.items.map(name))
    if (!found.next) return seen
    after = found.next
    await meanwhile(page)
  }
  throw new Error('no end')
}

async function threeArticles() {
  const first = await written.write(breaks(3), { publishedAt: dayOf(3) })
  const { topics } = first
  const second = await written.write(breaks(3), { publishedAt: dayOf(2), topics })
  const third = await written.write(breaks(3), { publishedAt: dayOf(1), topics })
  const all = [first, second, third].flatMap(({ slug }) => [1, 2, 3].map((number) => `${slug}.b${number}`))
  return { first, second, third, topics, topic: await written.topicSlug(topics[0]), all }
}

it.each([1, 2, 4, 9])('walks forth and back by pages of %i: everything once', async (limit) => {
  const { topic, all } = await threeArticles()
  expect(await walk(topic, limit)).toEqual(all)
  const backwards: string[] = []
  let position = (await findings({ limit: 8, topic })).next
  while (position) {
    const page = await findings({ limit, topic, before: position })
    backwards.unshift(...page.items.map(name))
    position = page.previous
  }
  expect(backwards).toEqual(all.slice(0, 7))
})

it('while others are published and withdrawn, nothing is seen twice and nothing that stays is missed', async () => {
  const { third, second, topics, topic, all } = await threeArticles()
  const seen = await walk(topic, 2, async (page) => {
    if (page === 0) await written.write(breaks(2), { publishedAt: dayOf(9), topics })
    if (page === 1) await written.withdraw(second.id)
    if (page === 2) await written.write(breaks(1), { publishedAt: dayOf(1), topics })
  })
  expect(new Set(seen).size).toBe(seen.length)
  const stay = all.filter((one) => !one.startsWith(second.slug))
  expect(seen.filter((one) => stay.includes(one))).toEqual(stay)
  expect(seen).toContain(`${third.slug}.b3`)
})

it('while the article in hand is revised, its other findings are seen once', async () => {
  const { first, topic, all } = await threeArticles()
  const put = await walk(topic, 2, async (page) => page === 0 && written.revise(first.id, breaks([4, 1, 2, 3])))
  expect(put).toEqual(all)
  const gone = await walk(topic, 3, async (page) => page === 0 && written.revise(first.id, breaks([4, 1, 3])))
  expect(gone.filter((one) => one.startsWith(first.slug))).toEqual([
    `${first.slug}.b4`,
    `${first.slug}.b1`,
    `${first.slug}.b2`,
    `${first.slug}.b3`,
  ])
})

it('knows nothing of drafts and of what was withdrawn', async () => {
  const draft = await written.write(answered, {}, 'draft')
  const gone = await written.write(answered)
  expect(await named({ q: 'consumers' })).toContain(`${gone.slug}.b1`)
  await written.withdraw(gone.id)
  for (const query of [{}, { q: 'consumers' }, { scale: '10k' }])
    for (const { slug } of [draft, gone]) expect(await named(query)).not.toContain(`${slug}.b1`)
})

it('moves with its article to another date', async () => {
  const { topics, publicId } = await written.write(breaks(1), { publishedAt: dayOf(1) })
  await publication.owner.query(`update publication.current set published_at = $2 where article_id = $1`, [
    publicId,
    dayOf(8),
  ])
  const { items } = await findings({ limit: 1, topic: await written.topicSlug(topics[0]) })
  expect(items[0]?.article.publishedAt).toBe(dayOf(8))
  const { rows } = await publication.owner.query(
    'select published_at from publication.findings where article_id = $1',
    [publicId],
  )
  expect(rows).toEqual([{ published_at: new Date(dayOf(8)) }])
})
