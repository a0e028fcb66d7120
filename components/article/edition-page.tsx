import type { Highlight, Passage } from '#publication/article/index.ts'
import type { Current, History, Pinned } from '#publication/edition/index.ts'
import { CopyButton } from '../copy-button.tsx'
import { Day } from '../day.tsx'
import { PageFrame } from '../page-frame.tsx'
import { countedInWords } from '../wording.ts'
import { articleBody } from './article-body.tsx'
import { Editions } from './editions.tsx'
import { FindingsTable } from './findings-table.tsx'
import { Notes } from './notes.tsx'
import { Passages } from './passages.tsx'
import { Takeaways } from './takeaways.tsx'
import { TheCall } from './the-call.tsx'

type Props = {
  pinned: Pinned
  current: Pick<Current, 'path' | 'title' | 'edition' | 'modifiedAt' | 'corrections'>
  /** what became of this edition's words in the current one */
  since: readonly Passage[]
  history: History
  /** absolute address of this edition, and of its record for machines */
  url: string
  json: string
  highlight?: Highlight
}

function Standing({ pinned, current }: Pick<Props, 'pinned' | 'current'>) {
  if (pinned.edition === current.edition)
    return (
      <p>
        This is the current edition. Its own address stays with it; the teardown itself is at{' '}
        <a href={current.path}>{current.title}</a>.
      </p>
    )
  return (
    <p>
      This is how the teardown read from <Day iso={pinned.modifiedAt} />. It has been revised since:{' '}
      <a href={current.path}>read edition {current.edition}</a>, of <Day iso={current.modifiedAt} />.
    </p>
  )
}

function Corrections({ pinned, current }: Pick<Props, 'pinned' | 'current'>) {
  const later = current.corrections.filter(({ edition }) => edition > pinned.edition)
  if (later.length === 0) return null
  return (
    <ul className="corrections">
      {later.map(({ edition, at, text }) => (
        <li key={at}>
          <b>Corrected in edition {edition}</b> <Day iso={at} />
          <p>{text}</p>
        </li>
      ))}
    </ul>
  )
}

function Since({ pinned, current, since }: Pick<Props, 'pinned' | 'current' | 'since'>) {
  if (pinned.edition === current.edition) return null
  return (
    <section className="since" aria-labelledby="page_since">
      <h2 id="page_since">What has changed since</h2>
      {since.length === 0 ? (
        <p>Not a word of the text: what changed is beside it, such as a picture, a link or the plate.</p>
      ) : (
        <>
          <p className="note">
            {countedInWords(since.length, 'passage')} from edition {pinned.edition} to edition {current.edition}:{' '}
            <del>taken out</del>, <ins>put in</ins>.
          </p>
          <Passages passages={since} />
        </>
      )}
    </section>
  )
}

/** One edition of an article as it was published, with what has changed since. */
export function EditionPage({ pinned, current, since, history, url, json, highlight }: Props) {
  const { text, notes } = articleBody(pinned, highlight)
  return (
    <PageFrame machines={[{ label: 'This edition as JSON', href: json }]}>
      <article className="edition wrap">
        <header className="edition-head">
          <p className="note">
            Edition {pinned.edition} of {current.edition}
          </p>
          <h1>{pinned.title}</h1>
          <p className="deck">{pinned.deck}</p>
          <div className="edition-standing">
            <Standing pinned={pinned} current={current} />
            <Corrections pinned={pinned} current={current} />
            <p className="note">
              Cite this edition: <span id="page_edition_url">{url}</span>
            </p>
            <CopyButton of="page_edition_url">Copy the address</CopyButton>
          </div>
        </header>
        <Since pinned={pinned} current={current} since={since} />
        <div className="edition-text article-main">
          {pinned.call && <TheCall call={pinned.call} />}
          <Takeaways takeaways={pinned.takeaways} />
          <FindingsTable findings={pinned.findings} slug={pinned.slug} />
          <div className="prose">{text}</div>
          <Notes notes={notes} />
          <Editions history={history} path={current.path} corrections={current.corrections} shown={pinned.edition} />
        </div>
      </article>
    </PageFrame>
  )
}
