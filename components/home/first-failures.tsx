import type { Break, Finding, Hold } from '#publication/article/index.ts'
import type { Summary } from '#publication/edition/index.ts'
import { BreakMark, HoldMark } from '../marks.tsx'
import { tallyOf } from '../wording.ts'

type Row = { article: Summary; finding: Break; holds: Hold[] }

const isBreak = (finding: Finding): finding is Break => finding.kind === 'break'
const rowOf = (article: Summary, finding: Break): Row => ({
  article,
  finding,
  holds: tallyOf(article.findings).holds.filter(({ answers }) => answers.includes(finding.id)),
})

const most = 8

/**
 * The break that bites first in each of the newest articles. What is open belongs among them: when none of them is, the
 * newest open break takes the last place.
 */
export function firstFailures(articles: readonly Summary[]): Row[] {
  const rows = articles.flatMap((article) => {
    const first = article.findings.find(isBreak)
    return first ? [rowOf(article, first)] : []
  })
  const shown = rows.slice(0, most)
  if (shown.some(({ finding }) => finding.status === 'open')) return shown
  const open = articles
    .flatMap((article) => article.findings.filter(isBreak).map((finding) => rowOf(article, finding)))
    .find(({ finding }) => finding.status === 'open')
  return open ? [...shown.slice(0, most - 1), open] : shown
}

const role = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader' },
  line: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

function FailureRow({ row: { article, finding, holds } }: { row: Row }) {
  const isOpen = holds.length === 0
  return (
    <tr className="failure" {...role.row}>
      <th scope="row" className="failure-break" {...role.line}>
        <BreakMark />
        <a href={`${article.path}#${finding.id}`}>{finding.title}</a>
        {finding.shows && <span className="failure-shows">Shows up as: {finding.shows}</span>}
      </th>
      <td className={isOpen ? 'failure-hold failure-open' : 'failure-hold'} {...role.cell}>
        {isOpen ? (
          <>
            <span className="unseen">Open: </span>No hold that we trust yet
          </>
        ) : (
          <>
            <HoldMark />
            {holds.map(({ title }) => title).join('. ')}
          </>
        )}
      </td>
      <td className="failure-article" {...role.cell}>
        <a href={article.path}>{article.title}</a>
      </td>
    </tr>
  )
}

/** The first rows of all failures that the publication knows. Nothing before the first break is published. */
export function FirstFailures({ articles }: { articles: readonly Summary[] }) {
  const rows = firstFailures(articles)
  if (rows.length === 0) return null
  return (
    <section className="section" id="failures" aria-labelledby="failures-title">
      <div className="section-head">
        <h2 id="failures-title">The failure index</h2>
        <p className="note">The break that bites first, in each of the newest</p>
      </div>
      <table className="failures" aria-labelledby="failures-title" {...role.table}>
        <thead className="failures-head" {...role.group}>
          <tr {...role.row}>
            <th scope="col" {...role.column}>
              What breaks
            </th>
            <th scope="col" {...role.column}>
              What holds
            </th>
            <th scope="col" {...role.column}>
              Teardown
            </th>
          </tr>
        </thead>
        <tbody {...role.group}>
          {rows.map((row) => (
            <FailureRow key={`${row.article.id}.${row.finding.id}`} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
