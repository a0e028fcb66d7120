import { expect, test } from '@playwright/test'
import { publish, rename, revise, unpublish } from './article-steps.ts'
import { change, type Desk, isPublic, openDesk, rewritten, subjectOf, writeDraft, writePublished } from './desk.ts'
import { expectEverywhere, expectSights, watch } from './expect-everywhere.ts'

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
})
test.afterAll(() => desk?.close())

test('an address that an article has left is not given to another while the first is public', async ({ request }) => {
  const first = await writePublished(desk)
  await rename('-b').act(desk, first)
  const second = await writeDraft(desk)
  const slug = first.slugs[0] ?? ''
  await change(desk, second, { slug, _status: 'draft' }, '?draft=true')
  let before = await watch(desk, request, [first, second])
  const answer = await desk.api.patch(`/api/articles/${second.id}`, { data: { _status: 'published' } })
  expect(answer.status()).toBe(409)
  expect((await answer.json()).errors[0].message).toContain(`The address /articles/${slug} leads to “Title mark`)
  await expectEverywhere(desk, request, before, [])

  await unpublish.act(desk, first)
  before = await watch(desk, request, [first, second])
  await change(desk, second, { _status: 'published' })
  second.slugs = [slug]
  first.slugs = first.slugs.filter((one) => one !== slug)
  await isPublic(desk, second)
  await expectEverywhere(desk, request, before, ['article.published'])

  before = await watch(desk, request, [first, second])
  await change(desk, first, { _status: 'published' })
  await isPublic(desk, first, { edition: 2 })
  await expectEverywhere(desk, request, before, ['article.published'])
})

test('a copy is a draft of its own: nothing of it is public until it is published', async ({ request }) => {
  const article = await writePublished(desk)
  const dates = { unpublishAt: '2031-01-01T00:00:00.000Z', withdrawalReason: 'Not for the copy.' }
  await change(desk, article, dates)
  let before = await watch(desk, request, [article])
  const answer = await desk.api.post(`/api/articles/${article.id}/duplicate`, { data: {} })
  expect(answer.status(), await answer.text()).toBe(200)
  const { doc } = await answer.json()
  const slug = `${article.slugs[0]}-copy`
  const none = { publishedAt: null, publishAt: null, unpublishAt: null, withdrawalReason: null }
  expect(doc).toMatchObject({ slug, _status: 'draft', ...none })
  const copy = await subjectOf(desk, doc.id, article.marks[0] ?? '', slug)
  expect(copy.publicId).toMatch(/^a_[0-9a-z]{26}$/)
  expect(copy.publicId).not.toBe(article.publicId)
  await expectEverywhere(desk, request, before, [])
  const paths = [`/articles/${slug}`, `/articles/${slug}.md`, `/api/v1/articles/${slug}`, `/failures/${slug}.b1`]
  await expectSights(
    request,
    [...paths, `/api/v1/articles/${copy.publicId}`].map((path) => ({ path, status: 404, hides: article.marks })),
  )

  await change(desk, copy, { ...(await rewritten(desk, copy)), _status: 'draft' }, '?draft=true')
  copy.marks.shift()
  before = await watch(desk, request, [article, copy])
  await publish.act(desk, copy)
  await expectEverywhere(desk, request, before, ['article.published'])
  before = await watch(desk, request, [article, copy])
  await revise.act(desk, article)
  await expectEverywhere(desk, request, before, ['article.revised'])
})
