import type { Summary } from '#publication/edition/index.ts'
import { dayOf } from '../day.tsx'
import { PageFrame } from '../page-frame.tsx'
import { counted, inWords } from '../wording.ts'
import { TeaserList } from './teaser-list.tsx'

type Props = {
  /** Newest first. */
  articles: readonly Summary[]
  /** How many are public in all. */
  count: number
  /** Path of the next page of the list, or null at its end. */
  older: string | null
  /** Whether this is where the list begins. */
  isNewest?: boolean
}

function headOf({ articles, older, isNewest }: Props): string {
  const [first, last] = [articles[0], articles.at(-1)]
  if (!first || !last) return isNewest ? 'Nothing yet' : 'The end of the list'
  if (isNewest) return older === null ? `All ${inWords(articles.length)}` : `The newest ${articles.length}`
  return `From ${dayOf(first.publishedAt)} back to ${dayOf(last.publishedAt)}`
}

/** Every teardown, newest first, a page at a time. */
export function ArchivePage(props: Props) {
  const { articles, count, older, isNewest } = props
  return (
    <PageFrame current="/articles">
      <header className="wrap grid gap-4 pt-6">
        <h1 className="page-title">Teardowns</h1>
        <p className="deck">Every system that we took apart, newest first: what breaks in it, and what holds.</p>
      </header>
      <div className="wrap">
        <TeaserList
          articles={articles}
          title={headOf(props)}
          note={count > articles.length ? `${counted(count, 'teardown')} in all` : undefined}
          empty={isNewest ? 'The first teardown will stand here.' : 'Nothing older is published.'}
        />
        {(older !== null || !isNewest) && (
          <nav className="onward" aria-label="Pages of the list">
            {!isNewest && (
              <a className="button" href="/articles">
                Newest
              </a>
            )}
            {older !== null && (
              <a className="button" href={older} rel="next">
                Older
              </a>
            )}
          </nav>
        )}
      </div>
    </PageFrame>
  )
}
