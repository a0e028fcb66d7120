import { z } from 'zod'
import { slugSchema } from '../article/index.ts'
import type { ListQuery } from '../edition/index.ts'
import type { ParameterIssue } from '../errors/index.ts'
import { type ListIdentity, readCursor } from './cursor.ts'
import { parseQueryText, refuse, shown } from './query-text.ts'
import { type ArticleField, articleFields, type Format, formats, type Includable, includable } from './schemas.ts'

/** How an article is to be shown: its fields in the order of the contract (`id` always among them), its body's format. */
export type ArticleView = { fields: readonly ArticleField[]; format: Format }

/** One article as it is shown when nothing else is asked for. */
export const wholeView: ArticleView = { fields: articleFields, format: 'mdast' }

/** A validated list request. `identity` is what its cursors belong to; `whole` says that summaries are not enough. */
export type ListRequest = { query: ListQuery; view: ArticleView; identity: ListIdentity; whole: boolean }

/** A list with bodies is heavy; fewer articles fit on a page. */
const maxWholeLimit = 20

const oneOf = <T extends string>(values: readonly T[]) =>
  z.enum(values, { error: `must be one of: ${values.join(', ')}` })

const slug = z.string().refine((text) => slugSchema.safeParse(text).success, 'must be a slug, such as scale')

const instant = z.string().transform((text, context) => {
  const given = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).safeParse(text)
  const time = given.success ? new Date(text) : null
  // Postgres and JavaScript disagree about what lies outside.
  if (time && time.getTime() >= 0 && time.getUTCFullYear() <= 9999) return time.toISOString()
  context.addIssue(
    'must be an ISO 8601 date or time with its zone, from 1970 to 9999, such as 2026-09-01T08:00:00Z (write + as %2B)',
  )
  return z.NEVER
})

const listOf = <T extends string>(values: readonly T[], what: string) =>
  z.string().transform((text, context) => {
    const names = text.split(',')
    const unknown = names.filter((name) => !values.includes(name as T))
    if (unknown.length > 0)
      context.addIssue(
        `${unknown.slice(0, 5).map(shown).join(', ') || 'an empty name'} is not ${what}; choose from: ${values.join(', ')}`,
      )
    else if (new Set(names).size < names.length) context.addIssue('names something twice')
    return names as T[]
  })

const limit = z
  .string()
  .regex(/^(?:[1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
  .transform(Number)

const fields = listOf(articleFields, 'a field')

/** Parameters of one article. `include` does not exist here: one article is always whole. */
const articleParameters = z.strictObject({ fields: fields.optional(), format: oneOf(formats).optional() })

const articleAdvice = new Map([['include', 'is for lists; one article always has its body and sources']])

const listParameters = z.strictObject({
  limit: limit.optional(),
  after: z.string().optional(),
  before: z.string().optional(),
  fields: fields.optional(),
  include: listOf(includable, 'something that can be included').optional(),
  format: oneOf(formats).optional(),
  topic: slug.optional(),
  author: slug.optional(),
  publishedAfter: instant.optional(),
  modifiedAfter: instant.optional(),
  sort: oneOf(['publishedAt', 'modifiedAt']).optional(),
})

/** Every complaint of a schema, each under the parameter it is about. */
function parse<T extends z.ZodObject>(schema: T, search: string, advice?: ReadonlyMap<string, string>): z.infer<T> {
  const values = parseQueryText(search)
  const result = schema.safeParse(Object.fromEntries(values))
  const known = Object.keys(schema.shape)
  const issues: ParameterIssue[] = [...values.keys()]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      parameter: shown(name),
      detail: advice?.get(name) ?? `is not a parameter here; there are: ${known.join(', ')}`,
    }))
  for (const issue of result.error?.issues ?? [])
    if (issue.code !== 'unrecognized_keys') issues.push({ parameter: String(issue.path[0]), detail: issue.message })
  if (issues.length > 0 || !result.success) throw refuse(issues)
  return result.data
}

const pick = (names: readonly ArticleField[]): ArticleField[] =>
  articleFields.filter((field) => field === 'id' || names.includes(field))

/**
 * How one article is asked for.
 * - `fields`: names of top-level fields, separated by commas; `id` always comes too. Without it: all.
 * - `format`: `mdast` (default), `html`, `markdown` or `text` for `body`.
 * @param search the raw query string
 * @throws PublicError `invalid-parameter` naming every parameter that is unknown, repeated or wrong
 */
export function parseArticleParameters(search: string): ArticleView {
  const given = parse(articleParameters, search, articleAdvice)
  return { fields: given.fields ? pick(given.fields) : wholeView.fields, format: given.format ?? wholeView.format }
}

/**
 * How a list is asked for, newest first.
 * - `limit`: 1 to 100, default 20; with `include` at most 20, which is then its default too.
 * - `after`, `before`: a cursor of this list, the one for older and the other for newer articles; not both.
 * - `topic`, `author`: a slug. `publishedAfter`, `modifiedAfter`: ISO 8601, exclusive.
 * - `sort`: `publishedAt` (default) or `modifiedAt`.
 * - `include`: `body`, `sources` or both, which a list leaves out otherwise. `format` is for an included body.
 * - `fields`: names of top-level fields; `id` always comes too. `body` and `sources` are had by `include` alone.
 * @param search the raw query string
 * @throws PublicError `invalid-parameter` naming every parameter that is unknown, repeated or wrong;
 *   `invalid-cursor` for a cursor that is not this list's
 */
export function parseListParameters(search: string): ListRequest {
  const given = parse(listParameters, search)
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
  const fields = given.fields ? pick([...given.fields, ...include]) : listed
  return {
    query: {
      ...filters,
      sort,
      limit: size,
      after: given.after === undefined ? undefined : readCursor(given.after, identity, 'after'),
      before: given.before === undefined ? undefined : readCursor(given.before, identity, 'before'),
    },
    view: { fields, format: given.format ?? 'mdast' },
    identity,
    whole,
  }
}

function isIncludable(field: ArticleField): field is Includable {
  return includable.some((name) => name === field)
}
