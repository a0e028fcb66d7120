import type { ReactElement } from 'react'
import { SearchPage } from '#components/search/search-page.tsx'
import type { SearchState } from '#components/search/search-state.ts'
import type { SearchItem } from '#publication/edition/index.ts'
import { nasty } from './fixtures.ts'

const plainWords = (text: string) => [{ text, isMatch: false }]

const article = { id: 'a_1', slug: 'queues', path: '/articles/queues', title: 'Queues' }

export const foundBreak = (more: object = {}): SearchItem => ({
  kind: 'finding',
  id: 'b1',
  finding: 'break',
  status: 'open',
  title: 'Retries arrive together',
  titleParts: [
    { text: 'Retries', isMatch: true },
    { text: ' arrive together', isMatch: false },
  ],
  path: '/articles/queues#b1',
  article,
  excerpt: plainWords('A second outage'),
  ...more,
})

export const foundHold = foundBreak({
  id: 'h1',
  finding: 'hold',
  status: null,
  title: 'Full jitter',
  path: '/articles/queues#h1',
})

const foundArticle: SearchItem = {
  kind: 'article',
  ...article,
  titleParts: plainWords('Queues'),
  deck: 'Where jobs die.',
  publishedAt: '2026-09-08T08:00:00.000Z',
  excerpt: plainWords('Where jobs die.'),
}

const foundTopic: SearchItem = {
  kind: 'topic',
  id: 't_1',
  slug: 'scale',
  path: '/topics/scale',
  name: 'Scale',
  titleParts: plainWords('Scale'),
  excerpt: plainWords('A base under a load.'),
}

export const groupOf = (kind: SearchItem['kind'], items: SearchItem[], more: object = {}) => {
  const has = 'all' as const
  return { kind, has, items, count: items.length, isCapped: false, next: null, ...more }
}

const help = { symptoms: ['Two captures for one order'], topics: [{ name: 'Scale', path: '/topics/scale' }] }

export const states = {
  empty: { is: 'empty', q: '', help, revision: 1 },
  'empty, with nothing published': { is: 'empty', q: '', help: { symptoms: [], topics: [] }, revision: 1 },
  found: {
    is: 'found',
    q: 'retries',
    groups: [
      groupOf('finding', [foundBreak(), foundHold], { count: 50, isCapped: true, next: 8 }),
      groupOf('article', [foundArticle]),
      groupOf('topic', [foundTopic]),
    ],
    didYouMean: null,
    only: undefined,
    revision: 1,
  },
  'some of the words': {
    is: 'found',
    q: 'retries herd',
    groups: [groupOf('finding', [foundBreak({ status: 'held' })], { has: 'some' })],
    didYouMean: 'retries heard',
    only: undefined,
    revision: 1,
  },
  'one kind': {
    is: 'found',
    q: 'retries',
    groups: [groupOf('finding', [foundBreak()], { count: 21 })],
    didYouMean: null,
    only: { kind: 'finding', after: 20 },
    revision: 1,
  },
  none: { is: 'none', q: 'blockchain synergy', didYouMean: 'chain', only: undefined, help, revision: 1 },
  'past the end': {
    is: 'none',
    q: 'retries',
    didYouMean: null,
    only: { kind: 'finding', after: 40 },
    help,
    revision: 1,
  },
  'hostile words': {
    is: 'found',
    q: nasty,
    groups: [
      groupOf('finding', [foundBreak({ title: nasty, titleParts: plainWords(nasty), excerpt: plainWords(nasty) })]),
    ],
    didYouMean: nasty,
    only: undefined,
    revision: 1,
  },
  'too long': { is: 'too-long', q: 'x'.repeat(300), longest: 200 },
  unreadable: { is: 'unreadable', q: '\ufffd' },
  limited: { is: 'limited', q: 'retries', seconds: 12 },
  away: { is: 'away', q: 'retries', seconds: 10 },
} as const satisfies Record<string, SearchState>

/** The search page in every state that it can have. */
export const searchPages: Record<`search: ${keyof typeof states}`, ReactElement> = Object.fromEntries(
  Object.entries(states).map(([name, state]) => [
    `search: ${name}`,
    <SearchPage key={name} state={state} suggestScript="/suggest.0a1b2c3d.js" />,
  ]),
) as never
