import { expect, test } from '@playwright/test'
import { change, type Desk, isPublic, openDesk } from './desk.ts'
import { expectEverywhere, expectSights, watch } from './expect-everywhere.ts'
import { besideSite, unique } from './house.ts'
import type { Subject } from './surfaces.ts'

const slug = 'audit-vs-formal-verification'

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
})
test.afterAll(() => desk?.close())

/** `npm run seed` beside the running site. */
const seed = (): Promise<string> => besideSite('seed')

/** An article of the seeds, as it stands now. */
async function seeded(): Promise<Subject> {
  const { docs } = await (await desk.api.get(`/api/articles?where[slug][equals]=${slug}&depth=1`)).json()
  const { id, title, topics, authors } = docs[0]
  const rows = await desk.query<{ public_id: string; number: number }>(
    'select article_id as public_id, number from publication.current where slug = $1',
    [slug],
  )
  const [row] = rows
  const slugsOf = (records: { slug: string }[]) => records.map((record) => record.slug)
  const article: Subject = {
    ...{ id, publicId: row?.public_id ?? '', marks: [title], slugs: [slug], now: { is: 'unknown' } },
    ...{ topics: slugsOf(topics), authors: slugsOf(authors), isOfTitle: true as const },
  }
  await isPublic(desk, article, { edition: row?.number ?? 0 })
  return article
}

test('the seeds set an edited article back, as one new edition; a second time they change nothing', async ({
  request,
}) => {
  const article = await seeded()
  const [title = ''] = article.marks
  const edited = `Edited ${unique()}`
  let before = await watch(desk, request, [article])
  await change(desk, article, { title: edited, _status: 'published' })
  article.marks.push(edited)
  await isPublic(desk, article)
  await expectEverywhere(desk, request, before, ['article.revised'])

  before = await watch(desk, request, [article])
  expect(await seed()).toMatch(/Seeds: 0 created, 1 updated, \d+ unchanged\./)
  await isPublic(desk, article, { mark: title })
  await expectEverywhere(desk, request, before, ['article.revised'])
  await expectSights(request, [{ path: `/articles/${slug}`, shows: [`<h1`, title] }])

  before = await watch(desk, request, [article])
  expect(await seed()).toMatch(/Seeds: 0 created, 0 updated, \d+ unchanged\./)
  await expectEverywhere(desk, request, before, [])
})
