import { type AddressInfo, createServer } from 'node:net'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { freePort } from '#payload/start/ports.mjs'
import { type Limits, openLimits } from '#platform/limits/limits.ts'
import type { Quota } from '#platform/limits/quota.ts'
import { findRedis, openRedis, type TestRedis } from '#tests/support/redis-server.ts'
import { openProxy, type TcpProxy } from '#tests/support/tcp-proxy.ts'

const log = { warn: vi.fn(), info: vi.fn() }
const opened: Limits[] = []
const wide: Quota = { name: 'wide', quota: 5, windowSeconds: 60 }
const narrow: Quota = { name: 'narrow', quota: 2, windowSeconds: 60 }
const brief: Quota = { name: 'brief', quota: 2, windowSeconds: 1 }
/** What a request may wait at most, and a little for a busy machine. */
const boundMs = 250 + 250

const open = (redisUrl: string): Limits => {
  const limits = openLimits({ redisUrl, log })
  opened.push(limits)
  return limits
}

/** How many of so many requests are let through. */
async function allowed(limits: Limits, asked: number, quotas = [wide], key = 'a'): Promise<number> {
  let count = 0
  for (let at = 0; at < asked; at++) if ((await limits.spend(key, quotas)).isAllowed) count++
  return count
}

async function timed<T>(work: () => Promise<T>): Promise<{ tookMs: number; result: T }> {
  const began = performance.now()
  const result = await work()
  return { tookMs: performance.now() - began, result }
}

beforeEach(() => vi.clearAllMocks())
afterEach(() => {
  for (const limits of opened.splice(0)) limits.close()
})

describe('with a Redis that was never there', () => {
  it('limits hold in memory, at once, and that is logged once', async () => {
    const limits = open(`redis://127.0.0.1:${await freePort()}`)
    const { tookMs, result } = await timed(() => allowed(limits, 20, [wide, narrow]))
    expect(result).toBe(2)
    expect(tookMs).toBeLessThan(boundMs)
    expect(log.warn).toHaveBeenCalledOnce()
  })

  it('limits hold in memory, too, when something answers its port and says nothing', async () => {
    const mute = createServer((socket) => socket.on('error', () => {}))
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    try {
      const limits = open(`redis://127.0.0.1:${(mute.address() as AddressInfo).port}`)
      const { tookMs, result } = await timed(() => allowed(limits, 20))
      expect(result).toBe(5)
      expect(tookMs).toBeLessThan(boundMs)
    } finally {
      mute.close()
    }
  })
})

const program = findRedis(process.cwd())

function withRedis(): void {
  let redis: TestRedis
  let wire: TcpProxy
  let asked: ReturnType<typeof createClient>
  const count = (quota: Quota, key = 'a') => asked.get(`wbwh:limit:${quota.name}:${key}`)
  const isShared = async (limits: Limits) => {
    const before = Number(await count(wide, 'probe'))
    await limits.spend('probe', [wide])
    await limits.giveBack('probe', [wide])
    await limits.spend('probe', [wide])
    return Number(await count(wide, 'probe')) > before
  }
  /** Limits whose first request has reached Redis already; a busy machine is given more than one chance. */
  async function connected(url = redis.url): Promise<Limits> {
    const limits = await vi.waitFor(
      async () => {
        await asked.del('wbwh:limit:wide:probe')
        const each = open(url)
        await each.spend('probe', [wide])
        expect(await count(wide, 'probe')).toBe('1')
        return each
      },
      { timeout: 10_000, interval: 50 },
    )
    vi.clearAllMocks()
    return limits
  }

  beforeAll(async () => {
    if (!program) return
    redis = await openRedis(program)
    wire = await openProxy({ host: '127.0.0.1', port: Number(new URL(redis.url).port) })
    asked = createClient({ url: redis.url })
    asked.on('error', () => {})
    await asked.connect()
  })
  beforeEach(() => asked.flushAll())
  afterAll(async () => {
    asked?.destroy()
    await wire?.close()
    await redis?.close()
  })

  it('instances count together', async () => {
    const [one, other] = [await connected(), await connected()]
    expect(await allowed(one, 3)).toBe(3)
    expect(await allowed(other, 10)).toBe(2)
    expect(await one.spend('a', [wide])).toMatchObject({ isAllowed: false, violated: ['wide'] })
    expect((await one.spend('b', [wide])).isAllowed).toBe(true)
  })

  it('exactly as many come through as may, of those that come at once to two instances', async () => {
    const both = [await connected(), await connected()]
    const spent = await Promise.all(both.flatMap((each) => Array.from({ length: 30 }, () => each.spend('a', [wide]))))
    expect(spent.filter(({ isAllowed }) => isAllowed)).toHaveLength(5)
  })

  it('counts are kept no longer than their window', async () => {
    const limits = await connected()
    await limits.spend('a', [wide])
    expect(await asked.ttl('wbwh:limit:wide:a')).toBeGreaterThan(58)
    expect(await allowed(limits, 5, [brief])).toBe(2)
    expect((await limits.spend('a', [brief])).retryAfterSeconds).toBe(1)
    await vi.waitFor(async () => expect(await count(brief)).toBeNull(), { timeout: 1500, interval: 20 })
    expect(await allowed(limits, 5, [brief])).toBe(2)
  })

  it('a count that somebody made eternal ends nevertheless', async () => {
    const limits = await connected()
    await asked.set('wbwh:limit:wide:a', '99')
    expect((await limits.spend('a', [wide])).isAllowed).toBe(false)
    expect(await asked.ttl('wbwh:limit:wide:a')).toBeGreaterThan(0)
  })

  it('what is refused costs nothing, in no quota', async () => {
    const limits = await connected()
    expect(await allowed(limits, 20, [wide, narrow])).toBe(2)
    expect([await count(narrow), await count(wide)]).toEqual(['2', '2'])
    expect(await allowed(limits, 20)).toBe(3)
    await asked.del('wbwh:limit:narrow:a')
    expect(await allowed(await connected(), 5, [wide, narrow])).toBe(0)
    await vi.waitFor(async () => expect(await count(narrow)).toBe('0'))
  })

  it('what is given back is not counted, and nothing goes below nothing', async () => {
    const limits = await connected()
    for (let at = 0; at < 20; at++) {
      expect((await limits.spend('a', [wide])).isAllowed).toBe(true)
      await limits.giveBack('a', [wide])
    }
    await limits.giveBack('a', [wide])
    await limits.giveBack('stranger', [wide])
    expect([await count(wide), await count(wide, 'stranger')]).toEqual(['0', null])
  })

  it('whoever was refused reaches Redis no more', async () => {
    const limits = await connected()
    await allowed(limits, 6)
    const calls = async () => /cmdstat_eval:calls=(\d+)/.exec(await asked.info('commandstats'))?.[1]
    const before = await calls()
    expect(await allowed(limits, 50)).toBe(0)
    expect(await calls()).toBe(before)
  })

  it('limits hold when Redis is killed, and are shared again when it is back', async () => {
    const limits = await connected()
    expect(await allowed(limits, 2)).toBe(2)
    await redis.stop()
    const { tookMs, result } = await timed(() => allowed(limits, 30))
    expect(result).toBe(5)
    expect(tookMs).toBeLessThan(boundMs)
    await redis.start()
    await vi.waitFor(() => expect(asked.isReady).toBe(true), { timeout: 10_000, interval: 20 })
    await vi.waitFor(async () => expect(await isShared(limits)).toBe(true), { timeout: 10_000, interval: 100 })
    expect([log.warn.mock.calls.length, log.info.mock.calls.length]).toEqual([1, 1])
  })

  it('limits hold when Redis hangs; one request waits for it, and within the bound', async () => {
    const limits = await connected(`redis://127.0.0.1:${wire.port}`)
    wire.blackHole()
    try {
      const first = await timed(() => limits.spend('a', [wide, narrow]))
      expect(first.result.isAllowed).toBe(true)
      expect(first.tookMs).toBeLessThan(boundMs)
      const rest = await timed(() => allowed(limits, 30, [wide, narrow]))
      expect(rest.result).toBe(1)
      expect(rest.tookMs).toBeLessThan(boundMs)
      await limits.giveBack('a', [wide])
      expect(log.warn).toHaveBeenCalledOnce()
    } finally {
      await wire.pass()
    }
    await vi.waitFor(async () => expect(await isShared(limits)).toBe(true), { timeout: 5000, interval: 100 })
    expect(log.info).toHaveBeenCalledOnce()
  })

  it('limits hold when Redis takes nothing more', async () => {
    const limits = await connected()
    await redis.fill()
    try {
      expect(await allowed(limits, 30)).toBe(5)
    } finally {
      await redis.relieve()
    }
  })

  it('limits hold from anew when Redis is emptied, and when it holds rubbish', async () => {
    const limits = await connected()
    expect(await allowed(limits, 4)).toBe(4)
    await redis.empty()
    expect(await allowed(limits, 30)).toBe(5)
    await asked.set('wbwh:limit:wide:b', 'rubbish')
    await asked.hSet('wbwh:limit:wide:c', { not: 'a count' })
    for (const key of ['b', 'c']) expect(await allowed(limits, 30, [wide], key)).toBe(5)
  })
}

// A machine without Redis runs the rest: npm carries none, and these need the real one.
if (program) describe('with Redis', withRedis)
else it('are not shown with Redis: there is no redis-server; install one or set REDIS_SERVER', () => {})
