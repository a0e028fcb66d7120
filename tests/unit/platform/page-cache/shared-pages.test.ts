import type { CacheHandlerValue } from 'next/dist/server/lib/incremental-cache/index.js'
import type { TagManifestEntry } from 'next/dist/server/lib/incremental-cache/tags-manifest.external.js'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeEntry, encodeEntry, revisionOf, tagsOf } from '#platform/page-cache/entry.ts'
import { type Store, sharePages } from '#platform/page-cache/shared-pages.ts'

const page = (revision: number | null, tags = 'list,article:a') =>
  ({
    lastModified: 1000,
    value: {
      kind: 'APP_PAGE',
      html: `<head>${revision === null ? '' : `<meta name="revision" content="${revision}"/>`}</head>é`,
      rscData: Buffer.from('rsc'),
      headers: { 'x-next-cache-tags': tags },
      status: 200,
      postponed: undefined,
      segmentData: new Map([['/a', Buffer.from('segment')]]),
    },
  }) as CacheHandlerValue

/** A store in memory that can be made to fail. */
function memory() {
  const pages = new Map<string, Buffer>()
  const marks = new Map<string, string>()
  let isDown = false
  const guarded = async <T>(work: () => T): Promise<T> => {
    if (isDown) throw new Error('down')
    return work()
  }
  const store: Store = {
    read: (key) => guarded(() => pages.get(key) ?? null),
    write: (key, _revision, bytes) => guarded(() => void pages.set(key, bytes)),
    readMarks: (tags) => guarded(() => tags.map((tag) => marks.get(tag) ?? null)),
    writeMark: (tag, mark) => guarded(() => void marks.set(tag, mark)),
  }
  const fail = (value: boolean) => {
    isDown = value
  }
  return { store, pages, marks, fail }
}

const log = { warn: vi.fn(), info: vi.fn() }
let clock = 0
let redis = memory()
const instance = () => {
  const manifest = new Map<string, TagManifestEntry>()
  return { manifest, pages: sharePages(redis.store, manifest, log, () => clock) }
}
beforeEach(() => {
  vi.clearAllMocks()
  clock = 0
  redis = memory()
})

describe('an entry', () => {
  it('comes back as it was', () => {
    const entry = page(7)
    expect(decodeEntry(encodeEntry(entry))).toEqual(entry)
    expect([revisionOf(entry), tagsOf(entry)]).toEqual(['7', ['list', 'article:a']])
    expect(revisionOf(page(null))).toBe('')
  })
  it('is nothing when a byte of it changed', () => {
    const bytes = encodeEntry(page(7))
    bytes[40] = (bytes[40] ?? 0) ^ 1
    expect(decodeEntry(bytes)).toBeNull()
    expect(decodeEntry(Buffer.from('corrupt'))).toBeNull()
    expect(decodeEntry(Buffer.alloc(0))).toBeNull()
  })
})

describe('pages shared by instances', () => {
  it('are seen by the others, with what is known of their tags', async () => {
    const [a, b] = [instance(), instance()]
    await a.pages.set('/x', page(1))
    a.manifest.set('article:a', { stale: 2000, expired: 9000 })
    await a.pages.mark(['article:a'])
    expect(await b.pages.get('/x')).toEqual(page(1))
    expect(b.manifest.get('article:a')).toEqual({ stale: 2000, expired: 9000 })
  })

  it('never take back a later word on a tag', async () => {
    const [a, b] = [instance(), instance()]
    await a.pages.set('/x', page(1))
    a.manifest.set('list', { stale: 2000 })
    await a.pages.mark(['list'])
    b.manifest.set('list', { stale: 3000 })
    await b.pages.get('/x')
    expect(b.manifest.get('list')).toEqual({ stale: 3000 })
  })

  it('are a miss, never an error, while the store fails or holds rubbish', async () => {
    const { pages } = instance()
    redis.pages.set('/x', Buffer.from('x'.repeat(100)))
    expect(await pages.get('/x')).toBeNull()
    redis.fail(true)
    expect(await pages.get('/x')).toBeNull()
    await expect(pages.set('/x', page(1))).resolves.toBeUndefined()
    await expect(pages.mark(['list'])).resolves.toBeUndefined()
    expect(log.warn).toHaveBeenCalledOnce()
  })

  it('are kept for a day, those of addresses that nobody gave out for a minute', async () => {
    const { pages } = instance()
    const write = vi.spyOn(redis.store, 'write')
    const missing = page(1)
    Object.assign(missing.value ?? {}, { status: 404 })
    await pages.set('/x', page(1))
    await pages.set('/made-up', missing)
    expect(write.mock.calls.map(([key, , , seconds]) => [key, seconds])).toEqual([
      ['/x', 86_400],
      ['/made-up', 60],
    ])
  })

  it('leave a failing store alone for a second', async () => {
    const { pages } = instance()
    const read = vi.spyOn(redis.store, 'read')
    redis.fail(true)
    await pages.get('/x')
    await pages.get('/x')
    expect(read).toHaveBeenCalledOnce()
    clock = 1000
    await pages.get('/x')
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('learn after an outage what was purged during it, before anything is read', async () => {
    const [a, b] = [instance(), instance()]
    await a.pages.set('/x', page(1))
    redis.fail(true)
    a.manifest.set('article:a', { stale: 5000 })
    await a.pages.mark(['article:a'])
    redis.fail(false)
    clock = 1000
    await a.pages.get('/x')
    await b.pages.get('/x')
    expect(b.manifest.get('article:a')).toEqual({ stale: 5000 })
  })

  it('tell the others by themselves when the store is back, though nobody asks here', async () => {
    vi.useFakeTimers()
    try {
      const [a, b] = [instance(), instance()]
      redis.fail(true)
      a.manifest.set('article:a', { stale: 5000 })
      await a.pages.mark(['article:a'])
      redis.fail(false)
      clock = 2000
      await vi.advanceTimersByTimeAsync(2000)
      await b.pages.learn(page(1))
      expect(b.manifest.get('article:a')).toEqual({ stale: 5000 })
    } finally {
      vi.useRealTimers()
    }
  })

  it('learn of a mark for a page that the store has lost', async () => {
    const [a, b] = [instance(), instance()]
    await b.pages.set('/x', page(1))
    redis.pages.clear()
    a.manifest.set('list', { stale: 5000 })
    await a.pages.mark(['list'])
    expect(await b.pages.get('/x')).toBeNull()
    await b.pages.learn(page(1))
    expect(b.manifest.get('list')).toEqual({ stale: 5000 })
  })

  it('know that a copy of their own is older than what was seen', async () => {
    const [a, b] = [instance(), instance()]
    await a.pages.set('/x', page(4))
    await b.pages.get('/x')
    expect([b.pages.isSurpassed('/x', page(3)), b.pages.isSurpassed('/x', page(4))]).toEqual([true, false])
  })
})
