/** The page of one finding, `b1` or `h1`, of the article at this slug. */
export const findingHref = (slug: string, finding: string): string => `/failures/${slug}.${finding}`

/** The sizes that have a page of what breaks there: how their address names them, and the number of users. */
export const sizeLinks = [
  { href: '/failures/at/100', users: 100 },
  { href: '/failures/at/1k', users: 1_000 },
  { href: '/failures/at/10k', users: 10_000 },
  { href: '/failures/at/100k', users: 100_000 },
] as const

/** What the index can be narrowed to, as its address says it. */
export type IndexFilters = {
  topic?: string | undefined
  status?: 'held' | 'open' | undefined
  scale?: string | undefined
  q?: string | undefined
  users?: number | undefined
}

export type IndexOrder = 'title' | 'date'

type Place = { by?: IndexOrder; letter?: string; after?: string }

/** The query of the index with these filters, empty or with its question mark. By title is what is not said. */
export function indexQuery({ topic, status, scale, q, users }: IndexFilters, place: Place = {}): string {
  const by = place.by === 'date' ? 'date' : undefined
  const given = Object.entries({ topic, status, users, scale, q, ...place, by })
  const query = new URLSearchParams(
    given.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  return query.size === 0 ? '' : `?${query}`
}

export const indexHref = (filters: IndexFilters, place: Place = {}): string => `/failures${indexQuery(filters, place)}`
