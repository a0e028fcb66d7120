import { expect, test } from '@playwright/test'
import { change, type Desk, isPublic, openDesk, rewritten, writeDraft, writePublished } from './desk.ts'
import { expectEverywhere, watch } from './expect-everywhere.ts'
import type { Subject } from './surfaces.ts'

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
})
test.afterAll(() => desk?.close())

/** Dates at which the queue will look at the article. */
const scheduled = async ({ publicId }: Subject): Promise<string[]> =>
  (
    await desk.query<{ run_at: Date }>('select run_at from graphile_worker.jobs where key like $1', [
      `schedule:%:${publicId}`,
    ])
  ).map(({ run_at }) => run_at.toISOString())

const soon = () => new Date(Date.now() + 1_000).toISOString()

for (const field of ['publishAt', 'unpublishAt'] as const)
  test(`${field} set, moved and removed moves nothing public`, async ({ request }) => {
    const article = await (field === 'publishAt' ? writeDraft(desk) : writePublished(desk))
    const before = await watch(desk, request, [article])
    const query = field === 'publishAt' ? '?draft=true' : ''
    for (const at of ['2031-01-01T00:00:00.000Z', '2032-01-01T00:00:00.000Z', null]) {
      await change(desk, article, { [field]: at }, query)
      expect(await scheduled(article)).toEqual(at === null ? [] : [at])
      await expectEverywhere(desk, request, before, [])
    }
  })

test('publishAt reached publishes a draft, once', async ({ request }) => {
  const article = await writeDraft(desk)
  const before = await watch(desk, request, [article])
  await change(desk, article, { publishAt: soon() }, '?draft=true')
  await isPublic(desk, article)
  await expectEverywhere(desk, request, before, ['article.published'])
  expect(await scheduled(article)).toEqual([])
})

test('publishAt reached publishes the newest version of a published article', async ({ request }) => {
  const article = await writePublished(desk)
  const before = await watch(desk, request, [article])
  const text = await rewritten(desk, article)
  await change(desk, article, { ...text, publishAt: soon(), _status: 'draft' }, '?draft=true')
  await isPublic(desk, article)
  await expectEverywhere(desk, request, before, ['article.revised'])
})

test('unpublishAt reached withdraws it, with the reason, from every address', async ({ request }) => {
  const article = await writePublished(desk)
  const withdrawalReason = 'It was meant for one day.'
  const before = await watch(desk, request, [article])
  await change(desk, article, { unpublishAt: soon(), withdrawalReason })
  article.now = { is: 'gone', reason: withdrawalReason }
  await expectEverywhere(desk, request, before, ['article.withdrawn'])
  expect(await scheduled(article)).toEqual([])
})
