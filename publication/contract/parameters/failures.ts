import { z } from 'zod'
import type { FindingFilters, FindingPosition, TitlePosition } from '../../edition/index.ts'
import { type ListIdentity, writeCursor } from '../cursor.ts'
import { breakFilters, type FindingsRequest, findingPositionIn, findingsIdentity } from './findings.ts'
import { after, before, limit, oneOf } from './kinds.ts'
import { parseQuery, positionsOf } from './parse.ts'
import { refuse } from './query-text.ts'

type Filters = Omit<FindingFilters, 'kind'>

const alphabet = 'abcdefghijklmnopqrstuvwxyz'.split('')

const indexParameters = z.strictObject({
  ...breakFilters,
  by: oneOf(['title', 'date'], 'The order: by title, or the newest first.').optional(),
  letter: oneOf(alphabet, 'Where to begin, by title.').optional(),
  after: after.optional(),
})
const tableParameters = z.strictObject({ ...breakFilters, after: after.optional() })
const listParameters = z.strictObject({
  limit: limit.optional(),
  after: after.optional(),
  before: before.optional(),
  ...breakFilters,
})

const filtersIn = ({ topic, status, scale, q, users }: Filters): Filters => ({ topic, status, scale, q, users })

const titleIdentity = (filters: Filters): ListIdentity => ({
  ...findingsIdentity(filters),
  sort: 'failures by title',
})

const titleIn = ([key, id, finding, ...rest]: string[]): TitlePosition | null =>
  key !== undefined && id !== undefined && finding !== undefined && rest.length === 0
    ? { key: decodeURIComponent(key), id, finding }
    : null

/** A place in the index by title as a cursor. */
export const failureTitleCursor = ({ key, id, finding }: TitlePosition, filters: Filters): string =>
  writeCursor([encodeURIComponent(key), id, finding], titleIdentity(filters))

/** A place in the index by date as a cursor, which is one of the API's list of breaks too. */
export const failureDateCursor = ({ at, id, place }: FindingPosition, filters: Filters): string =>
  writeCursor([at, id, String(place)], findingsIdentity({ ...filters, kind: 'break' }))

/** How the page of the failure index is asked for. */
export type FailuresAsked = { filters: Filters } & (
  | { by: 'title'; letter: string | undefined; after: TitlePosition | undefined }
  | { by: 'date'; after: FindingPosition | undefined }
)

/**
 * The parameters of the page `/failures`.
 * @param search the raw query string
 * @throws PublicError `invalid-parameter` or `invalid-cursor`
 */
export function parseFailureIndex(search: string): FailuresAsked {
  const { by = 'title', letter, ...given } = parseQuery(indexParameters, search)
  const filters = filtersIn(given)
  const cursor = { after: given.after }
  if (by === 'title') return { filters, by, letter, after: positionsOf(cursor, titleIdentity(filters), titleIn).after }
  if (letter !== undefined) throw refuse([{ parameter: 'letter', detail: 'is of the order by title' }])
  const identity = findingsIdentity({ ...filters, kind: 'break' })
  return { filters, by, after: positionsOf(cursor, identity, findingPositionIn).after }
}

/**
 * The parameters of `/failures.csv` and `/failures.md`, which are in the order of titles.
 * @throws PublicError as above
 */
export function parseFailureTable(search: string): { filters: Filters; after: TitlePosition | undefined } {
  const given = parseQuery(tableParameters, search)
  const filters = filtersIn(given)
  return { filters, after: positionsOf({ after: given.after }, titleIdentity(filters), titleIn).after }
}

/**
 * The parameters of `/failures.json`, which is the API's list of breaks.
 * @throws PublicError as above
 */
export function parseFailureList(search: string): FindingsRequest {
  const given = parseQuery(listParameters, search)
  const filters = { ...filtersIn(given), kind: 'break' } as const
  const identity = findingsIdentity(filters)
  return {
    query: { ...filters, limit: given.limit ?? 20, ...positionsOf(given, identity, findingPositionIn) },
    identity,
  }
}
