import { type APIRequestContext, expect, test } from '@playwright/test'
import { publish, rename, unpublish } from './article-steps.ts'
import { change, type Desk, openDesk, writeDraft, writePublished } from './desk.ts'
import { expectEverywhere, expectSights, watch } from './expect-everywhere.ts'
import { editorState } from './house.ts'
import type { Subject } from './surfaces.ts'

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
})
test.afterAll(() => desk?.close())

/** A body as the editor makes it, with a link to an article by reference. */
function leadingTo(text: string, target: Subject): unknown {
  const state = editorState(text) as { root: { children: { children: { text: string }[] }[] } }
  const [paragraph] = state.root.children
  const [words] = paragraph?.children ?? []
  if (!paragraph || !words) throw new Error('the body has no words')
  const link = {
    type: 'link',
    version: 3,
    format: '',
    indent: 0,
    direction: null,
    fields: { linkType: 'internal', doc: { relationTo: 'articles', value: target.id }, finding: 'b1' },
    children: [{ ...words, text: 'the other' }],
  }
  return {
    root: { ...state.root, children: [{ ...paragraph, children: [words, link] }, ...state.root.children.slice(1)] },
  }
}

/** Every form of an article shows these places and none of those. */
const expectLinks = (request: APIRequestContext, { publicId, slugs }: Subject, shows: string[], hides: string[]) =>
  expectSights(
    request,
    [
      `/articles/${slugs[0]}`,
      `/articles/${slugs[0]}.md`,
      `/articles/${slugs[0]}.json`,
      ...['mdast', 'html', 'markdown'].map((format) => `/api/v1/articles/${publicId}?format=${format}`),
    ].map((path) => ({ path, shows, hides })),
  )

test('a link follows its target from draft to address to address, and is words before and after', async ({
  request,
}) => {
  const target = await writeDraft(desk)
  const linker = await writePublished(desk)
  await change(desk, linker, { body: leadingTo(`Body ${linker.marks[0]}`, target), _status: 'published' })
  const first = `/articles/${target.slugs[0]}`
  let before = await watch(desk, request, [target])
  await expectLinks(request, linker, ['the other'], [first, 'article:a_'])

  await publish.act(desk, target)
  before = await expectEverywhere(desk, request, before, publish.verbs)
  await expectLinks(request, linker, [`${first}#b1`], ['article:a_'])

  const moving = rename('-b')
  await moving.act(desk, target)
  before = await expectEverywhere(desk, request, before, moving.verbs)
  await expectLinks(request, linker, [`${first}-b#b1`], [`${first}#b1`])

  const refused = await desk.api.patch(`/api/articles/${target.id}`, { data: { _status: 'draft' } })
  expect(refused.status()).toBe(409)
  expect((await refused.json()).errors[0].message).toContain(`“Title ${linker.marks[0]}”`)
  const listed = await (await desk.api.get(`/api/articles/${target.id}/linked-from`)).json()
  expect(listed).toEqual({ docs: [{ id: linker.id, title: `Title ${linker.marks[0]}` }] })
  expect((await request.get(`/api/articles/${target.id}/linked-from`)).status()).toBe(403)
  before = await expectEverywhere(desk, request, before, [])
  await expectLinks(request, linker, [`${first}-b#b1`], [])

  await change(desk, target, { withdrawThoughLinked: true, _status: 'draft' }, '?draft=true')
  await unpublish.act(desk, target)
  await expectEverywhere(desk, request, before, unpublish.verbs)
  await expectLinks(request, linker, ['the other'], [first, 'article:a_'])
})
