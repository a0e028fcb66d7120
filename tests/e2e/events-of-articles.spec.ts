import { test } from '@playwright/test'
import {
  fromVersion,
  move,
  publish,
  publishAgain,
  publishTheDraft,
  remove,
  rename,
  restoreAsDraft,
  restoreAsPublished,
  revise,
  type Step,
  saveAgain,
  saveDraft,
  trash,
  unpublish,
} from './article-steps.ts'
import { type Desk, openDesk, writeDraft, writePublished } from './desk.ts'
import { expectEverywhere, watch } from './expect-everywhere.ts'

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
  {
    name: 'renamed three times, to a name that it had, and back to the first',
    begins: 'published',
    steps: [rename('-b'), rename('-c'), rename('-d'), rename('-b'), rename('')],
  },
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
    let before = await watch(desk, request, [article])
    for (const [index, { verbs, act }] of steps.entries())
      await test.step(`step ${index + 1}: ${verbs.join() || 'nothing public'}`, async () => {
        await act(desk, article)
        before = await expectEverywhere(desk, request, before, verbs)
      })
  })
