import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editorEndpoints } from '#collections/articles/endpoints/index.ts'
import { makeAccount, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { linkedIn } from './linked.ts'

let publication: TestPublication
let account: Awaited<ReturnType<typeof makeAccount>>
beforeAll(async () => {
  publication = await openPublication()
  account = await makeAccount(publication.payload, 'author')
}, 120_000)
afterAll(() => publication?.close())

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join('')
const tooLarge = 99_999_999_999
const state = (...children: object[]) => ({ root: { type: 'root', children } })

async function ask(path: string, input: unknown, user: typeof account | null = account, id: unknown = '1') {
  const endpoint = editorEndpoints.find((one) => one.path === path)
  const body = typeof input === 'string' ? input : JSON.stringify(input)
  const request = { body: new Blob([body]).stream(), headers: new Headers(), routeParams: { id } }
  const req = Object.assign(await requestOf(publication.payload, user), request)
  const answer = await endpoint?.handler(req as never)
  return { status: answer?.status, said: await answer?.text() }
}

it.each(editorEndpoints.map(({ path }) => path))('%s answers nobody who is not signed in', async (path) => {
  expect(await ask(path, {}, null)).toMatchObject({ status: 401 })
})

describe('what no editor sends is answered in words', () => {
  it.each([
    ['/from-paste', '[', 400],
    ['/from-paste', [], 400],
    ['/from-paste', { markdown: 'x', html: 'x' }, 400],
    ['/from-paste', { markdown: 'x', place: '__proto__' }, 400],
    ['/from-paste', { markdown: 'x', article: tooLarge }, 200],
    ['/from-paste', { markdown: many(70_000, (at) => `::card{to="/articles/${at}"}\n`) }, 400],
    ['/from-paste', { markdown: many(70_000, (at) => `m_01k${String(at).padStart(23, '0')} `) }, 400],
    ['/to-markdown', { id: tooLarge, body: state() }, 200],
    ['/to-markdown', { body: state({ type: 'upload', value: tooLarge }) }, 400],
    ['/to-markdown', { topics: [tooLarge, -1, 1.5, {}, null, 'x'], body: state() }, 200],
    [
      '/to-markdown',
      { body: state(...Array.from({ length: 70_000 }, (_, value) => ({ type: 'upload', value }))) },
      400,
    ],
    ['/check-code', { language: 3, code: 'x' }, 400],
    ['/diagram-preview', { source: 'x'.repeat(400_000) }, 413],
  ])('%s %.60j', async (path, input, status) => {
    const answer = await ask(path, input)
    expect(answer.status).toBe(status)
    if (status !== 200) expect(answer.said).toContain('"message":')
  })

  it.each([tooLarge, -1, 'x', undefined])('finding ids of %j', async (id) => {
    expect(await ask('/:id/finding-ids', {}, account, id)).toMatchObject({ status: 404 })
  })
})

it('what is pasted into an article gets numbers that were never given there, and links lead to drafts by reference', async () => {
  const { write, rowOf } = linkedIn(publication)
  const draft = await write({}, 'draft')
  const markdown = `:::break{#b1 title="It breaks"}\nSee [it](/articles/${draft.slug}).\n:::\n\n::card{to="/articles/${draft.slug}"}\n`
  const { said = '' } = await ask('/from-paste', { markdown, place: 'root', taken: ['b1', 'b7'] })
  const [finding, card] = JSON.parse(said).state.root.children
  expect(finding.fields.findingId).toBe('b8')
  expect(card.fields.article).toBe(draft.id)
  const { state } = JSON.parse(said)
  const written = await ask('/to-markdown', { body: state })
  expect(JSON.parse(written.said ?? '').markdown).toContain(`::card{to="/articles/${draft.slug}"}`)
  const row = await rowOf(await write({ body: state }))
  expect(row?.html).not.toContain(draft.slug)
  expect(row?.html).not.toContain(draft.title)
})
