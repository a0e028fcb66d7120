import { z } from 'zod'
import type { ListQuery, Position } from '../../edition/index.ts'
import type { ParameterIssue } from '../../errors/index.ts'
import type { ListIdentity } from '../cursor.ts'
import {
  type ArticleField,
  articleFields,
  type Format,
  formats,
  type Includable,
  includable,
} from '../schemas/article.ts'
import { words } from '../schemas/parts.ts'
import { after, before, fieldsOf, instantOf, limit, listOfNames, oneOf, slugOf } from './kinds.ts'
import { parseQuery, positionsOf } from './parse.ts'
import { refuse } from './query-text.ts'

/** How an article is to be shown: its fields in the order of the contract (`id` always among them), its body's format. */
export type ArticleView = { fields: readonly ArticleField[]; format: Format }

/** One article as it is shown when nothing else is asked for. */
export const wholeView: ArticleView = { fields: articleFields, format: 'mdast' }

/** A validated list request. `identity` is what its cursors belong to; `whole` says that summaries are not enough. */
export type ListRequest = { query: ListQuery; view: ArticleView; identity: ListIdentity; whole: boolean }

/** A list with bodies is heavy; fewer articles fit on a page. */
const maxWholeLimit = 20

const fields = fieldsOf(articleFields, 'id')
const format = oneOf(formats, 'What `body` is.', 'mdast')

/** Parameters of one article. `include` does not exist here: one article is always whole. */
export const articleParameters = z.strictObject({ fields: fields.optional(), format: format.optional() })

const articleAdvice = new Map([['include', 'is for lists; one article always has its body and sources']])

export const listParameters = z.strictObject({
  limit: limit.optional(),
  after: after.optional(),
  before: before.optional(),
  fields: fields.optional(),
  include: listOfNames(
    includable,
    'something that can be included',
    `Adds what a list leaves out: \`body\`, \`sources\` or both. \`limit\` is then at most ${maxWholeLimit}.`,
  ).optional(),
  format: format.clone().register(words, { description: 'What `body` is; needs `include=body`.' }).optional(),
  topic: slugOf('a topic', 'scale').optional(),
  author: slugOf('an author', 'editorial-desk').optional(),
  publishedAfter: instantOf('Only articles first published after this moment.').optional(),
  modifiedAfter: instantOf('Only articles whose edition became public after this moment.').optional(),
  sort: oneOf(['publishedAt', 'modifiedAt'], 'Newest first, by this.', 'publishedAt').optional(),
})

const pick = (names: readonly ArticleField[]): ArticleField[] =>
  articleFields.filter((field) => field === 'id' || names.includes(field))

/**
 * How one article is asked for.
 * @param search the raw query string
 * @throws PublicError `invalid-parameter` naming every parameter that is unknown, repeated or wrong
 */
export function parseArticleParameters(search: string): ArticleView {
  const given = parseQuery(articleParameters, search, articleAdvice)
  return { fields: given.fields ? pick(given.fields) : wholeView.fields, format: given.format ?? wholeView.format }
}

const instantText = z.iso.datetime({ precision: 3 })

/** A position from the parts of a cursor; null when they are none. */
export const positionIn = ([at, id, ...rest]: string[]): Position | null =>
  at !== undefined && id !== undefined && rest.length === 0 && instantText.safeParse(at).success ? { at, id } : null

/**
 * How a list of articles is asked for, newest first.
 * @param search the raw query string
 * @throws PublicError `invalid-parameter` naming every parameter that is unknown, repeated or wrong;
 *   `invalid-cursor` for a cursor that is not this list's
 */
export function parseListParameters(search: string): ListRequest {
  const given = parseQuery(listParameters, search)
  const include: readonly Includable[] = given.include ?? []
  const whole = include.length > 0
  const issues: ParameterIssue[] = []
  const missing = includable.filter((name) => given.fields?.includes(name) && !include.includes(name))
  if (missing.length > 0)
    issues.push({
      parameter: 'fields',
      detail: `in a list, add include=${missing.join(',')} to have ${missing.join(' and ')}`,
    })
  if (given.format && !include.includes('body'))
    issues.push({ parameter: 'format', detail: 'is for the body; in a list, add include=body' })
  if (whole && given.limit !== undefined && given.limit > maxWholeLimit)
    issues.push({ parameter: 'limit', detail: `must be at most ${maxWholeLimit} together with include` })
  if (given.after !== undefined && given.before !== undefined)
    issues.push({ parameter: 'before', detail: 'cannot be used together with after' })
  if (issues.length > 0) throw refuse(issues)

  const { topic, author, publishedAfter, modifiedAfter, sort = 'publishedAt', limit: size = 20 } = given
  const filters = { topic, author, publishedAfter, modifiedAfter }
  const identity: ListIdentity = { sort, filters }
  const listed = articleFields.filter((field) => !isIncludable(field) || include.includes(field))
  return {
    query: { ...filters, sort, limit: size, ...positionsOf(given, identity, positionIn) },
    view: { fields: given.fields ? pick([...given.fields, ...include]) : listed, format: given.format ?? 'mdast' },
    identity,
    whole,
  }
}

function isIncludable(field: ArticleField): field is Includable {
  return includable.some((name) => name === field)
}
