import type { Outcome, Schedule } from '#platform/queue/index.ts'
import { order, type Reach } from './web-request.ts'

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
  return Promise.all(
    schedules.map(async (schedule) => {
      const problems: string[] = []
      for (const instance of instances) {
        const answer = await order(instance, '/internal/schedule', schedule, reach)
        if (answer.problem === null) return null
        problems.push(`${instance} ${answer.problem}`)
      }
      return { owed: schedule, reason: `${schedule.change} of ${schedule.articleId}: ${problems.join('; ')}` }
    }),
  )
}
