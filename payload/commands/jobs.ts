import { LastingPool, poolLimits } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { answerJobs, refusalInWords } from '../jobs/answer-jobs.ts'

/** What waits in the queue, and what fails: `npm run jobs -- [show ID | retry ID… | retry --all | remove ID… --yes]`. */
const pool = new LastingPool({ ...poolLimits, connectionString: env().DATABASE_URL, max: 1 })
try {
  const { lines, isRefused } = await answerJobs(pool, process.argv.slice(2))
  process.stdout.write(`${lines.join('\n')}\n`)
  process.exitCode = isRefused ? 1 : 0
} catch (error) {
  process.stderr.write(`${refusalInWords(error)}\n`)
  process.exitCode = 1
} finally {
  await pool.end()
}
