import type { ReactNode } from 'react'
import { WhatBreaks, WhatHolds } from '../wordmark.tsx'

/** Said of the publication wherever it introduces itself. */
export const siteDeck =
  "Architecture decisions, failure analysis, production realities. Written for founders and CTOs who can't afford the wrong call."

/**
 * The name as the head of the page: “What breaks.” stands on the beam, “What holds.” hangs from it.
 * @param beam null before anything is published: then a plain bar carries the name
 */
export function Hero({ tally, beam }: { tally: string; beam: ReactNode }) {
  return (
    <header className="hero wrap">
      <h1>
        <span>
          <WhatBreaks />{' '}
        </span>
        <span>
          <WhatHolds />
        </span>
      </h1>
      <p className="hero-tally note">{tally}</p>
      {beam ?? <div className="bar" />}
      <p className="hero-deck">{siteDeck}</p>
    </header>
  )
}
