import type { Break, Finding, Hold } from '#publication/article/index.ts'
import { Day } from '../day.tsx'
import { findingHref } from '../failures/hrefs.ts'
import { BreakMark, HoldMark, WideKey, WideOpening } from '../marks.tsx'
import { tableRole as role } from '../table-role.ts'
import { capitalised, countedInWords, tallyOf } from '../wording.ts'

const numberOf = (id: string): string => id.slice(1)

/** The title leads to the page of the finding, which has one unless the edition is one of before. */
function Title({ slug, finding: { id, title } }: { slug: string | null; finding: Finding }) {
  if (slug === null) return <span className="pairs-title">{title}</span>
  return (
    <a className="pairs-title" href={findingHref(slug, id)}>
      {title}
    </a>
  )
}

function BreakCell({ finding, slug }: { finding: Break; slug: string | null }) {
  return (
    <th scope="row" className="pairs-break" {...role.line}>
      <a className="finding-id" href={`#${finding.id}`}>
        <BreakMark />
        Break {numberOf(finding.id)}
      </a>
      <Title slug={slug} finding={finding} />
      {finding.shows && <span className="pairs-note">Shows up as: {finding.shows}</span>}
      {finding.scale && <span className="pairs-note">From: {finding.scale}</span>}
      {finding.cost && <span className="pairs-note">Costs: {finding.cost}</span>}
    </th>
  )
}

function HoldEntry({ hold, slug }: { hold: Hold; slug: string | null }) {
  return (
    <>
      <a className="finding-id" href={`#${hold.id}`}>
        <HoldMark />
        Hold {numberOf(hold.id)}
      </a>
      <Title slug={slug} finding={hold} />
      {hold.cost && <span className="pairs-note">Costs: {hold.cost}</span>}
      {hold.verifiedSince && (
        <span className="pairs-note">
          Verified since <Day iso={hold.verifiedSince} />
        </span>
      )}
    </>
  )
}

function Pair({ finding, holds, slug }: { finding: Break; holds: readonly Hold[]; slug: string | null }) {
  const isOpen = holds.length === 0
  return (
    <tr {...role.row} className={isOpen ? 'pairs-open' : undefined}>
      <BreakCell finding={finding} slug={slug} />
      <td className="load" {...role.cell}>
        {isOpen ? <WideOpening /> : <WideKey />}
      </td>
      <td className="pairs-hold" {...role.cell}>
        {isOpen ? (
          <>
            <span className="finding-id">Open</span>
            <span className="pairs-title">No hold that we trust yet.</span>
          </>
        ) : (
          holds.map((hold) => <HoldEntry key={hold.id} hold={hold} slug={slug} />)
        )}
      </td>
    </tr>
  )
}

/**
 * Every break with the holds that answer it. The column between them is the load: a key carries it across, or an
 * opening stands in the way. Holds that answer no break by name follow as a list. Nothing without findings.
 * @param slug of the article, if its findings have pages: those of an edition of before may have none
 */
export function FindingsTable({ findings, slug }: { findings: readonly Finding[]; slug?: string }) {
  const { breaks, holds } = tallyOf(findings)
  if (findings.length === 0) return null
  const unbound = holds.filter((hold) => hold.answers.length === 0)
  return (
    <section className="findings" id="page_findings" aria-labelledby="page_findings_title">
      <h2 id="page_findings_title">
        {capitalised(countedInWords(breaks.length, 'break'))}, {countedInWords(holds.length, 'hold')}
      </h2>
      {breaks.length > 0 && (
        <table className="pairs" aria-labelledby="page_findings_title" {...role.table}>
          <colgroup>
            <col />
            <col className="load-lines" />
            <col />
          </colgroup>
          <thead {...role.group}>
            <tr {...role.row}>
              <th scope="col" {...role.column}>
                What breaks
              </th>
              <th scope="col" {...role.column}>
                <span className="unseen">Carried</span>
              </th>
              <th scope="col" {...role.column}>
                What holds
              </th>
            </tr>
          </thead>
          <tbody {...role.group}>
            {breaks.map((finding) => (
              <Pair
                key={finding.id}
                finding={finding}
                slug={slug ?? null}
                holds={holds.filter((hold) => hold.answers.includes(finding.id))}
              />
            ))}
          </tbody>
        </table>
      )}
      {unbound.length > 0 && (
        <ul className="unbound" aria-label="Holds for the whole">
          {unbound.map((hold) => (
            <li key={hold.id}>
              <HoldEntry hold={hold} slug={slug ?? null} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
