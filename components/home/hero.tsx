import type { ReactNode } from 'react'
import { siteDeck } from '../site-words.ts'
import { WhatBreaks, WhatHolds } from '../wordmark.tsx'

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
