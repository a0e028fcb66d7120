import type { Metadata } from 'next'
import type { SearchState } from '#components/search/search-state.ts'
import { searchTitle } from '#components/search/search-words.ts'

const statuses: Partial<Record<SearchState['is'], number>> = {
  'too-long': 400,
  unreadable: 400,
  limited: 429,
  away: 503,
}

/** Head of the search page: not to be kept by search engines, which may follow its links. */
export function searchMetadata(state: SearchState): Metadata {
  const status = statuses[state.is]
  return {
    title: searchTitle(state),
    description: 'Search every break, every hold and every teardown by the symptom you see.',
    robots: { index: false, follow: true },
    other: {
      ...('revision' in state && { revision: String(state.revision) }),
      ...(status !== undefined && { status: String(status) }),
      ...('seconds' in state && { 'retry-after': String(state.seconds) }),
    },
  }
}
