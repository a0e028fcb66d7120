import { cache } from 'react'
import { parseListParameters, presentList } from '#publication/contract/index.ts'
import { archivePath, articleCount, articles } from '#publication/edition/index.ts'

const limit = '24'

/**
 * One page of all teardowns, newest first; cursors are those of the API's list. `older` is where the list goes on, or null.
 * The revision is the older of the two reads, so that a page never claims to be newer.
 * @throws PublicError `invalid-cursor` for a cursor that is not of this list
 */
export const readArchive = cache(async (after?: string) => {
  const asked = parseListParameters(String(new URLSearchParams({ limit, ...(after === undefined ? {} : { after }) })))
  const [page, counted] = await Promise.all([articles(asked.query), articleCount()])
  const { next } = presentList([], page, asked).page
  return {
    items: page.items,
    count: counted.count,
    older: next === null ? null : `${archivePath}?${new URLSearchParams({ after: next })}`,
    revision: Math.min(page.revision, counted.revision),
  }
})
