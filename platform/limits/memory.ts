import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Quota } from './quota.ts'

/**
 * Counters that one process keeps at once for one quota; millions of addresses would fill the memory otherwise. The one
 * that asked longest ago is forgotten first. Nobody escapes by it: to have a counter forgotten one must ask from 50,000
 * other addresses, and each of those has a whole quota of its own anyway.
 */
const maxCounters = 50_000

/** Fixed windows in memory. Added to the library's: a bound, a floor, and that what is refused does not count. */
export class MemoryCounters extends RateLimiterMemory {
  readonly #recent: LRUCache<string, true>

  constructor({ name, quota, windowSeconds }: Quota, max = maxCounters) {
    super({ keyPrefix: name, points: quota, duration: windowSeconds })
    this.#recent = new LRUCache({
      max,
      dispose: (_, key, reason) => {
        // Done before this returns: the library waits for nothing here.
        if (reason === 'evict') void this.delete(key)
      },
    })
  }

  /** @throws RateLimiterRes when the quota is used up; then nothing is counted */
  override async consume(key: string, points = 1): Promise<RateLimiterRes> {
    if (!this.#recent.get(key)) this.#recent.set(key, true)
    try {
      return await super.consume(key, points)
    } catch (refused) {
      await this.reward(key, points)
      throw refused
    }
  }

  /** Takes back what was counted in this window; nothing when that window is over. */
  override async reward(key: string, points = 1): Promise<RateLimiterRes> {
    const counted = await this.get(key)
    const isCounted = counted !== null && counted.msBeforeNext > 0 && counted.consumedPoints >= points
    return isCounted ? super.reward(key, points) : new RateLimiterRes(this.points, 0, 0)
  }
}
