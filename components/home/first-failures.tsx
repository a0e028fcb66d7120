import type { Summary } from '#publication/edition/index.ts'
import { sizeLinks } from '../failures/hrefs.ts'
import { type Failure, FailureTable, failuresOf } from '../listing/failure-table.tsx'

const most = 8
const isOpen = ({ finding }: Failure): boolean => finding.status === 'open'

/**
 * The break that bites first in each of the newest articles. What is open belongs among them: when none of them is, the
 * newest open break takes the last place.
 */
export function firstFailures(articles: readonly Summary[]): Failure[] {
  const shown = articles.flatMap((article) => failuresOf(article).slice(0, 1)).slice(0, most)
  const open = articles.flatMap(failuresOf).find(isOpen)
  return shown.some(isOpen) || !open ? shown : [...shown.slice(0, most - 1), open]
}

/** The first rows of all failures that the publication knows. Nothing before the first break is published. */
export function FirstFailures({ articles }: { articles: readonly Summary[] }) {
  const failures = firstFailures(articles)
  if (failures.length === 0) return null
  return (
    <section className="section" id="failures" aria-labelledby="failures-title">
      <div className="section-head">
        <h2 id="failures-title">The failure index</h2>
        <a href="/failures">All breaks, by title</a>
      </div>
      <p className="note">The break that bites first, in each of the newest</p>
      <FailureTable failures={failures} labelledBy="failures-title" />
      <p className="failures-at">
        Where does it break for me? At{' '}
        {sizeLinks.map(({ href, users }) => (
          <a key={href} href={href}>
            {users.toLocaleString('en')}
          </a>
        ))}{' '}
        users
      </p>
    </section>
  )
}
