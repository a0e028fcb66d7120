import { type APIRequestContext, type APIResponse, expect, test } from '@playwright/test'
import { change, type Desk, isPublic, openDesk, rewritten, writeDraft, writePublished } from './desk.ts'
import { expectEverywhere, watch } from './expect-everywhere.ts'
import type { Subject } from './surfaces.ts'

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
})
test.afterAll(() => desk?.close())

/** Three articles, the second of which will fail. */
async function three(make: () => Promise<Subject>): Promise<[Subject, Subject, Subject]> {
  return [await make(), await make(), await make()]
}

const at = (articles: Subject[], query = '') =>
  `/api/articles?where[id][in]=${articles.map(({ id }) => id).join(',')}${query}`

/** The editor is told which one failed and why, and which were done. */
async function expectOneFailed(answer: APIResponse, failed: Subject, done: Subject[], why: RegExp): Promise<void> {
  expect(answer.status(), await answer.text()).toBe(400)
  const { docs, errors, message } = await answer.json()
  expect(errors).toEqual([{ id: failed.id, isPublic: true, message: expect.stringMatching(why) }])
  expect(docs.map(({ id }: { id: number }) => id).sort()).toEqual(done.map(({ id }) => id).sort())
  expect(message).toContain('1 out of 3')
}

/** Another account has the article open in its browser. */
async function lock(article: Subject): Promise<void> {
  const rows = await desk.query<{ id: number }>(
    `with other as (select id from users order by id limit 1),
       made as (insert into payload_locked_documents (updated_at, created_at) values (now(), now()) returning id),
       about as (insert into payload_locked_documents_rels (parent_id, path, articles_id, users_id)
         select made.id, 'document', $1::int, null::int from made
         union all select made.id, 'user', null::int, other.id from made, other)
     select id from made`,
    [article.id],
  )
  expect(rows).toHaveLength(1)
}

/** Publishes three articles together, of which the second is made incomplete before. */
async function publishTogether(
  request: APIRequestContext,
  [first, second, third]: [Subject, Subject, Subject],
  verb: string,
): Promise<void> {
  await change(desk, second, { call: { decision: 'Half a call.' }, _status: 'draft' }, '?draft=true')
  const before = await watch(desk, request, [first, second, third])
  const answer = await desk.api.patch(at([first, second, third], '&draft=true'), { data: { _status: 'published' } })
  await expectOneFailed(answer, second, [first, third], /The call lacks/)
  await isPublic(desk, first)
  await isPublic(desk, third)
  await expectEverywhere(desk, request, before, [verb, verb])
}

test('published together, one of them incomplete', async ({ request }) => {
  const articles = await three(() => writePublished(desk))
  for (const article of articles)
    await change(desk, article, { ...(await rewritten(desk, article)), _status: 'draft' }, '?draft=true')
  await publishTogether(request, articles, 'article.revised')
})

test('published together for the first time, one of them incomplete', async ({ request }) => {
  await publishTogether(request, await three(() => writeDraft(desk)), 'article.published')
})

for (const kind of ['unpublished', 'put in the trash'] as const)
  test(`${kind} together, one of them open at somebody else’s`, async ({ request }) => {
    const [first, second, third] = await three(() => writePublished(desk))
    await lock(second)
    const before = await watch(desk, request, [first, second, third])
    const data = kind === 'unpublished' ? { _status: 'draft' } : { deletedAt: new Date().toISOString() }
    const answer = await desk.api.patch(at([first, second, third]), { data })
    await desk.query('delete from payload_locked_documents')
    await expectOneFailed(answer, second, [first, third], /locked/)
    for (const article of [first, third]) article.now = { is: 'gone', reason: null }
    await expectEverywhere(desk, request, before, ['article.withdrawn', 'article.withdrawn'])
  })

test('deleted for good together: refused, because one that fails would leave others half deleted', async ({
  request,
}) => {
  const article = await writePublished(desk)
  const before = await watch(desk, request, [article])
  const answer = await desk.api.delete(at([article, desk.bystander]))
  expect(answer.status()).toBe(403)
  expect((await answer.json()).errors[0].message).toContain('disabled bulk delete')
  await expectEverywhere(desk, request, before, [])
})
