import { z } from 'zod'
import type { FindingFilters, FindingPosition, FindingQuery } from '../../edition/index.ts'
import type { ListIdentity } from '../cursor.ts'
import { after, before, limit, numberOfUsers, oneOf, slugOf, wordsSought } from './kinds.ts'
import { parseQuery, positionsOf } from './parse.ts'
import { refuse } from './query-text.ts'

/** What breaks may be narrowed to. */
export const breakFilters = {
  topic: slugOf('a topic', 'scale').optional(),
  status: oneOf(['held', 'open'], 'Only breaks that a hold answers, or only those that none does.').optional(),
  scale: wordsSought('Words of the scale; `10k`, `10,000` and `10000` are one number.').optional(),
  q: wordsSought('Words of the finding. Quotes make a phrase, a minus leaves out.').optional(),
  users: numberOfUsers(
    'Only breaks that can bite at so many users: those whose scale names no more, and those whose scale counts nobody.',
  ).optional(),
}

export const findingParameters = z.strictObject({
  limit: limit.optional(),
  after: after.optional(),
  before: before.optional(),
  ...breakFilters,
  kind: oneOf(['break', 'hold'], 'Only breaks, or only holds.').optional(),
})

export type FindingsRequest = { query: FindingQuery; identity: ListIdentity }

const wholeNumber = /^\d{1,10}$/

export const findingPositionIn = ([at, id, place, ...rest]: string[]): FindingPosition | null =>
  at !== undefined && id !== undefined && place !== undefined && wholeNumber.test(place) && rest.length === 0
    ? { at, id, place: Number(place) }
    : null

/** What a cursor of the list of findings belongs to. */
export const findingsIdentity = ({ topic, status, kind, scale, q, users }: FindingFilters): ListIdentity => ({
  sort: 'findings',
  filters: { topic, status, kind, scale, q, users: users?.toString() },
})

/**
 * How findings are asked for: those of the newest article first, in the order of its text.
 * @param search the raw query string
 * @throws PublicError `invalid-parameter` or `invalid-cursor`
 */
export function parseFindingParameters(search: string): FindingsRequest {
  const given = parseQuery(findingParameters, search)
  const { topic, status, kind, scale, q, users } = given
  const ofBreaks = Object.entries({ status, users }).filter(([, value]) => value !== undefined)
  if (kind === 'hold' && ofBreaks.length > 0)
    throw refuse(
      ofBreaks.map(([parameter]) => ({
        parameter,
        detail: 'is of breaks; it cannot be used together with kind=hold',
      })),
    )
  const filters = { topic, status, kind, scale, q, users }
  const identity = findingsIdentity(filters)
  return {
    query: { ...filters, limit: given.limit ?? 20, ...positionsOf(given, identity, findingPositionIn) },
    identity,
  }
}

/** A search is cut off after so many results: who needs more needs other words. */
const maxSought = 100

export const searchParameters = z.strictObject({
  q: wordsSought('What to look for. Quotes make a phrase, a minus leaves out.'),
  limit: limit.optional(),
  after: after.optional(),
})

export type SearchRequest = { query: { q: string; limit: number; offset: number }; identity: ListIdentity }

const offsetIn = ([offset, ...rest]: string[]): number | null =>
  offset !== undefined && wholeNumber.test(offset) && Number(offset) <= maxSought && rest.length === 0
    ? Number(offset)
    : null

/**
 * What is searched for.
 * @param search the raw query string
 * @throws PublicError `invalid-parameter` or `invalid-cursor`
 */
export function parseSearchParameters(search: string): SearchRequest {
  const given = parseQuery(searchParameters, search)
  const identity: ListIdentity = { sort: 'search', filters: { q: given.q } }
  const { after: offset = 0 } = positionsOf({ after: given.after }, identity, offsetIn)
  return { query: { q: given.q, limit: given.limit ?? 20, offset }, identity }
}
