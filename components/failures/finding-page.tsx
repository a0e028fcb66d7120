import { type Break, type Finding, findingName, type Hold } from '#publication/article/index.ts'
import type { FindingPlace } from '#publication/edition/index.ts'
import { CopyButton } from '../copy-button.tsx'
import { Day } from '../day.tsx'
import { BreakMark, HoldMark, WideKey, WideOpening } from '../marks.tsx'
import { PageFrame } from '../page-frame.tsx'
import { countedInWords } from '../wording.ts'
import { findingHref } from './hrefs.ts'

type Article = FindingPlace['finding']['article']

function Mark({ kind }: { kind: Finding['kind'] }) {
  return kind === 'break' ? <BreakMark /> : <HoldMark />
}

function Name({ finding }: { finding: Finding }) {
  return (
    <span className={finding.kind === 'break' ? 'finding-id' : 'finding-id of-hold'}>
      <Mark kind={finding.kind} />
      {findingName(finding.id)}
    </span>
  )
}

function Facts({ finding }: { finding: Finding }) {
  const facts: [string, string | null][] =
    finding.kind === 'break'
      ? [
          ['Shows up as', finding.shows],
          ['From', finding.scale],
          ['Costs', finding.cost],
        ]
      : [['Costs', finding.cost]]
  const verified = finding.kind === 'hold' ? finding.verifiedSince : null
  if (verified === null && facts.every(([, value]) => !value)) return null
  return (
    <dl className="facts">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
      {verified !== null && (
        <div>
          <dt>Verified since</dt>
          <dd>
            <Day iso={verified} />
          </dd>
        </div>
      )}
    </dl>
  )
}

/** The other side of a finding, which has a page of its own. */
function Other({ finding, slug }: { finding: Finding; slug: string }) {
  return (
    <div className="answer">
      <Name finding={finding} />
      <h3>
        <a href={findingHref(slug, finding.id)}>{finding.title}</a>
      </h3>
      <Facts finding={finding} />
    </div>
  )
}

function BreakFacts({ finding, holds, slug }: { finding: Break; holds: readonly Hold[]; slug: string }) {
  const isOpen = holds.length === 0
  return (
    <div className="across">
      <section aria-labelledby="page_breaks">
        <h2 id="page_breaks">What breaks</h2>
        <Facts finding={finding} />
      </section>
      <div className="load">{isOpen ? <WideOpening /> : <WideKey />}</div>
      <section className={isOpen ? 'across-open' : undefined} aria-labelledby="page_holds">
        <h2 id="page_holds">{isOpen ? 'Open' : 'What holds'}</h2>
        {isOpen ? (
          <p className="answer-open">No hold that we trust yet.</p>
        ) : (
          holds.map((hold) => <Other key={hold.id} finding={hold} slug={slug} />)
        )}
      </section>
    </div>
  )
}

function HoldFacts({ finding, breaks, slug }: { finding: Hold; breaks: readonly Break[]; slug: string }) {
  return (
    <div className="across">
      <section aria-labelledby="page_breaks">
        <h2 id="page_breaks">What it answers</h2>
        {breaks.length === 0 ? (
          <p className="answer-open">The whole, and no single break.</p>
        ) : (
          breaks.map((each) => <Other key={each.id} finding={each} slug={slug} />)
        )}
      </section>
      <div className="load">
        <WideKey />
      </div>
      <section aria-labelledby="page_holds">
        <h2 id="page_holds">What it takes</h2>
        <Facts finding={finding} />
        {!finding.cost && finding.verifiedSince === null && <p className="note">The teardown names no cost.</p>}
      </section>
    </div>
  )
}

const statusOf = (finding: Finding, breaks: number): string => {
  if (finding.kind === 'hold') return breaks === 0 ? 'Holds the whole' : `Answers ${countedInWords(breaks, 'break')}`
  return finding.status === 'open' ? 'Open' : `Held by ${countedInWords(finding.heldBy.length, 'hold')}`
}

function Neighbours({ findings, id, article }: { findings: readonly Finding[]; id: string; article: Article }) {
  const others = findings.filter((each) => each.id !== id)
  if (others.length === 0) return null
  return (
    <section className="section" aria-labelledby="page_beside">
      <div className="section-head">
        <h2 id="page_beside">In the same teardown</h2>
      </div>
      <ul className="beside">
        {others.map((each) => (
          <li key={each.id}>
            <Name finding={each} />
            <a href={findingHref(article.slug, each.id)}>{each.title}</a>
            {each.kind === 'break' && each.status === 'open' && <span className="note">Open</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Props = FindingPlace & {
  /** Absolute address of this page, to be handed on. */
  url: string
}

/** One break or hold, by itself: what is known of it, what answers it, and the teardown that it is from. */
export function FindingPage({ finding: { article, ...finding }, findings, url }: Props) {
  const { slug } = article
  const breaks = findings.filter((each): each is Break => each.kind === 'break')
  const answered = finding.kind === 'hold' ? breaks.filter(({ id }) => finding.answers.includes(id)) : []
  const holds = findings.filter((each): each is Hold => each.kind === 'hold' && each.answers.includes(finding.id))
  return (
    <PageFrame>
      <article className="finding-page">
        <header className="wrap grid gap-4 pt-6">
          <p className="note crumb">
            <a href="/failures">The failure index</a>
          </p>
          <p className="finding-line">
            <Name finding={finding} />
            <span className="note">{statusOf(finding, answered.length)}</span>
          </p>
          <h1 className="page-title">{finding.title}</h1>
        </header>
        <div className="wrap">
          {finding.kind === 'break' ? (
            <BreakFacts finding={finding} holds={holds} slug={slug} />
          ) : (
            <HoldFacts finding={finding} breaks={answered} slug={slug} />
          )}
          <div className="read-on">
            <p>
              From the teardown <cite>{article.title}</cite>, published on <Day iso={article.publishedAt} />.
            </p>
            <a className="button" href={`${article.path}#${finding.id}`}>
              Read on in the teardown
            </a>
          </div>
          <p className="share-line">
            <span className="note">Link to this {finding.kind}</span>
            <code id="page_address">{url}</code>
            <CopyButton of="page_address">Copy the link</CopyButton>
          </p>
          <Neighbours findings={findings} id={finding.id} article={article} />
        </div>
      </article>
    </PageFrame>
  )
}
