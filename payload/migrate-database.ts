import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { knownMigrations } from '#platform/known-migrations.ts'
import { installQueue, isQueueBehind } from '#platform/queue/index.ts'
import { isUndrawn, readScales, rebuild } from '#publication/edition/index.ts'
import { grantRoles } from '#publication/tables/index.ts'
import { migrationsIn } from './backup/schema.ts'
import { lockAlone, migrateLock, startLock } from './migration-locks.ts'
import { waitingMark } from './start/command.ts'

/** Whether one of these migrations has not run yet. Asked first, because loading Payload takes longer than all the rest. */
async function isBehind(pool: pg.Pool, names: string[]): Promise<boolean> {
  const ran = new Set(await migrationsIn(pool))
  return names.some((name) => !ran.has(name))
}

async function migrateTables(names: string[]): Promise<void> {
  const { BasePayload, readMigrationFiles } = await import('payload')
  const { default: config } = await import('./payload.config.ts')
  // Not the shared one of `cms()`, which nobody could use once it is destroyed.
  const payload = await new BasePayload().init({ config, disableOnInit: true })
  const files = await readMigrationFiles({ payload })
  await payload.db.migrate({ migrations: files.filter(({ name }) => names.includes(name)) } as never)
  await payload.destroy()
}

/** `npm start` shows such lines of its migrate step, see `waitingMark`. */
const sayOnTerminal = (line: string): void => void process.stderr.write(`${waitingMark}${line}\n`)

/**
 * Brings a database to the state this code needs: Payload's tables and ours, the queue's schema, the grants.
 * Runs as owner, before start, never in N instances at once: an advisory lock makes the second wait for the first. Only
 * when a migration is due does it wait for a backup that is being made, which may take long.
 * @param ownerUrl what DATABASE_URL is in this process, see `asOwner`
 * @param only names of the migrations to run, for a database of before; all, if left out
 * @param say told what is waited for, in one line, when it has to wait
 * @returns the roles that were served
 */
export async function migrateDatabase(ownerUrl: string, only?: string[], say = sayOnTerminal): Promise<string[]> {
  const names = only ?? knownMigrations()
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, connectionTimeoutMillis: 10_000 })
  const lock = await pool.connect()
  try {
    await lockAlone(lock, startLock, say)
    const isDue = await isBehind(pool, names)
    if (isDue || (await isQueueBehind(pool))) await lockAlone(lock, migrateLock, say)
    if (isDue) await migrateTables(names)
    await installQueue(ownerUrl)
    // The grants name tables that a database of before does not have yet.
    if (only) return []
    const served = await grantRoles(drizzle({ client: pool }))
    await drizzle({ client: pool }).transaction(async (tx) => {
      if (await isUndrawn(tx)) await rebuild(tx)
      await readScales(tx, 'unread')
    })
    // The effect is checked, not the exit code: these are the first and the last table that start relies on.
    const tables = await pool.query<{ present: boolean }>(
      "select to_regclass('public.articles') is not null and to_regclass('publication.checkpoints') is not null and to_regclass('graphile_worker._private_jobs') is not null as present",
    )
    if (!tables.rows[0]?.present) throw new Error('The migrations ran, but their tables are not there.')
    return served
  } finally {
    lock.release()
    await pool.end()
  }
}
