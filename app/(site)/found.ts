import { notFound } from 'next/navigation'
import type { Found } from '#publication/edition/index.ts'
import { declare } from './caching.ts'

/** What a segment of ours can look like; anything else was never given out and is not looked up. */
const segment = /^[A-Za-z0-9._~-]{1,200}$/

/** @throws Next's 404 when the segment cannot be one of ours */
export function checked(slug: string): string {
  return segment.test(slug) ? slug : notFound()
}

/**
 * What stands at an address for a page that is about to be rendered. The page is tied to the address and to `tagsOf`
 * the value, so that it is made again when either changes.
 * @throws Next's 404 when it was never public
 */
export async function settle<T>(
  path: string,
  found: Found<T>,
  tagsOf: (value: T) => string[],
): Promise<Extract<Found<T>, { kind: 'current' | 'gone' | 'moved' }>> {
  await declare([`address:${path}`, ...(found.kind === 'current' ? tagsOf(found.value) : [])])
  if (found.kind === 'unknown') notFound()
  return found
}
