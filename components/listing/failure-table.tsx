import type { Break, Finding, Hold } from '#publication/article/index.ts'
import type { Summary } from '#publication/edition/index.ts'
import { BreakMark, HoldMark } from '../marks.tsx'
import { tableRole as role } from '../table-role.ts'
import { tallyOf } from '../wording.ts'

/** A break, the holds that answer it, and the article that takes it apart. */
export type Failure = { article: Summary; finding: Break; holds: Hold[] }

const isBreak = (finding: Finding): finding is Break => finding.kind === 'break'

/** Every break of an article, in the order in which it names them. */
export function failuresOf(article: Summary): Failure[] {
  const { holds } = tallyOf(article.findings)
  return article.findings
    .filter(isBreak)
    .map((finding) => ({ article, finding, holds: holds.filter(({ answers }) => answers.includes(finding.id)) }))
}

function FailureRow({ failure: { article, finding, holds } }: { failure: Failure }) {
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

/** Failures in rows: what breaks, what holds, where it is taken apart. @param labelledBy id of its heading */
export function FailureTable({ failures, labelledBy }: { failures: readonly Failure[]; labelledBy: string }) {
  return (
    <table className="failures" aria-labelledby={labelledBy} {...role.table}>
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
        {failures.map((failure) => (
          <FailureRow key={`${failure.article.id}.${failure.finding.id}`} failure={failure} />
        ))}
      </tbody>
    </table>
  )
}
