import type { Failure, FailureTally } from '#publication/edition/index.ts'
import { FailureHead, FailureRow } from '../listing/failure-table.tsx'
import { PageFrame } from '../page-frame.tsx'
import { tableRole as role } from '../table-role.ts'
import { type IndexFilters, type IndexOrder, indexHref, indexQuery } from './hrefs.ts'
import { IndexFilter } from './index-filter.tsx'
import { indexDeck, indexTitle, narrowings, tallyInWords } from './index-words.ts'
import { Letters, letterId } from './letters.tsx'
import { Sizes } from './sizes.tsx'

type Topics = readonly { slug: string; name: string }[]

export type IndexShown = {
  filters: IndexFilters
  by: IndexOrder
  /** Whether this is where the list begins. */
  isBeginning: boolean
  failures: readonly Failure[]
  tally: FailureTally
  topics: Topics
  /** Address of what follows, or null at the end. */
  next: string | null
  /** Words that are like those asked for and find something, where those find nothing. */
  didYouMean: string | null
  /** The same breaks as terms, for machines (JSON-LD). */
  terms: string
}

const rowOf = ({ finding, holds }: Failure) => ({ article: finding.article, finding, holds })
const keyOf = ({ finding }: Failure): string => `${finding.article.id}.${finding.id}`

function byLetter(failures: readonly Failure[]): [string, Failure[]][] {
  const groups = new Map<string, Failure[]>()
  for (const failure of failures) {
    const group = groups.get(failure.letter)
    if (group) group.push(failure)
    else groups.set(failure.letter, [failure])
  }
  return [...groups]
}

function Group({ letter, failures }: { letter: string | null; failures: readonly Failure[] }) {
  return (
    <tbody {...role.group}>
      {letter !== null && (
        <tr className="letter" {...role.row}>
          <th scope="rowgroup" colSpan={3} id={letterId(letter)} {...role.line}>
            {letter.toUpperCase()}
          </th>
        </tr>
      )}
      {failures.map((failure) => (
        <FailureRow key={keyOf(failure)} failure={rowOf(failure)} isWhole />
      ))}
    </tbody>
  )
}

function Nothing({
  filters,
  topic,
  didYouMean,
}: {
  filters: IndexFilters
  topic: string | null
  didYouMean: string | null
}) {
  const narrowed = narrowings(filters, topic)
  if (narrowed.length === 0) return <p className="max-w-deck">The first break will stand here.</p>
  return (
    <div className="index-nothing">
      <p className="max-w-deck">
        No break in the index is all of this: {narrowed.map(({ words }) => words).join(', ')}. That says nothing about
        your system, only about what we have taken apart.
      </p>
      {didYouMean !== null && (
        <p>
          Did you mean{' '}
          <a className="index-link" href={indexHref({ ...filters, q: didYouMean })}>
            {didYouMean}
          </a>
          ?
        </p>
      )}
      <p>Look again:</p>
      <ul>
        {narrowed.length > 1 &&
          narrowed.map(({ words, without }) => (
            <li key={words}>
              <a className="index-link" href={indexHref(without)}>
                not only those {words}
              </a>
            </li>
          ))}
        <li>
          <a className="index-link" href="/failures">
            everything in the index
          </a>
        </li>
      </ul>
    </div>
  )
}

function Order({ filters, by }: { filters: IndexFilters; by: IndexOrder }) {
  const orders = [
    ['title', 'By title'],
    ['date', 'Newest first'],
  ] as const
  return (
    <ul className="index-order" aria-label="Order">
      {orders.map(([order, words]) => (
        <li key={order}>
          <a href={indexHref(filters, { by: order })} aria-current={order === by ? 'true' : undefined}>
            {words}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Links to the same rows for programs. @param query of the page, with its question mark or empty */
export const indexForms = (query: string) => [
  { label: 'JSON', href: `/failures.json${query}`, type: 'application/json' },
  { label: 'CSV', href: `/failures.csv${query}`, type: 'text/csv' },
  { label: 'Markdown', href: `/failures.md${query}`, type: 'text/markdown' },
]

/** The failure index: every break with its holds, narrowed and in order as its address says. */
export function FailureIndexPage(props: IndexShown) {
  const { filters, by, isBeginning, failures, tally, topics, next, didYouMean, terms } = props
  const topic = topics.find(({ slug }) => slug === filters.topic)?.name ?? null
  const narrowed = narrowings(filters, topic)
  const groups: [string | null, readonly Failure[]][] = by === 'title' ? byLetter(failures) : [[null, failures]]
  return (
    <PageFrame current="/failures">
      <header className="wrap list-head">
        <h1 className="page-title">{indexTitle}</h1>
        <p className="deck">{indexDeck}</p>
      </header>
      <div className="wrap failure-index">
        {isBeginning && narrowed.length === 0 && <Sizes />}
        <IndexFilter filters={filters} by={by} topics={topics} />
        {by === 'title' && tally.count > 0 && (
          <Letters filters={filters} letters={tally.letters} here={new Set(failures.map(({ letter }) => letter))} />
        )}
        <section className="index-rows" aria-labelledby="page_rows">
          <div className="section-head">
            <div>
              <h2 id="page_rows">{tallyInWords(tally.count, tally.open)}</h2>
              {narrowed.length > 0 && (
                <p className="note">
                  Only those {narrowed.map(({ words }) => words).join(', ')}.{' '}
                  <a className="index-link" href="/failures">
                    Clear filters
                  </a>
                </p>
              )}
            </div>
            {tally.count > 1 && <Order filters={filters} by={by} />}
          </div>
          {failures.length > 0 && (
            <table className="failures" aria-labelledby="page_rows" {...role.table}>
              <FailureHead />
              {groups.map(([letter, group]) => (
                <Group key={letter} letter={letter} failures={group} />
              ))}
            </table>
          )}
          {tally.count === 0 && <Nothing filters={filters} topic={topic} didYouMean={didYouMean} />}
          {tally.count > 0 && failures.length === 0 && <p>The index ends before this place.</p>}
        </section>
        {(next !== null || !isBeginning) && (
          <nav className="onward" aria-label="Pages of the index">
            {!isBeginning && (
              <a className="button" href={indexHref(filters, { by })}>
                From the beginning
              </a>
            )}
            {next !== null && (
              <a className="button" href={next} rel="next">
                Further
              </a>
            )}
          </nav>
        )}
        <p className="note index-forms">
          {narrowed.length === 0 ? 'The whole index' : 'These rows'} as{' '}
          {indexForms(indexQuery(filters)).map(({ label, href, type }) => (
            <a key={label} className="index-link" href={href} type={type}>
              {label}
            </a>
          ))}
        </p>
      </div>
      <script type="application/ld+json">{terms}</script>
    </PageFrame>
  )
}
