import { Day } from './day.tsx'
import { Signet } from './marks.tsx'
import { Wordmark } from './wordmark.tsx'

const links = [
  { label: 'Teardowns', href: '/articles' },
  { label: 'Topics', href: '/#topics' },
  { label: 'Failure index', href: '/failures' },
  { label: 'How to read a plate', href: '/how-to-read-a-plate' },
  { label: 'About', href: '/about' },
  { label: 'Search', href: '/search' },
] as const

function Links({ current }: { current: string | undefined }) {
  return (
    <ul>
      {links.map(({ label, href }) => (
        <li key={href}>
          <a href={href} aria-current={href === current ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}

type Props = { home?: { newest: string | null } | undefined; current?: string | undefined }

/**
 * The top of every page. On the home page the hero is the wordmark, so the mark stands here instead, beside the day
 * of the newest teardown (ISO 8601, or null when there is none yet). `current` is the path of the page.
 * The links stand twice, in a row and in a menu; every width shows one of the two.
 */
export function Masthead({ home, current }: Props) {
  return (
    <header className="masthead">
      <div className="wrap">
        {home ? (
          <span className="masthead-mark">
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
        <nav className="masthead-row" aria-label="Main">
          <Links current={current} />
        </nav>
      </div>
      <details className="masthead-menu">
        <summary>Menu</summary>
        <nav aria-label="Main">
          <Links current={current} />
        </nav>
      </details>
    </header>
  )
}
