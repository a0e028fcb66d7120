import pg from 'pg'
import { env } from './env.ts'
import { processWide } from './process-wide.ts'

const probeMs = 300
/** During an outage one question a second is enough. */
const outageMs = 1_000
/** What was asked in vain may take so long to fail; by then the database may be back. */
const echoMs = 2_500
/** For so long after something was asked in vain, it is asked first whether anything can be. */
const doubtMs = 1_000

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

/** Asked once at a time, however many want to know. */
function probed(): Promise<boolean> {
  outage.probing ??= probe().finally(() => {
    outage.probing = undefined
  })
  return outage.probing
}

/**
 * Whether a reader need not ask at all: somebody else has just waited in vain, and the database does not answer within
 * 0.3 s. Without it each of the questions behind one page would wait as long as the one before, on connections that are
 * as silent as its own. A single lost connection is not enough.
 */
export async function isDatabaseLost(): Promise<boolean> {
  const now = performance.now()
  const isLost = now < outage.until || (now - outage.seenAt < doubtMs && !(await probed()))
  // Whoever is refused for it has asked in vain as well, and it may be back before that is told.
  if (isLost) outage.seenAt = performance.now()
  return isLost
}

/**
 * Whether the database answers; false when it has not in 0.3 s, or has failed somebody in the last 2.5 s. Asked after a
 * failure, to tell an outage from a mistake of ours; however many ask, Postgres is asked once.
 */
export async function isDatabaseUp(): Promise<boolean> {
  const now = performance.now()
  return now >= outage.until && now - outage.seenAt >= echoMs && probed()
}
