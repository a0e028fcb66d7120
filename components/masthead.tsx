import { Day } from './day.tsx'
import { Signet } from './marks.tsx'
import { Wordmark } from './wordmark.tsx'

/**
 * The top of every page. On the home page the hero is the wordmark, so the mark stands here instead, beside the day
 * of the newest teardown (ISO 8601, or null when there is none yet).
 */
export function Masthead({ home }: { home?: { newest: string | null } }) {
  return (
    <header className="masthead">
      <div className="wrap flex flex-wrap items-center justify-between gap-x-4">
        {home ? (
          <span className="inline-flex min-h-hit items-center gap-4">
            <Signet />
            {home.newest !== null && (
              <span className="note">
                Newest: <Day iso={home.newest} />
              </span>
            )}
          </span>
        ) : (
          <a className="wordmark" href="/">
            <Wordmark />
          </a>
        )}
        <nav aria-label="Main">
          <ul className="flex gap-5">
            <li>
              <a href="/#teardowns">Teardowns</a>
            </li>
            <li>
              <a href="/#topics">Topics</a>
            </li>
          </ul>
        </nav>
      </div>
    </header>
  )
}
