import { sql } from 'drizzle-orm'
import { reader } from '#platform/db.ts'

let running: Promise<number> | undefined
let following: Promise<number> | undefined

async function read(): Promise<number> {
  const database = await reader()
  const result = await database.execute<{ seq: string }>(sql`select seq from publication.revision`)
  return Number(result.rows[0]?.seq ?? 0)
}

function start(): Promise<number> {
  following = undefined
  const own = read().finally(() => {
    if (running === own) running = undefined
  })
  running = own
  return own
}

/**
 * Number of the newest journal entry. Whatever changes in public appends one in its own transaction, so two reads at the
 * same number find the same. Who asks while a read is under way shares the next one: it begins after they asked, and so
 * sees all that was committed before.
 * @throws the driver's error when Postgres cannot be reached
 */
export function newestRevision(): Promise<number> {
  if (!running) return start()
  following ??= running.then(start, start)
  return following
}
