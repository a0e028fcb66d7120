import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { processWide } from '../process-wide.ts'
import { connectRedis, firstContact } from '../redis/connect-redis.ts'
import { openPatience } from '../redis/patience.ts'
import { MemoryCounters } from './memory.ts'
import type { Quota } from './quota.ts'
import { type AskRedis, redisCounters } from './redis.ts'

/** What became of one request. */
export type Spent = {
  isAllowed: boolean
  /** Of each quota that was asked. `resetSeconds` is when its window ends, 1 or more. */
  states: { quota: Quota; remaining: number; resetSeconds: number }[]
  /** Names of the quotas that refuse. */
  violated: string[]
  /** 0 for a request that is allowed. */
  retryAfterSeconds: number
}

export type Limits = {
  /**
   * Counts one request of a client in some quotas. The narrowest is asked first, and the first that refuses ends it: the
   * wider ones are not asked and so not in `states`, and what was taken before is given back. So a refused request costs
   * nothing in any quota. Never rejects.
   * @param key who asks, as `limitKeyOf` says or of another kind
   */
  spend(key: string, quotas: readonly Quota[]): Promise<Spent>
  /** Takes back a request that was allowed, as one whose answer turned out to be a 304. Never rejects. */
  giveBack(key: string, quotas: readonly Quota[]): Promise<void>
  close(): void
}

type LimitsOptions = {
  /** Counts are shared through it; without it they are this process's own. */
  redisUrl?: string | undefined
  log: { warn(facts: object, message: string): void; info(facts: object, message: string): void }
}

/** Two quotas may be asked one after the other, and no request is to wait longer than a quarter of a second. */
const patienceMs = 125

const rate = ({ quota, windowSeconds }: Quota) => quota / windowSeconds

function askerOf(client: ReturnType<typeof connectRedis>, log: LimitsOptions['log']): AskRedis {
  const contact = firstContact(client)
  const patience = openPatience({
    patienceMs,
    onFailure: (error) => log.warn({ err: error }, 'Redis fails; limits are counted by each process meanwhile'),
    onReturn: () => log.info({}, 'limits are counted in Redis again'),
  })
  return (question) => patience.ask(() => contact.then(() => question(client)))
}

/** Opens the limits. Redis may be away, now or later: then each process counts by itself, from nothing. */
export function openLimits({ redisUrl, log }: LimitsOptions): Limits {
  const client = redisUrl === undefined ? null : connectRedis(redisUrl)
  const ask = client && askerOf(client, log)
  // By name and not by object: of a constant the process may hold two, as of every module.
  const opened = new Map<string, RateLimiterAbstract>()
  const countersOf = (quota: Quota): RateLimiterAbstract => {
    const known = opened.get(quota.name)
    if (known) return known
    const made = ask ? redisCounters(ask, quota) : new MemoryCounters(quota)
    opened.set(quota.name, made)
    return made
  }

  async function take(key: string, quota: Quota) {
    const [isAllowed, { remainingPoints, msBeforeNext }] = await countersOf(quota)
      .consume(key)
      .then(
        (counted) => [true, counted] as const,
        (refused: RateLimiterRes) => [false, refused] as const,
      )
    return { isAllowed, quota, remaining: remainingPoints, resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) }
  }

  async function giveBack(key: string, quotas: readonly Quota[]): Promise<void> {
    for (const quota of quotas) await countersOf(quota).reward(key)
  }

  return {
    giveBack,
    async spend(key, quotas) {
      const states: Spent['states'] = []
      for (const quota of quotas.toSorted((one, other) => rate(one) - rate(other))) {
        const { isAllowed, ...state } = await take(key, quota)
        if (!isAllowed) {
          const taken = states.map((each) => each.quota)
          // Nobody waits for it: the answer is known.
          void giveBack(key, taken)
          const kept = states.map((each) => ({ ...each, remaining: each.remaining + 1 }))
          return {
            isAllowed,
            states: [...kept, state],
            violated: [quota.name],
            retryAfterSeconds: state.resetSeconds,
          }
        }
        states.push(state)
      }
      return { isAllowed: true, states, violated: [], retryAfterSeconds: 0 }
    },
    close() {
      if (client?.isOpen) client.destroy()
    },
  }
}

/** The limits of this process, opened on first use; shared through Redis with `REDIS_URL`. */
export const limitsOfProcess = (): Limits =>
  processWide('limits', () => openLimits({ redisUrl: env().REDIS_URL, log: log() }))
