import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { asOwner } from '#platform/env.ts'
import { knownMigrations } from '#platform/known-migrations.ts'
import { installQueue } from '#platform/queue/index.ts'
import { grantRoles } from '#publication/tables/index.ts'

/**
 * Brings the database to the state this code needs: Payload's tables and ours, the queue's schema, the grants.
 * Runs as owner, before start, never in N instances at once: an advisory lock makes the second wait for the first.
 */
const ownerUrl = asOwner().DATABASE_URL

/** Whether a migration of this code has not run yet. Asked first, because loading Payload takes longer than all the rest. */
async function isBehind(): Promise<boolean> {
  const known = await pool.query<{ there: boolean }>(
    "select to_regclass('public.payload_migrations') is not null as there",
  )
  if (!known.rows[0]?.there) return true
  const { rows } = await pool.query<{ name: string }>('select name from public.payload_migrations')
  const ran = new Set(rows.map(({ name }) => name))
  return knownMigrations().some((name) => !ran.has(name))
}

async function migrateTables(): Promise<void> {
  const { getPayload } = await import('payload')
  const { default: config } = await import('../payload.config.ts')
  const payload = await getPayload({ config, disableOnInit: true })
  await payload.db.migrate()
  await payload.destroy()
}

const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, connectionTimeoutMillis: 10_000 })
const lock = await pool.connect()
try {
  await lock.query("select pg_advisory_lock(hashtextextended('wbwh migrate', 1))")
  if (await isBehind()) await migrateTables()
  await installQueue(ownerUrl)
  const served = await grantRoles(drizzle({ client: pool }))
  // The effect is checked, not the exit code: these are the first and the last table that start relies on.
  const tables = await pool.query<{ present: boolean }>(
    "select to_regclass('public.articles') is not null and to_regclass('publication.checkpoints') is not null and to_regclass('graphile_worker._private_jobs') is not null as present",
  )
  if (!tables.rows[0]?.present) throw new Error('The migrations ran, but their tables are not there.')
  process.stdout.write(`Migrated. Grants: ${served.join(', ') || 'none (this login may not create roles)'}.\n`)
} finally {
  lock.release()
  await pool.end()
}
process.exit(0)
