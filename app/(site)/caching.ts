import { createHash } from 'node:crypto'
import { unstable_cache } from 'next/cache'

/**
 * A tag in the form that Next keeps: its list of tags is joined by commas in a header and cut at 256 characters,
 * and an address that a stranger made up may hold anything.
 */
export function tagName(tag: string): string {
  return /^[\w:./~-]{1,200}$/.test(tag) ? tag : `hash:${createHash('sha256').update(tag).digest('hex')}`
}

/**
 * Ties the page that is being rendered to tags (`article:<id>`, `findings:<id>`, `address:<path>`, `list`, `site`, …): when one of them
 * is purged, the page is rendered again. Nothing of the page's own reads is cached: what is kept is the number 0,
 * because Next collects a page's tags from the cached calls made while rendering it.
 * Call it before `notFound()`, so that a page that does not exist yet is purged when it comes to be.
 */
export async function declare(tags: string[]): Promise<void> {
  if (tags.length === 0) return
  const names = [...new Set(tags.map(tagName))]
  await unstable_cache(async () => 0, ['tags', ...names], { tags: names })()
}

/** Keeps the page that is being rendered for so many seconds at most: for one that shows less than it should. */
export async function forAWhile(seconds: number): Promise<void> {
  await unstable_cache(async () => 0, ['for-a-while', String(seconds)], { revalidate: seconds })()
}
