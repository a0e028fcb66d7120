import { createHash, timingSafeEqual } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import type { CacheHandlerValue } from 'next/dist/server/lib/incremental-cache/index.js'

const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const sumLength = 32

/** A rendered page as bytes: a checksum, then the value with its Buffers and Maps. */
export function encodeEntry(entry: CacheHandlerValue): Buffer {
  const bytes = serialize(entry)
  return Buffer.concat([sumOf(bytes), bytes])
}

/** The page in these bytes, or null when they are not what was written. */
export function decodeEntry(bytes: Buffer): CacheHandlerValue | null {
  const payload = bytes.subarray(sumLength)
  if (bytes.byteLength <= sumLength || !timingSafeEqual(sumOf(payload), bytes.subarray(0, sumLength))) return null
  return deserialize(payload) as CacheHandlerValue
}

/** The tags that Next gave a page. */
export function tagsOf(entry: CacheHandlerValue): string[] {
  const { value } = entry
  const headers = value && 'headers' in value ? value.headers : undefined
  const tags = headers?.['x-next-cache-tags']
  return typeof tags === 'string' ? tags.split(',') : []
}

/** The revision that a page names in its head, as the door reads it; an empty string when it names none. */
export function revisionOf(entry: CacheHandlerValue): string {
  const { value } = entry
  if (value?.kind !== 'APP_PAGE') return ''
  return /<meta name="revision" content="(\d{1,15})"\/>/.exec(value.html)?.[1] ?? ''
}
