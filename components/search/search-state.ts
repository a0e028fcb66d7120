import type { Beginnings, FoundGroup } from '#publication/edition/index.ts'

type Only = { kind: FoundGroup['kind']; after: number } | undefined

/** What a search came to. `q` is what was asked, as it stands in the field; `seconds` is when to come back. */
export type SearchState =
  | { is: 'empty'; q: string; help: Beginnings; revision: number }
  | {
      is: 'found'
      q: string
      groups: readonly FoundGroup[]
      didYouMean: string | null
      /** the one kind that this is a page of */
      only: Only
      revision: number
    }
  | { is: 'none'; q: string; didYouMean: string | null; only: Only; help: Beginnings; revision: number }
  | { is: 'too-long'; q: string; longest: number }
  | { is: 'unreadable'; q: string }
  | { is: 'limited'; q: string; seconds: number }
  | { is: 'away'; q: string; seconds: number }

/** Name of each kind in addresses of a page of one kind. */
const names: Record<FoundGroup['kind'], string> = { finding: 'findings', article: 'teardowns', topic: 'topics' }

/** The address of a search; of a page of one kind, from `after` on. */
export function searchPath(q: string, only?: Only): string {
  const parameters = new URLSearchParams({ q })
  if (only) parameters.set('in', names[only.kind])
  if (only && only.after > 0) parameters.set('after', String(only.after))
  return `/search?${parameters}`
}
