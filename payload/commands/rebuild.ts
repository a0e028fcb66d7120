import { drizzle } from 'drizzle-orm/node-postgres'
import { LastingPool, poolLimits } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { rebuild } from '#publication/edition/index.ts'

/**
 * Derives every public row anew from its edition, in one transaction: `node payload/commands/rebuild.ts [--redraw]`.
 * Plates stay as they were drawn; with `--redraw` the generator of now draws them again.
 */
const isRedraw = process.argv.includes('--redraw')
const pool = new LastingPool({ ...poolLimits, connectionString: env().DATABASE_URL, max: 1 })
try {
  const count = await drizzle({ client: pool }).transaction((tx) => rebuild(tx, { isRedraw }))
  process.stdout.write(`Derived ${count} public articles anew from their editions.\n`)
} finally {
  await pool.end()
}
