import { cache } from 'react'
import type { IndexShown } from '#components/failures/failure-index-page.tsx'
import { indexHref } from '#components/failures/hrefs.ts'
import {
  type FailuresAsked,
  failureDateCursor,
  failureTitleCursor,
  parseFailureIndex,
} from '#publication/contract/index.ts'
import { failuresByDate, failuresByTitle, failureTally, search, topics } from '#publication/edition/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import { failureIndexGraph, graphText } from '#publication/graph/index.ts'
import { thisSite } from '../facts.tsx'
import { indexWords } from '../failure-metadata.ts'

/** Rows of a page: so many have room in a document of 1,500 elements. */
const limit = 40

type Faults = readonly { parameter: string; detail: string }[]
type Topics = IndexShown['topics']

/** The index as it was asked for, or why it cannot be. `revision` is that of the oldest read. */
export type IndexRead = { revision: number; topics: Topics } & (
  | { shown: IndexShown; isWhole: boolean }
  | { faults: Faults; status: 400 | 404 }
)

async function pageOf(asked: FailuresAsked) {
  const { filters } = asked
  if (asked.by === 'title') {
    const page = await failuresByTitle({ ...filters, limit, after: asked.after, letter: asked.letter })
    return { ...page, next: page.next && failureTitleCursor(page.next, filters) }
  }
  const page = await failuresByDate({ ...filters, limit, after: asked.after })
  return { ...page, next: page.next && failureDateCursor(page.next, filters) }
}

/** Words like these that find breaks with the same filters; null when there are none. */
async function likeWords({ filters }: FailuresAsked): Promise<string | null> {
  if (filters.q === undefined) return null
  const { didYouMean } = await search({ q: filters.q, limit: 1 })
  if (didYouMean === null) return null
  return (await failureTally({ ...filters, q: didYouMean })).count > 0 ? didYouMean : null
}

function asFaults(error: unknown): Faults {
  if (!(error instanceof PublicError) || error.status !== 400) throw error
  return error.parameters ?? [{ parameter: '', detail: error.message }]
}

/** @param query the parameters of the page, as a query string */
export const readIndex = cache(async (query: string): Promise<IndexRead> => {
  const named = await topics()
  let asked: FailuresAsked
  try {
    asked = parseFailureIndex(query)
  } catch (error) {
    return { faults: asFaults(error), status: 400, topics: named.items, revision: named.revision }
  }
  const { filters, by } = asked
  if (filters.topic !== undefined && !named.items.some(({ slug }) => slug === filters.topic)) {
    const detail = `There is no topic “${filters.topic}”. The form below has them all.`
    return { faults: [{ parameter: 'topic', detail }], status: 404, topics: named.items, revision: named.revision }
  }
  const [page, tally] = await Promise.all([pageOf(asked), failureTally(filters)])
  const isBeginning = asked.after === undefined && !(asked.by === 'title' && asked.letter !== undefined)
  return {
    topics: named.items,
    shown: {
      filters,
      by,
      isBeginning,
      failures: page.items,
      tally,
      topics: named.items,
      next: page.next === null ? null : indexHref(filters, { by, after: page.next }),
      didYouMean: tally.count === 0 ? await likeWords(asked) : null,
      terms: graphText(failureIndexGraph(page.items, indexWords.description, thisSite())),
    },
    isWhole: isBeginning && by === 'title' && Object.values(filters).every((value) => value === undefined),
    revision: Math.min(named.revision, page.revision, tally.revision),
  }
})
