import type { ReactNode } from 'react'
import type { Failure, FailuresAt } from '#publication/edition/index.ts'
import { FailureTable } from '../listing/failure-table.tsx'
import { PageFrame } from '../page-frame.tsx'
import { capitalised, countedInWords, inWords } from '../wording.ts'
import { indexHref, sizeLinks } from './hrefs.ts'
import { usersInWords } from './index-words.ts'
import { Sizes } from './sizes.tsx'

/** What is true of a number of users whatever the system is. */
const sentences: Record<number, string> = {
  100: 'You can still know every one of them by name, so you hear of each failure from a person.',
  1000: 'You know a few of them by name. Most failures you hear of from a graph, if there is one.',
  10000: 'What happens to one user in ten thousand has happened to somebody.',
  100000:
    'What happens to one user in a hundred thousand has happened to somebody. At ten times fewer it was bad luck.',
}

export const sizeTitle = (users: number): string => `What breaks at ${usersInWords(users)}`

/** `Two breaks wait` */
const counting = (count: number, noun: string, one: string, many: string): string =>
  `${capitalised(countedInWords(count, noun))} ${count === 1 ? one : many}`

/** What the page found, in a sentence or three: its description too. */
export function sizeSummary(users: number, { behind, ahead, anyhow }: FailuresAt['counts']): string {
  if (behind + ahead + anyhow === 0) return `Nothing is known yet of ${usersInWords(users)}.`
  const said = [
    behind === 0
      ? 'No break that we know waits for so many users or fewer.'
      : `${counting(behind, 'break', 'waits', 'wait')} for as many users or fewer, and can bite by now.`,
    anyhow > 0 && `${counting(anyhow, 'other', 'asks', 'ask')} for no number at all.`,
    ahead > 0 && `${capitalised(inWords(ahead))} still ${ahead === 1 ? 'lies' : 'lie'} ahead.`,
  ]
  return said.filter(Boolean).join(' ')
}

type PartProps = { id: string; title: string; note: ReactNode; failures: readonly Failure[]; more?: ReactNode }

function Part({ id, title, note, failures, more }: PartProps) {
  if (failures.length === 0) return null
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <div>
          <h2 id={id}>{title}</h2>
          <p className="note">{note}</p>
        </div>
      </div>
      <FailureTable
        failures={failures.map(({ finding, holds }) => ({ article: finding.article, finding, holds }))}
        labelledBy={id}
        isWhole
      />
      {more}
    </section>
  )
}

/** How many more there are than the page shows, and where. */
function More({ count, shown, href }: { count: number; shown: number; href: string }) {
  return count > shown ? (
    <p className="onward">
      <a className="button" href={href}>
        All of them in the index
      </a>
    </p>
  ) : null
}

/** What bites at a number of users: what has begun by then, what comes next, and what never waited for a number. */
export function FailuresAtPage({ users, found }: { users: number; found: FailuresAt }) {
  const { behind, ahead, anyhow, counts } = found
  const inIndex = indexHref({ users })
  const path = sizeLinks.find((size) => size.users === users)?.href ?? ''
  return (
    <PageFrame current={path}>
      <header className="wrap list-head">
        <div className="grid gap-4">
          <p className="note crumb">
            <a href="/failures">The failure index</a>
          </p>
          <h1 className="page-title">{sizeTitle(users)}</h1>
        </div>
        <div className="grid gap-4">
          <p className="deck">{sentences[users]}</p>
          <p className="size-summary">{sizeSummary(users, counts)}</p>
        </div>
      </header>
      <div className="wrap failure-index">
        <Sizes current={users} />
        <Part
          id="page_behind"
          title={`Begun by ${usersInWords(users)}`}
          note="Their scale names as many users or fewer. What began last stands first."
          failures={behind}
          more={<More count={counts.behind} shown={behind.length} href={inIndex} />}
        />
        <Part
          id="page_ahead"
          title="What bites next"
          note="Their scale names more users than that. The nearest stands first."
          failures={ahead}
          more={<More count={counts.ahead} shown={ahead.length} href={indexHref({})} />}
        />
        <Part
          id="page_anyhow"
          title="At any size"
          note="These wait for an event or for something else than users. What they wait for stands in each row."
          failures={anyhow}
          more={<More count={counts.anyhow} shown={anyhow.length} href={inIndex} />}
        />
        {counts.behind + counts.ahead + counts.anyhow === 0 && <p>The first break will stand here.</p>}
      </div>
    </PageFrame>
  )
}
