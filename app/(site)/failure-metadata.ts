import type { Metadata } from 'next'
import { missingFindingTitle } from '#components/error-page.tsx'
import { indexForms } from '#components/failures/failure-index-page.tsx'
import { sizeSummary, sizeTitle } from '#components/failures/failures-at-page.tsx'
import { type IndexFilters, type IndexOrder, indexHref, indexQuery } from '#components/failures/hrefs.ts'
import { indexDeck, indexTitle, narrowings } from '#components/failures/index-words.ts'
import { unaskedTitle } from '#components/failures/unasked-page.tsx'
import { capitalised } from '#components/wording.ts'
import { type FailuresAt, failuresPath, type Size, sizePath, sizes } from '#publication/edition/index.ts'
import { absolute, forTheDoor, pageMetadata } from './page-metadata.ts'

/** What the index says of itself: its page, its terms. */
export const indexWords = { name: indexTitle, description: indexDeck }

/** The same rows for programs, as `rel=alternate` has them. */
const formsOf = (query: string) =>
  Object.fromEntries(
    indexForms(query).map(({ label, href, type }) => [
      type,
      [{ url: absolute(href), title: `The failure index as ${label}` }],
    ]),
  )

type Asked = {
  filters: IndexFilters
  by: IndexOrder
  /** name of the topic that it is narrowed to */
  topic: string | null
  /** whether it is the index as it begins, by title and not narrowed */
  isWhole: boolean
}

/** Head of the index. Narrowed or further into it, search engines are to follow and not to keep. */
export function failureIndexMetadata({ filters, by, topic, isWhole }: Asked, revision: number): Metadata {
  const narrowed = narrowings(filters, topic).map(({ words }) => words)
  const page = pageMetadata({
    title: narrowed.length === 0 ? indexTitle : `Breaks ${narrowed.join(', ')}`,
    description:
      narrowed.length === 0 ? indexDeck : `${capitalised(indexTitle)}: breaks ${narrowed.join(', ')}, and what holds.`,
    path: isWhole ? failuresPath : indexHref(filters, { by }),
    revision,
  })
  const alternates = { ...page.alternates, types: formsOf(indexQuery(filters)) }
  return { ...page, alternates, ...(isWhole ? {} : { robots: { index: false, follow: true } }) }
}

/** Head of an address of the index that means nothing: 400, or 404 where it names a topic that there is not. */
export const unaskedMetadata = (status: 400 | 404, revision: number): Metadata => ({
  title: unaskedTitle,
  robots: { index: false, follow: true },
  other: forTheDoor(revision, status),
})

/** Head of what breaks at a number of users. */
export const failuresAtMetadata = (size: Size, counts: FailuresAt['counts'], revision: number): Metadata =>
  pageMetadata({
    title: sizeTitle(sizes[size]),
    description: sizeSummary(sizes[size], counts),
    path: sizePath(size),
    revision,
  })

/**
 * Head of a finding that its article has not. 410 and not 404: of a page that is made again behind a 404, Next leaves the head
 * out, and with it what the door reads.
 */
export const missingFindingMetadata = (revision: number): Metadata => ({
  title: missingFindingTitle,
  robots: { index: false, follow: true },
  other: forTheDoor(revision, 410),
})
