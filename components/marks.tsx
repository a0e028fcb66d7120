/** The lozenge: an opening, so a break. Always beside the word that says so. */
export function BreakMark() {
  return (
    <svg className="mark mark-break" viewBox="0 0 10 14" width="10" height="14" aria-hidden="true">
      <path d="M3.4 0 10 4.6 6.6 14 0 9.4z" />
    </svg>
  )
}

/** The bow-tie key, let in across a crack so that it cannot run: a hold. */
export function HoldMark() {
  return (
    <svg className="mark mark-hold" viewBox="0 0 11 14" width="11" height="14" aria-hidden="true">
      <path d="M0 1 4.4 4.6h2.2L11 1v12L6.6 9.4H4.4L0 13z" />
    </svg>
  )
}

/** The key drawn wide, as it lies across the load lines of the table. */
export function WideKey() {
  return (
    <svg className="load-key" viewBox="0 0 88 40" width="88" height="40" aria-hidden="true">
      <path d="M8 2 36 13h16L80 2v36L52 27H36L8 38z" />
    </svg>
  )
}

/** An opening in the load lines: nothing carries here. */
export function WideOpening() {
  return (
    <svg className="load-opening" viewBox="0 0 88 60" width="88" height="60" aria-hidden="true">
      <path d="M40 2 62 22 48 58 26 38z" />
    </svg>
  )
}

/** The publication's mark: a square cut by one X, key left and right, break above and below. */
export function Signet() {
  return (
    <svg className="signet" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <path className="opening" d="M5 2h22l-9.2 8.4h-3.6zM5 30h22l-9.2-8.4h-3.6z" />
      <path className="key" d="M2 4.2 13.6 13.4h4.8L30 4.2v23.6L18.4 18.6h-4.8L2 27.8z" />
    </svg>
  )
}
