import { expect } from '@playwright/test'
import { change, type Desk, isPublic, rewritten } from './desk.ts'
import type { Subject } from './surfaces.ts'

/** What is done, what the journal says of it, and what the article is afterwards. Without a verb nothing public moves. */
export type Step = { verbs: string[]; act(desk: Desk, article: Subject): Promise<void> }

export const publish: Step = {
  verbs: ['article.published'],
  async act(desk, article) {
    await change(desk, article, { _status: 'published' })
    await isPublic(desk, article)
  },
}
export const revise: Step = {
  verbs: ['article.revised'],
  async act(desk, article) {
    await change(desk, article, { ...(await rewritten(desk, article)), _status: 'published' })
    await isPublic(desk, article)
  },
}
export const publishTheDraft: Step = { ...publish, verbs: ['article.revised'] }
export const saveDraft = (query: string): Step => ({
  verbs: [],
  act: async (desk, article) => change(desk, article, { ...(await rewritten(desk, article)), _status: 'draft' }, query),
})
export const saveAgain: Step = { verbs: [], act: (desk, article) => change(desk, article, { _status: 'published' }) }
export const unpublish: Step = {
  verbs: ['article.withdrawn'],
  async act(desk, article) {
    await change(desk, article, { _status: 'draft', withdrawalReason: 'The figures were wrong.' })
    article.now = { is: 'gone', reason: 'The figures were wrong.' }
  },
}
export const publishAgain = (edition: number): Step => ({
  verbs: ['article.published'],
  async act(desk, article) {
    await change(desk, article, { _status: 'published' })
    await isPublic(desk, article, { edition })
  },
})
export const rename = (ending: string): Step => ({
  verbs: ['article.moved'],
  async act(desk, article) {
    const slug = `${article.slugs[0]}${ending}`
    await change(desk, article, { slug, _status: 'published' })
    if (!article.slugs.includes(slug)) article.slugs.push(slug)
    await isPublic(desk, article, { slug })
  },
})
export const move = (kind: 'topics' | 'authors'): Step => ({
  verbs: ['article.revised'],
  async act(desk, article) {
    const [, second] = desk[kind]
    article[kind].push(second.slug)
    await change(desk, article, { [kind]: [second.id], _status: 'published' })
    await isPublic(desk, article, { [kind]: [second.slug] })
  },
})
export const remove = (query: string, verbs: string[]): Step => ({
  verbs,
  async act(desk, article) {
    const answer = await desk.api.delete(`/api/articles/${article.id}${query}`)
    expect(answer.status(), await answer.text()).toBe(200)
    if (article.now.is === 'public') article.now = { is: 'gone', reason: null }
  },
})
export const trash: Step = {
  verbs: ['article.withdrawn'],
  async act(desk, article) {
    await change(desk, article, { deletedAt: new Date().toISOString() })
    article.now = { is: 'gone', reason: null }
  },
}
export const restoreAsPublished: Step = {
  verbs: ['article.published'],
  async act(desk, article) {
    await change(desk, article, { deletedAt: null, _status: 'published' }, '?trash=true')
    await isPublic(desk, article, { edition: 1 })
  },
}
export const restoreAsDraft: Step = {
  verbs: [],
  act: (desk, article) => change(desk, article, { deletedAt: null, _status: 'draft' }, '?trash=true'),
}
export const fromVersion = (asDraft: boolean): Step => ({
  verbs: asDraft ? [] : ['article.revised'],
  async act(desk, article) {
    const where = `where[parent][equals]=${article.id}&where[version._status][equals]=published`
    const { docs } = await (await desk.api.get(`/api/articles/versions?${where}&sort=createdAt&depth=0`)).json()
    const answer = await desk.api.post(`/api/articles/versions/${docs[0].id}${asDraft ? '?draft=true' : ''}`)
    expect(answer.status(), await answer.text()).toBe(200)
    if (!asDraft) await isPublic(desk, article, { mark: article.marks[0] ?? '' })
  },
})
