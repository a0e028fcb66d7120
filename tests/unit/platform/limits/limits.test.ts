import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Limits, openLimits } from '#platform/limits/limits.ts'
import { MemoryCounters } from '#platform/limits/memory.ts'

const log = { warn: vi.fn(), info: vi.fn() }
const wide = { name: 'wide', quota: 5, windowSeconds: 60 }
const narrow = { name: 'narrow', quota: 2, windowSeconds: 60 }
let limits: Limits
beforeEach(() => {
  vi.useFakeTimers()
  limits = openLimits({ log })
})
afterEach(() => {
  limits.close()
  vi.useRealTimers()
})

async function remaining(key = 'a'): Promise<Record<string, number>> {
  const { states } = await limits.spend(key, [wide, narrow])
  await limits.giveBack(key, [wide, narrow])
  return Object.fromEntries(states.map((state) => [state.quota.name, state.remaining + 1]))
}

describe('a quota in memory', () => {
  it('is for the key of one client', async () => {
    for (let left = 4; left >= 0; left--) {
      const spent = await limits.spend('a', [wide])
      expect(spent).toEqual({
        isAllowed: true,
        states: [{ quota: wide, remaining: left, resetSeconds: 60 }],
        violated: [],
        retryAfterSeconds: 0,
      })
    }
    expect(await limits.spend('a', [wide])).toEqual({
      isAllowed: false,
      states: [{ quota: wide, remaining: 0, resetSeconds: 60 }],
      violated: ['wide'],
      retryAfterSeconds: 60,
    })
    expect((await limits.spend('b', [wide])).isAllowed).toBe(true)
  })

  it('is whole again when the window is over, and not before', async () => {
    for (let asked = 0; asked < 6; asked++) await limits.spend('a', [wide])
    await vi.advanceTimersByTimeAsync(59_500)
    expect(await limits.spend('a', [wide])).toMatchObject({ isAllowed: false, retryAfterSeconds: 1 })
    await vi.advanceTimersByTimeAsync(500)
    expect(await limits.spend('a', [wide])).toMatchObject({ isAllowed: true, states: [{ remaining: 4 }] })
  })

  it('lets through exactly as many as it says of those that come at once', async () => {
    const spent = await Promise.all(Array.from({ length: 50 }, () => limits.spend('a', [wide])))
    expect(spent.filter(({ isAllowed }) => isAllowed)).toHaveLength(5)
  })

  it('counts nothing that was given back', async () => {
    for (let asked = 0; asked < 20; asked++) {
      expect((await limits.spend('a', [wide])).isAllowed).toBe(true)
      await limits.giveBack('a', [wide])
    }
  })

  it('cannot be stretched by giving back more than was taken, or too late', async () => {
    await limits.giveBack('a', [wide])
    await limits.spend('a', [wide])
    await vi.advanceTimersByTimeAsync(61_000)
    for (let given = 0; given < 3; given++) await limits.giveBack('a', [wide])
    const spent = await Promise.all(Array.from({ length: 10 }, () => limits.spend('a', [wide])))
    expect(spent.filter(({ isAllowed }) => isAllowed)).toHaveLength(5)
  })

  it('frees a place for each that is given back, however many were refused', async () => {
    for (let asked = 0; asked < 50; asked++) await limits.spend('a', [wide])
    await limits.giveBack('a', [wide])
    expect((await limits.spend('a', [wide])).isAllowed).toBe(true)
    expect((await limits.spend('a', [wide])).isAllowed).toBe(false)
  })
})

describe('several quotas', () => {
  it('are all asked, the narrowest first', async () => {
    const { states, isAllowed } = await limits.spend('a', [wide, narrow])
    expect(isAllowed).toBe(true)
    expect(states.map(({ quota, remaining: left }) => [quota.name, left])).toEqual([
      ['narrow', 1],
      ['wide', 4],
    ])
  })

  it('cost nothing when the narrow one refuses', async () => {
    for (let asked = 0; asked < 2; asked++) await limits.spend('a', [wide, narrow])
    for (let asked = 0; asked < 20; asked++) {
      const { isAllowed, violated, states } = await limits.spend('a', [wide, narrow])
      expect([isAllowed, violated, states.length]).toEqual([false, ['narrow'], 1])
    }
    expect(await limits.spend('a', [wide])).toMatchObject({ states: [{ remaining: 2 }] })
  })

  it('cost nothing when the wide one refuses', async () => {
    for (let asked = 0; asked < 5; asked++) await limits.spend('a', [wide])
    for (let asked = 0; asked < 20; asked++) {
      const { isAllowed, violated, states } = await limits.spend('a', [wide, narrow])
      expect([isAllowed, violated]).toEqual([false, ['wide']])
      expect(states.map(({ remaining: left }) => left)).toEqual([2, 0])
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(await limits.spend('a', [narrow])).toMatchObject({ states: [{ remaining: 1 }] })
    expect(await remaining('b')).toEqual({ narrow: 2, wide: 5 })
  })
})

describe('memory', () => {
  it('keeps so many counters at most, and none that a flood has pushed out', async () => {
    const counters = new MemoryCounters(wide, 100)
    for (let at = 0; at < 1000; at++) await counters.consume(`flood ${at}`)
    expect(counters.dump().storage).toHaveLength(100)
    expect(vi.getTimerCount()).toBe(100)
  })

  it('keeps the counter of whoever goes on asking through the flood', async () => {
    const counters = new MemoryCounters(wide, 100)
    let refused = 0
    for (let at = 0; at < 1000; at++) {
      await counters.consume(`flood ${at}`)
      if (at % 50 === 0) await counters.consume('persistent').catch(() => refused++)
    }
    expect(refused).toBe(15)
  })

  it('begins no counter for what is only given back', async () => {
    const counters = new MemoryCounters(wide, 100)
    for (let at = 0; at < 1000; at++) await counters.reward(`stranger ${at}`)
    expect(counters.dump().storage).toHaveLength(0)
  })
})
