import { expect, test } from '@playwright/test'
import { change, type Desk, isPublic, openDesk, rewritten, writeDraft, writePublished } from './desk.ts'
import { expectEverywhere, watch } from './expect-everywhere.ts'
import type { Subject } from './surfaces.ts'

/** What is done, what the journal says of it, and what the article is afterwards. Without a verb nothing public moves. */
type Step = { verbs: string[]; act(desk: Desk, article: Subject): Promise<void> }

const publish: Step = {
  verbs: ['article.published'],
  async act(desk, article) {
    await change(desk, article, { _status: 'published' })
    await isPublic(desk, article)
  },
}
const revise: Step = {
  verbs: ['article.revised'],
  async act(desk, article) {
    await change(desk, article, { ...(await rewritten(desk, article)), _status: 'published' })
    await isPublic(desk, article)
  },
}
const publishTheDraft: Step = { ...publish, verbs: ['article.revised'] }
const saveDraft = (query: string): Step => ({
  verbs: [],
  act: async (desk, article) => change(desk, article, { ...(await rewritten(desk, article)), _status: 'draft' }, query),
})
const saveAgain: Step = { verbs: [], act: (desk, article) => change(desk, article, { _status: 'published' }) }
const unpublish: Step = {
  verbs: ['article.withdrawn'],
  async act(desk, article) {
    await change(desk, article, { _status: 'draft', withdrawalReason: 'The figures were wrong.' })
    article.now = { is: 'gone', reason: 'The figures were wrong.' }
  },
}
const publishAgain = (edition: number): Step => ({
  verbs: ['article.published'],
  async act(desk, article) {
    await change(desk, article, { _status: 'published' })
    await isPublic(desk, article, { edition })
  },
})
const rename = (ending: string): Step => ({
  verbs: ['article.moved'],
  async act(desk, article) {
    const slug = `${article.slugs[0]}${ending}`
    await change(desk, article, { slug, _status: 'published' })
    if (!article.slugs.includes(slug)) article.slugs.push(slug)
    await isPublic(desk, article, { slug })
  },
})
const move = (kind: 'topics' | 'authors'): Step => ({
  verbs: ['article.revised'],
  async act(desk, article) {
    const [, second] = desk[kind]
    article[kind].push(second.slug)
    await change(desk, article, { [kind]: [second.id], _status: 'published' })
    await isPublic(desk, article, { [kind]: [second.slug] })
  },
})
const remove = (query: string, verbs: string[]): Step => ({
  verbs,
  async act(desk, article) {
    const answer = await desk.api.delete(`/api/articles/${article.id}${query}`)
    expect(answer.status(), await answer.text()).toBe(200)
    if (article.now.is === 'public') article.now = { is: 'gone', reason: null }
  },
})
const trash: Step = {
  verbs: ['article.withdrawn'],
  async act(desk, article) {
    await change(desk, article, { deletedAt: new Date().toISOString() })
    article.now = { is: 'gone', reason: null }
  },
}
const restoreAsPublished: Step = {
  verbs: ['article.published'],
  async act(desk, article) {
    await change(desk, article, { deletedAt: null, _status: 'published' }, '?trash=true')
    await isPublic(desk, article, { edition: 1 })
  },
}
const restoreAsDraft: Step = {
  verbs: [],
  act: (desk, article) => change(desk, article, { deletedAt: null, _status: 'draft' }, '?trash=true'),
}
const fromVersion = (asDraft: boolean): Step => ({
  verbs: asDraft ? [] : ['article.revised'],
  async act(desk, article) {
    const where = `where[parent][equals]=${article.id}&where[version._status][equals]=published`
    const { docs } = await (await desk.api.get(`/api/articles/versions?${where}&sort=createdAt&depth=0`)).json()
    const answer = await desk.api.post(`/api/articles/versions/${docs[0].id}${asDraft ? '?draft=true' : ''}`)
    expect(answer.status(), await answer.text()).toBe(200)
    if (!asDraft) await isPublic(desk, article, { mark: article.marks[0] ?? '' })
  },
})

const events: { name: string; begins: 'draft' | 'published'; steps: Step[] }[] = [
  { name: 'published', begins: 'draft', steps: [publish] },
  { name: 'published, edited, and saved without a change', begins: 'draft', steps: [publish, revise, saveAgain] },
  {
    name: 'edited as a draft and by autosave, then published',
    begins: 'published',
    steps: [saveDraft('?draft=true'), saveDraft('?draft=true&autosave=true'), publishTheDraft],
  },
  { name: 'unpublished and published again', begins: 'published', steps: [unpublish, publishAgain(1)] },
  { name: 'renamed twice, then unpublished', begins: 'published', steps: [rename('-b'), rename('-c'), unpublish] },
  { name: 'renamed, unpublished, published', begins: 'published', steps: [rename('-b'), unpublish, publishAgain(2)] },
  { name: 'renamed and renamed back', begins: 'published', steps: [rename('-b'), rename('')] },
  { name: 'moved to another topic', begins: 'published', steps: [move('topics')] },
  { name: 'given to another author', begins: 'published', steps: [move('authors')] },
  { name: 'deleted', begins: 'published', steps: [remove('', ['article.withdrawn'])] },
  { name: 'put in the trash and restored as published', begins: 'published', steps: [trash, restoreAsPublished] },
  {
    name: 'put in the trash, restored as a draft, and published',
    begins: 'published',
    steps: [trash, restoreAsDraft, publishAgain(1)],
  },
  { name: 'put in the trash and deleted for good', begins: 'published', steps: [trash, remove('?trash=true', [])] },
  {
    name: 'set back to an old version, as a draft and as published',
    begins: 'published',
    steps: [revise, fromVersion(true), fromVersion(false)],
  },
]

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
})
test.afterAll(() => desk?.close())

for (const { name, begins, steps } of events)
  test(`an article ${name}: every surface follows`, async ({ request }) => {
    const article = await (begins === 'draft' ? writeDraft(desk) : writePublished(desk))
    for (const [index, { verbs, act }] of steps.entries())
      await test.step(`step ${index + 1}: ${verbs.join() || 'nothing public'}`, async () => {
        const before = await watch(desk, request, [article])
        await act(desk, article)
        await expectEverywhere(desk, request, before, verbs)
      })
  })
