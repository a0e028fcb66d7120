import type { Position } from '../../edition/index.ts'
import { writeCursor } from '../cursor.ts'
import { positionIn } from './articles.ts'
import { positionsOf } from './parse.ts'

/** A list that has no parameters beside its cursors: a feed, the articles of a sitemap. `name` tells them apart. */
const identityOf = (name: string) => ({ sort: 'publishedAt', filters: { list: name } })

/**
 * Where in such a list a request begins. What else stands in the query is not looked at: whoever passes on the address of
 * a feed may have put something behind it.
 * @param name `feeds/all`, `sitemap`, …
 * @throws PublicError `invalid-cursor`, or `invalid-parameter` for both cursors at once
 */
export function listPositions(
  search: string,
  name: string,
): { after: Position | undefined; before: Position | undefined } {
  const query = new URLSearchParams(search)
  const given = { after: query.get('after') ?? undefined, before: query.get('before') ?? undefined }
  return positionsOf(given, identityOf(name), positionIn)
}

/** A position as a cursor of that list. */
export const writePosition = ({ at, id }: Position, name: string): string => writeCursor([at, id], identityOf(name))
