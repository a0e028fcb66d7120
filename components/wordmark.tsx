// The two full stops are drawn; the plain ones stay in the text for screen readers, search and copying.

export function WhatBreaks() {
  return (
    <>
      What breaks
      <svg className="stop stop-break" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <path d="M2.6 0 10 2.2 7.4 10 0 7.8z" />
      </svg>
      <span className="unseen">.</span>
    </>
  )
}

export function WhatHolds() {
  return (
    <>
      What holds
      <svg className="stop stop-hold" viewBox="0 0 12 10" width="12" height="10" aria-hidden="true">
        <path d="M0 0 5 2.9h2L12 0v10L7 7.1H5L0 10z" />
      </svg>
      <span className="unseen">.</span>
    </>
  )
}

/** The name on one line, at text size. */
export function Wordmark() {
  return (
    <>
      <WhatBreaks /> <WhatHolds />
    </>
  )
}
