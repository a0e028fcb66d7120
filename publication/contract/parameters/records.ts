import { z } from 'zod'
import type { RecordPosition } from '../../edition/index.ts'
import type { ListIdentity } from '../cursor.ts'
import { after, before, limit } from './kinds.ts'
import { parseQuery, positionsOf } from './parse.ts'

/** Parameters of topics and of authors. */
export const recordListParameters = z.strictObject({
  limit: limit.optional(),
  after: after.optional(),
  before: before.optional(),
})

/** What takes no parameters. */
export const noParameters = z.strictObject({})

/** @throws PublicError `invalid-parameter` for any parameter */
export const parseNoParameters = (search: string): void => void parseQuery(noParameters, search)

export type RecordsRequest = {
  query: { limit: number; after: RecordPosition | undefined; before: RecordPosition | undefined }
  identity: ListIdentity
}

const positionIn = ([rank, name, id, ...rest]: string[]): RecordPosition | null =>
  rank !== undefined && /^-?\d{1,10}$/.test(rank) && name !== undefined && id !== undefined && rest.length === 0
    ? { rank: Number(rank), name: decodeURIComponent(name), id }
    : null

/**
 * How topics or authors are asked for.
 * @param list which of them, so that a cursor of the one is none of the other
 * @param search the raw query string
 * @throws PublicError `invalid-parameter` or `invalid-cursor`
 */
export function parseRecordParameters(list: 'topics' | 'authors', search: string): RecordsRequest {
  const given = parseQuery(recordListParameters, search)
  const identity: ListIdentity = { sort: list, filters: {} }
  return { query: { limit: given.limit ?? 20, ...positionsOf(given, identity, positionIn) }, identity }
}

export const editionListParameters = z.strictObject({ limit: limit.optional(), after: after.optional() })

export type EditionsRequest = { limit: number; below: number; identity: ListIdentity }

const numberIn = ([number, ...rest]: string[]): number | null =>
  number !== undefined && /^[1-9]\d{0,8}$/.test(number) && rest.length === 0 ? Number(number) : null

/**
 * How the editions of an article are asked for, the newest first.
 * @param articleId whose they are
 * @param search the raw query string
 * @throws PublicError `invalid-parameter` or `invalid-cursor`
 */
export function parseEditionListParameters(articleId: string, search: string): EditionsRequest {
  const given = parseQuery(editionListParameters, search)
  const identity: ListIdentity = { sort: 'editions', filters: { articleId } }
  const { after: below = Number.POSITIVE_INFINITY } = positionsOf({ after: given.after }, identity, numberIn)
  return { limit: given.limit ?? 20, below, identity }
}
