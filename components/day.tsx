// One formatter for all pages: the same instant must read the same wherever and whenever it is rendered.
const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** `8 Sep 2026`, by UTC. `iso` is ISO 8601. */
export function dayOf(iso: string): string {
  const parts = new Map(format.formatToParts(new Date(iso)).map((part) => [part.type, part.value]))
  // CLDR abbreviates September to “Sept” in British English; three letters keep columns even.
  return `${parts.get('day')} ${parts.get('month')?.slice(0, 3)} ${parts.get('year')}`
}

/** A day that machines can read as well. `iso` is ISO 8601 UTC. */
export function Day({ iso }: { iso: string }) {
  return <time dateTime={iso}>{dayOf(iso)}</time>
}
