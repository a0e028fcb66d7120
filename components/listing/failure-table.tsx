import type { Break, Finding, Hold } from '#publication/article/index.ts'
import type { Summary } from '#publication/edition/index.ts'
import { findingHref } from '../failures/hrefs.ts'
import { BreakMark, HoldMark } from '../marks.tsx'
import { tableRole as role } from '../table-role.ts'
import { tallyOf } from '../wording.ts'

type InArticle = Pick<Summary, 'id' | 'slug' | 'path' | 'title'>

/** A break, the holds that answer it, and the article that takes it apart. */
export type Failure = { article: InArticle; finding: Break; holds: Hold[] }

const isBreak = (finding: Finding): finding is Break => finding.kind === 'break'

/** Every break of an article, in the order in which it names them. */
export function failuresOf(article: Pick<Summary, keyof InArticle | 'findings'>): Failure[] {
  const { holds } = tallyOf(article.findings)
  return article.findings
    .filter(isBreak)
    .map((finding) => ({ article, finding, holds: holds.filter(({ answers }) => answers.includes(finding.id)) }))
}

function HoldCell({ holds, isWhole }: { holds: readonly Hold[]; isWhole: boolean }) {
  if (holds.length === 0)
    return (
      <td className="failure-hold failure-open" {...role.cell}>
        <span className="unseen">Open: </span>No hold that we trust yet
      </td>
    )
  return (
    <td className="failure-hold" {...role.cell}>
      <HoldMark />
      {isWhole
        ? holds.map(({ id, title, cost }) => (
            <span key={id} className="failure-held">
              {title}
              {cost && <span className="failure-shows">Costs: {cost}</span>}
            </span>
          ))
        : holds.map(({ title }) => title).join('. ')}
    </td>
  )
}

type RowProps = {
  failure: Failure
  /** Whether the row says all that is known, and is an anchor with a link to the page of its own. */
  isWhole?: boolean
}

export function FailureRow({ failure: { article, finding, holds }, isWhole = false }: RowProps) {
  const { id, title, shows, scale, cost } = finding
  return (
    <tr className="failure" id={isWhole ? `${article.slug}.${id}` : undefined} {...role.row}>
      <th scope="row" className="failure-break" {...role.line}>
        <BreakMark />
        <a href={`${article.path}#${id}`}>{title}</a>
        {shows && <span className="failure-shows">Shows up as: {shows}</span>}
        {isWhole && scale && <span className="failure-shows">From: {scale}</span>}
        {isWhole && cost && <span className="failure-shows">Costs: {cost}</span>}
      </th>
      <HoldCell holds={holds} isWhole={isWhole} />
      <td className="failure-article" {...role.cell}>
        <a href={article.path}>{article.title}</a>
        {isWhole && (
          <a
            className="failure-link"
            href={findingHref(article.slug, id)}
            aria-label={`Link to this failure: ${title}`}
          >
            Link to this failure
          </a>
        )}
      </td>
    </tr>
  )
}

export function FailureHead() {
  return (
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
  )
}

type TableProps = { failures: readonly Failure[]; labelledBy: string; isWhole?: boolean }

/** Failures in rows: what breaks, what holds, where it is taken apart. @param labelledBy id of its heading */
export function FailureTable({ failures, labelledBy, isWhole = false }: TableProps) {
  return (
    <table className="failures" aria-labelledby={labelledBy} {...role.table}>
      <FailureHead />
      <tbody {...role.group}>
        {failures.map((failure) => (
          <FailureRow key={`${failure.article.id}.${failure.finding.id}`} failure={failure} isWhole={isWhole} />
        ))}
      </tbody>
    </table>
  )
}
