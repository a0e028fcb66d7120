import type { Outcome, Purge } from '#platform/queue/index.ts'
import { type Limits, purgeInstance } from './purge-instance.ts'
import type { Reach } from './web-request.ts'

export type PurgeOptions = Reach & {
  /** Origins of all web processes. */
  instances: string[]
  sleep: (ms: number) => Promise<void>
  /** A clock that only goes forward; ms. */
  now: () => number
}

/** Together within the time that a queue's task may take, with room for the last request. */
const limits: Limits = {
  taskMs: 20_000,
  unreachableMs: 3_000,
  firstPauseMs: 25,
  longestPauseMs: 150,
  markEveryMs: 1_500,
  lanes: 6,
  firstPages: 2,
  firstPagesMs: 1_000,
}

/**
 * Makes every web process show what was published: marks tags stale (or expires them), asks for every path, and repeats
 * until each has answered with a revision that is new enough. All processes are done side by side, so that one that is
 * down keeps no other one stale. Harmless when run twice.
 * @returns for each purge null, or the paths that are still owed and where; the queue runs those again
 */
export async function purgeUntilSeen(purges: Purge[], options: PurgeOptions): Promise<Outcome<'purge'>[]> {
  const { instances, ...reach } = options
  const everywhere = await Promise.all(
    instances.map(async (instance) => ({ instance, left: await purgeInstance(instance, purges, reach, limits) })),
  )
  return purges.map((purge) => {
    const open = everywhere.flatMap(({ instance, left }) => {
      const rest = left.get(purge)
      return rest ? [{ instance, ...rest }] : []
    })
    if (open.length === 0) return null
    const where = open.map(({ instance, problem }) => `${instance} ${problem}`).join('; ')
    return {
      owed: { ...purge, paths: purge.paths.filter((path) => open.some(({ paths }) => paths.includes(path))) },
      reason: `Revision ${purge.seq} is not shown everywhere yet: ${where}`,
    }
  })
}
