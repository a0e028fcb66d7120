/** What is public of one article, as far as caches care. */
export type Footprint = { id: string; path: string; topicIds: string[]; authorIds: string[] }

const union = (...lists: string[][]): string[] => [...new Set(lists.flat())]

/**
 * Cache tags that went stale when an article's public state went from `before` to `after` (null: not public):
 * the article, its old and new address, topics and authors left and joined, and every list.
 */
export function tagsOf(before: Footprint | null, after: Footprint | null): string[] {
  const sides = [before, after].filter((side) => side !== null)
  return union(
    sides.map((side) => `article:${side.id}`),
    sides.map((side) => `address:${side.path}`),
    sides.flatMap((side) => side.topicIds.map((id) => `topic:${id}`)),
    sides.flatMap((side) => side.authorIds.map((id) => `author:${id}`)),
    ['list'],
  )
}
