import type { z } from 'zod'
import type { ParameterIssue } from '../../errors/index.ts'
import { type ListIdentity, readCursor } from '../cursor.ts'
import { parseQueryText, refuse, shown } from './query-text.ts'

/**
 * The parameters of a query, by a schema.
 * @param search the raw query string
 * @param advice what to say of parameters that exist elsewhere
 * @throws PublicError `invalid-parameter` naming every parameter that is unknown, repeated or wrong
 */
export function parseQuery<T extends z.ZodObject>(
  schema: T,
  search: string,
  advice?: ReadonlyMap<string, string>,
): z.infer<T> {
  const values = parseQueryText(search)
  const result = schema.safeParse(Object.fromEntries(values))
  const known = Object.keys(schema.shape)
  const issues: ParameterIssue[] = [...values.keys()]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      parameter: shown(name),
      detail:
        advice?.get(name) ??
        (known.length > 0 ? `is not a parameter here; there are: ${known.join(', ')}` : 'there are no parameters here'),
    }))
  for (const issue of result.error?.issues ?? [])
    if (issue.code !== 'unrecognized_keys')
      issues.push({
        parameter: String(issue.path[0]),
        detail: values.has(String(issue.path[0])) ? issue.message : 'is needed here',
      })
  if (issues.length > 0 || !result.success) throw refuse(issues)
  return result.data
}

/** @throws PublicError when both cursors are given */
function refuseBothCursors(given: { after?: string | undefined; before?: string | undefined }): void {
  if (given.after !== undefined && given.before !== undefined)
    throw refuse([{ parameter: 'before', detail: 'cannot be used together with after' }])
}

/**
 * The positions that the cursors of a request stand for.
 * @param read makes a position from a cursor's parts; null when they are not those of this list
 * @throws PublicError `invalid-cursor`
 */
export function positionsOf<Position>(
  given: { after?: string | undefined; before?: string | undefined },
  list: ListIdentity,
  read: (parts: string[]) => Position | null,
): { after: Position | undefined; before: Position | undefined } {
  refuseBothCursors(given)
  return {
    after: given.after === undefined ? undefined : readCursor(given.after, list, 'after', read),
    before: given.before === undefined ? undefined : readCursor(given.before, list, 'before', read),
  }
}
