import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  datedRecords,
  everyArticle,
  newestArticles,
  newestChange,
  newestMarkdown,
  newestOfTopic,
  partOfAll,
  partsOfAll,
} from '#publication/edition/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { breaks, writtenIn } from './written.ts'

let publication: TestPublication
let { write, revise, withdraw, topicSlug } = {} as ReturnType<typeof writtenIn>
const made: Awaited<ReturnType<typeof write>>[] = []

beforeAll(async () => {
  publication = await openPublication()
  ;({ write, revise, withdraw, topicSlug } = writtenIn(publication.payload))
  for (const day of ['01', '02', '03', '04', '05']) {
    const shared = made[0]
    const topics = shared ? { topics: shared.topics as number[] } : {}
    made.push(await write(breaks(1), { publishedAt: `2026-10-${day}T08:00:00.000Z`, ...topics }))
  }
}, 120_000)
afterAll(() => publication?.close())

const pathOf = ({ slug }: { slug: string }) => `/articles/${slug}`

it('has every article in parts, the oldest first, each once, and the newest change of each part', async () => {
  const { parts } = await partsOfAll(2)
  expect(parts).toHaveLength(3)
  expect(parts[0]?.after).toBeNull()
  const found = []
  for (const { after, updatedAt } of parts) {
    const { items } = await partOfAll(after ?? undefined, 2)
    expect(
      items
        .map((item) => item.updatedAt)
        .sort()
        .at(-1),
    ).toBe(updatedAt)
    found.push(...items.map(({ path }) => path))
  }
  expect(found).toEqual(made.map(pathOf))
})

it('walks through whole articles by position, on and back', async () => {
  const topic = await topicSlug(made[0]?.topics[0])
  const of = async (span: Parameters<typeof newestOfTopic>[1]) => {
    const found = await newestOfTopic(topic, span)
    if (found.kind !== 'current') throw new Error('not public')
    return found.value
  }
  for (const read of [of, newestArticles]) {
    const first = await read({ limit: 2 })
    expect(first.newest.map(pathOf)).toEqual([made[4], made[3]].map((each) => pathOf(each as never)))
    expect(first.previous).toBeNull()
    const second = await read({ limit: 2, after: first.next ?? undefined })
    expect(second.newest.map(pathOf)).toEqual([made[2], made[1]].map((each) => pathOf(each as never)))
    const last = await read({ limit: 2, after: second.next ?? undefined })
    expect([last.newest.length, last.next]).toEqual([1, null])
    const back = await read({ limit: 2, before: second.previous ?? undefined })
    expect(back).toEqual({ ...first, next: back.next, previous: null })
  }
})

it('dates lists by the newest change of what they list, and a text by a correction too', async () => {
  const topic = await topicSlug(made[0]?.topics[0])
  const before = (await newestChange()).updatedAt ?? ''
  expect((await datedRecords('topics')).items.find(({ path }) => path === `/topics/${topic}`)?.updatedAt).toBe(before)
  await revise(made[1]?.id ?? 0, breaks(2))
  const later = '2099-01-01T00:00:00.000Z'
  await publication.owner.query(
    `insert into publication.corrections (article_id, edition, seq, text, at) values ($1, 2, 999999, 'It said two.', $2)`,
    [made[1]?.publicId, later],
  )
  expect((await newestChange()).updatedAt).toBe(later)
  const { items } = await partOfAll(undefined, 10)
  expect(items.filter(({ updatedAt }) => updatedAt === later).map(({ path }) => path)).toEqual([
    pathOf(made[1] as never),
  ])
  expect((await datedRecords('topics')).items.find(({ path }) => path === `/topics/${topic}`)?.updatedAt).toBe(later)
})

it('has nothing of what was withdrawn', async () => {
  const gone = made[4] as NonNullable<(typeof made)[0]>
  await withdraw(gone.id)
  const paths = (await everyArticle()).items.map(({ path }) => path)
  expect(paths).toEqual([made[3], made[2], made[1], made[0]].map((each) => pathOf(each as never)))
  const whole = await newestMarkdown(2)
  expect([whole.count, ...whole.items.map(({ path }) => path)]).toEqual([4, ...paths.slice(0, 2)])
  expect(whole.items[0]?.markdown).toMatch(/^---\ntitle: /)
  expect((await partOfAll(undefined, 10)).items.map(({ path }) => path)).not.toContain(pathOf(gone))
  expect((await partsOfAll(2)).parts).toHaveLength(2)
})
