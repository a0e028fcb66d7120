import { articleIdSchema, slugSchema } from '../article/index.ts'
import { PublicError } from '../errors/index.ts'
import { decoded, isUnprintable, refuse } from './query-text.ts'

/** Address of the list of articles, below the origin. */
export const articlesPath = '/api/v1/articles'

/**
 * One part of a path, as the router gives it (still percent-encoded or not).
 * @param parameter what the part is called in the address
 * @throws PublicError `invalid-parameter` for what no path should hold
 */
export function parsePathPart(raw: string, parameter: string): string {
  const part = raw.length <= 400 ? decoded(raw) : null
  if (part === null || isUnprintable(part))
    throw refuse([{ parameter, detail: 'must be at most 400 characters of valid percent-encoded UTF-8' }])
  return part
}

/**
 * The slug or id of an article in a path.
 * @throws PublicError `invalid-parameter` as above, `not-found` for what no article can be called
 */
export function parseArticleKey(raw: string): string {
  const key = parsePathPart(raw, 'slug')
  if (slugSchema.safeParse(key).success || articleIdSchema.safeParse(key).success) return key
  throw notFound()
}

/** What is said where no article is. */
export const notFound = () =>
  new PublicError('not-found', `No article is published at this address. All of them are listed at ${articlesPath}.`)
