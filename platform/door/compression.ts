import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { Encoding } from './accept.ts'

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

/** Below this many bytes the headers weigh more than compression saves. */
const leastBytes = 512
/** Above this, the time of Brotli's better qualities is felt by the reader who waits for it. */
const largeBytes = 256 * 1024
/** From 8 on Brotli takes eight times as long, for 0.2 % less of an article. */
const keptQuality = 7

function compress(bytes: Uint8Array, encoding: Exclude<Encoding, 'identity'>, isKept: boolean): Promise<Uint8Array> {
  if (encoding === 'gzip') return deflate(bytes, { level: isKept ? 9 : 6 })
  const quality = !isKept ? 4 : bytes.byteLength <= largeBytes ? keptQuality : 6
  return brotli(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
  })
}

export type Compression = {
  /**
   * The bytes in an encoding, or null when that is not shorter.
   * @param key names the content; with it the result is kept and made once, also for many who ask at the same time
   */
  encode(bytes: Uint8Array, encoding: Encoding, key: string | null): Promise<Uint8Array | null>
}

/** @param maxBytes how much of what was compressed is kept in memory */
export function createCompression(maxBytes = 64 * 1024 * 1024): Compression {
  const kept = new LRUCache<string, Uint8Array, { bytes: Uint8Array; encoding: 'br' | 'gzip' }>({
    maxSize: maxBytes,
    maxEntrySize: maxBytes / 8,
    sizeCalculation: (value) => value.byteLength + 256,
    fetchMethod: (_key, _stale, { context }) => compress(context.bytes, context.encoding, true),
  })
  return {
    async encode(bytes, encoding, key) {
      if (encoding === 'identity' || bytes.byteLength < leastBytes) return null
      const result =
        key === null
          ? await compress(bytes, encoding, false)
          : await kept.forceFetch(`${encoding}:${key}`, { context: { bytes, encoding } })
      return result.byteLength < bytes.byteLength ? result : null
    },
  }
}

/** Whether a media type is text in some form, so that compression pays. */
export function isCompressible(contentType: string): boolean {
  return /^(text\/(?!event-stream)|application\/([\w.-]+\+)?(json|xml)\b|application\/(java|ecma)script\b|application\/manifest|image\/svg\+xml)/i.test(
    contentType,
  )
}
