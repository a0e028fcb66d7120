import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { connectRedis } from '../redis/connect-redis.ts'
import { MemoryCounters } from './memory.ts'
import type { Quota } from './quota.ts'

type Redis = ReturnType<typeof connectRedis>
type Given = Parameters<Redis['eval']>[1]
/** Asks Redis something; rejects at once while it is left alone. */
export type AskRedis = <T>(question: (client: Redis) => Promise<T>) => Promise<T>

/**
 * Counts in one step. Other than the library's own script it counts nothing that is refused, and what is taken back
 * neither begins a window nor goes below nothing. Arguments: points, seconds, quota. Gives count and milliseconds left.
 */
const count = `
local points, window, quota = tonumber(ARGV[1]), tonumber(ARGV[2]) * 1000, tonumber(ARGV[3])
local counted = tonumber(redis.call('GET', KEYS[1]) or '0')
local left = redis.call('PTTL', KEYS[1])
if left == -1 then
  redis.call('PEXPIRE', KEYS[1], window)
  left = window
end
if points < 0 and counted + points < 0 then return {counted, math.max(left, 0)} end
if points > 0 and counted + points > quota then return {quota + 1, math.max(left, 1)} end
if left < 0 then
  redis.call('SET', KEYS[1], points, 'PX', window)
  return {points, window}
end
return {redis.call('INCRBY', KEYS[1], points), left}`

/**
 * Fixed windows in Redis, which all instances share. Whatever happens to Redis, the same quota is counted in the memory
 * of this process instead. Whoever was refused is refused from memory until the window is over, so that a flood of
 * refused requests does not reach Redis.
 */
export function redisCounters(ask: AskRedis, quota: Quota) {
  return new RateLimiterRedis({
    storeClient: { eval: (script: string, given: Given) => ask((client) => client.eval(script, given)) },
    useRedisPackage: true,
    customIncrTtlLuaScript: count,
    keyPrefix: `wbwh:limit:${quota.name}`,
    points: quota.quota,
    duration: quota.windowSeconds,
    inMemoryBlockOnConsumed: quota.quota + 1,
    insuranceLimiter: new MemoryCounters(quota),
  })
}
