import pLimit from 'p-limit'
import type { Outcome, Schedule } from '#platform/queue/index.ts'
import { order, type Reach } from './web-request.ts'

/** A save may wait for its turn and then for the database. */
const limitMs = 40_000
/** Many dates at one moment must leave turns for those who write. */
const lanes = 3

/**
 * Has a web process publish or unpublish each article whose time has come. The web process looks at the article again,
 * by the database's clock, so that asking twice, or after the date was moved, does nothing.
 * @param instances origins of all web processes; any of them can do it, so they are asked one after another
 * @returns for each schedule null, or itself when no web process could do it yet
 */
export async function runSchedules(
  schedules: Schedule[],
  { instances, ...reach }: Reach & { instances: string[] },
): Promise<Outcome<'schedule'>[]> {
  const lane = pLimit(lanes)
  const run = async (schedule: Schedule): Promise<Outcome<'schedule'>> => {
    const problems: string[] = []
    for (const instance of instances) {
      const answer = await order(instance, '/internal/schedule', schedule, reach, limitMs)
      if (answer.problem === null) return null
      problems.push(`${instance} ${answer.problem}`)
    }
    return { owed: schedule, reason: `${schedule.change} of ${schedule.articleId}: ${problems.join('; ')}` }
  }
  return Promise.all(schedules.map((schedule) => lane(run, schedule)))
}
