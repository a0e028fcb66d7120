import pg from 'pg'
import { env } from './env.ts'
import { processWide } from './process-wide.ts'

const probeMs = 300
/** During an outage one question a second is enough. */
const outageMs = 1_000
/** What was asked in vain may take so long to fail; by then the database may be back. */
const echoMs = 2_500

/** Times of this process's clock. */
const outage = processWide('outage', () => ({ until: 0, seenAt: Number.NEGATIVE_INFINITY }))

/** Whether an error comes from the way to the database, or from its end, and not from what was asked. */
const isLoss = (error: unknown): boolean =>
  error instanceof pg.DatabaseError ? /^(?:08|53|57)/.test(error.code ?? '') : error instanceof Error

/** Remembers that something was asked of the database in vain, if that is what the error says. */
export function noteLoss(error: unknown): void {
  if (isLoss(error)) outage.seenAt = performance.now()
}

let pool: pg.Pool | undefined
let probing: Promise<boolean> | undefined

/** On a connection of its own: readers who wait for one of theirs are no outage. */
async function probe(): Promise<boolean> {
  if (!pool) {
    pool = new pg.Pool({
      connectionString: env().READER_DATABASE_URL ?? env().DATABASE_URL,
      connectionTimeoutMillis: probeMs,
      query_timeout: probeMs,
      idleTimeoutMillis: 10_000,
      max: 1,
      application_name: 'wbwh-probe',
      allowExitOnIdle: true,
    })
    // Whoever asks hears of it.
    pool.on('error', () => {})
  }
  const isUp = await pool.query('select 1').then(
    () => true,
    () => false,
  )
  outage.until = isUp ? 0 : performance.now() + outageMs
  return isUp
}

/**
 * Whether the database answers; false when it has not in 0.3 s, or has failed somebody in the last 2.5 s. Asked after a
 * failure, to tell an outage from a mistake of ours; however many ask, Postgres is asked once.
 */
export async function isDatabaseUp(): Promise<boolean> {
  const now = performance.now()
  if (now < outage.until || now - outage.seenAt < echoMs) return false
  probing ??= probe().finally(() => {
    probing = undefined
  })
  return probing
}
