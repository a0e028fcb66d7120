import { clipped } from '#publication/article/index.ts'
import type { FoundGroup } from '#publication/edition/index.ts'
import { capitalised, countedInWords } from '../wording.ts'
import type { SearchState } from './search-state.ts'

const things: Record<FoundGroup['kind'], { some: string; counted: (count: number) => string }> = {
  finding: {
    some: 'Breaks and holds',
    counted: (count) => (count === 1 ? 'one break or hold' : `${countedInWords(count, 'break')} and holds`),
  },
  article: { some: 'Teardowns', counted: (count) => countedInWords(count, 'teardown') },
  topic: { some: 'Topics', counted: (count) => countedInWords(count, 'topic') },
}

/** `Six breaks and holds`, `One teardown`, `The best 50 breaks and holds`, `Teardowns with some of the words`. */
export function groupTitle({ kind, has, count, isCapped }: FoundGroup): string {
  const { some, counted } = things[kind]
  if (has === 'some') return `${some} with some of the words`
  return isCapped ? `The best ${counted(count)}` : capitalised(counted(count))
}

/** What leads to the rest of a group. */
export const restTitle = ({ kind }: FoundGroup): string => `More ${things[kind].some.toLowerCase()}`

/** What was asked, as a sentence quotes it. Its direction is its own. */
export const inQuotes = (q: string): string => `“\u2068${clipped(q, 60)}\u2069”`

/** The title of the page, without the name of the site. */
export function searchTitle(state: SearchState): string {
  switch (state.is) {
    case 'empty':
      return 'Search'
    case 'none':
      return `Nothing has ${inQuotes(state.q)}`
    case 'too-long':
    case 'unreadable':
      return 'A search that cannot be made'
    case 'limited':
      return 'Too many searches'
    case 'away':
      return 'The search is away'
    case 'found':
      return `${inQuotes(state.q)}: what breaks, what holds`
  }
}

/** `in a minute`, `in twelve seconds`: when to come back. */
export const whenAgain = (seconds: number): string =>
  seconds > 45 ? 'in a minute' : `in ${countedInWords(seconds, 'second')}`
