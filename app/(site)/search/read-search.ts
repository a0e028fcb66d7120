import { headers } from 'next/headers'
import { cache } from 'react'
import type { SearchState } from '#components/search/search-state.ts'
import { limitsOfProcess } from '#platform/limits/limits.ts'
import { anonymous, searching } from '#platform/limits/quota.ts'
import { log } from '#platform/log.ts'
import { countFailure } from '#platform/metrics/failures.ts'
import { beginnings, type FoundGroup, searchGroups } from '#publication/edition/index.ts'
import { asPublicError } from '#publication/errors/index.ts'

/** Nobody asks for more; `publication/edition` finds nothing for what is longer. */
const longest = 200
const retrySeconds = 10

/** Names of the kinds in the address of a page of one kind. */
const kindNames: Record<string, FoundGroup['kind']> = { findings: 'finding', teardowns: 'article', topics: 'topic' }

export type Parameters = { q?: string | string[]; in?: string | string[]; after?: string | string[] }

const one = (given: string | string[] | undefined): string => (Array.isArray(given) ? (given[0] ?? '') : (given ?? ''))

/** Which page is asked for. What is none of ours is as if it had not been given. */
function onlyOf(parameters: Parameters): { kind: FoundGroup['kind']; after: number } | undefined {
  const kind = kindNames[one(parameters.in)]
  const after = /^\d{1,3}$/.test(one(parameters.after)) ? Number(one(parameters.after)) : 0
  return kind && { kind, after }
}

/** What helps a reader who has nothing yet. */
async function helpOf() {
  const { revision, symptoms, topics } = await beginnings(6)
  return { help: { symptoms, topics }, revision }
}

async function secondsToWait(): Promise<number> {
  // The door says whose quota it is; without a door, while developing, nobody is counted.
  const limitKey = (await headers()).get('x-limit-key')
  if (limitKey === null) return 0
  return (await limitsOfProcess().spend(limitKey, [anonymous(), searching()])).retryAfterSeconds
}

async function stateOf(q: string, only: ReturnType<typeof onlyOf>): Promise<SearchState> {
  if (q === '') return { is: 'empty', q, ...(await helpOf()) }
  if (q.length > longest) return { is: 'too-long', q, longest }
  if (!q.isWellFormed()) return { is: 'unreadable', q: q.toWellFormed() }
  const seconds = await secondsToWait()
  if (seconds > 0) return { is: 'limited', q, seconds }
  const { groups, didYouMean, revision } = await searchGroups({ q, only })
  if (groups.length > 0) return { is: 'found', q, groups, didYouMean, only, revision }
  const helped = await helpOf()
  return { is: 'none', q, didYouMean, only, ...helped, revision: Math.min(revision, helped.revision) }
}

const read = cache(async (q: string, kind?: FoundGroup['kind'], after = 0): Promise<SearchState> => {
  try {
    return await stateOf(q, kind && { kind, after })
  } catch (thrown) {
    const error = asPublicError(thrown)
    if (error.kind !== 'unavailable') throw thrown
    countFailure('render')
    log().error({ err: error.cause ?? error }, 'a search was answered 503')
    return { is: 'away', q, seconds: retrySeconds }
  }
})

/** What the search page is to show: read once, however often it is asked while one page is made. */
export async function readSearch(parameters: Parameters): Promise<SearchState> {
  const only = onlyOf(parameters)
  return read(one(parameters.q).trim(), only?.kind, only?.after)
}
