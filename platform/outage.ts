import pg from 'pg'
import { env } from './env.ts'
import { processWide } from './process-wide.ts'

const probeMs = 300
/** During an outage one question a second is enough. */
const outageMs = 1_000
/** What was asked in vain may take so long to fail; by then the database may be back. */
const echoMs = 2_500

type Outage = { until: number; seenAt: number; pool?: pg.Pool; probing?: Promise<boolean> | undefined }

/** Times of this process's clock, and the one connection that asks. */
const outage = processWide('outage', (): Outage => ({ until: 0, seenAt: Number.NEGATIVE_INFINITY }))

/** What pg-pool says when all its connections are lent: then it is busy, and the database may be well. */
const busy = /^timeout exceeded when trying to connect/

/**
 * Whether an error comes from the way to the database, or from its end, and not from what was asked. A statement that took
 * too long (57014) is told by a database that answers.
 */
function isLoss(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(?:08|53|57P)/.test(error.code ?? '')
  return error instanceof Error && !busy.test(error.message)
}

/** Remembers that something was asked of the database in vain, if that is what the error says. */
export function noteLoss(error: unknown): void {
  if (isLoss(error)) outage.seenAt = performance.now()
}

/** On a connection of its own: readers who wait for one of theirs are no outage. */
async function probe(): Promise<boolean> {
  if (!outage.pool) {
    outage.pool = new pg.Pool({
      connectionString: env().READER_DATABASE_URL ?? env().DATABASE_URL,
      connectionTimeoutMillis: probeMs,
      query_timeout: probeMs,
      idleTimeoutMillis: 10_000,
      max: 1,
      application_name: 'wbwh-outage',
      allowExitOnIdle: true,
    })
    // Whoever asks hears of it.
    outage.pool.on('error', () => {})
  }
  const isUp = await outage.pool.query('select 1').then(
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
  outage.probing ??= probe().finally(() => {
    outage.probing = undefined
  })
  return outage.probing
}
