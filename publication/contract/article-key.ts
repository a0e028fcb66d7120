import { articleIdSchema, slugSchema } from '../article/index.ts'
import { PublicError } from '../errors/index.ts'
import { decoded, isUnprintable, refuse } from './parameters/query-text.ts'

/** Address of the list of articles, below the origin. */
export const articlesPath = '/api/v1/articles'

/**
 * One part of a path, as the router gives it (still percent-encoded or not).
 * @param parameter what the part is called in the address
 * @throws PublicError `invalid-parameter` for what no path should hold
 */
function parsePathPart(raw: string, parameter: string): string {
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

/**
 * The slug or id of a topic or an author in a path.
 * @throws PublicError `invalid-parameter` or `not-found` as above
 */
export function parseRecordKey(kind: 'topic' | 'author', raw: string): string {
  const key = parsePathPart(raw, 'slug')
  const id = kind === 'topic' ? /^t_[0-9a-z]{26}$/ : /^p_[0-9a-z]{26}$/
  if (slugSchema.safeParse(key).success || id.test(key)) return key
  throw noRecord(kind)
}

/** What is said where no topic or author is. */
export const noRecord = (kind: 'topic' | 'author') =>
  new PublicError('not-found', `There is no ${kind} at this address. All of them are listed at /api/v1/${kind}s.`)

/**
 * The number of an edition in a path.
 * @throws PublicError `invalid-parameter` or `not-found` as above
 */
export function parseEditionNumber(raw: string): number {
  const text = parsePathPart(raw, 'edition')
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw noEdition(false)
}

/** What is said where no edition is. @param wasThere whether there is one that is not shown any more */
export const noEdition = (wasThere: boolean) =>
  wasThere
    ? new PublicError('gone', 'This edition was withdrawn. Those that can be read are listed one step up.')
    : new PublicError('not-found', 'The article has no edition of this number. Its editions are listed one step up.')
