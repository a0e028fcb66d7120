import type pg from 'pg'
import { LastingPool, poolLimits } from '../db.ts'
import { outsideLogContext } from '../log-context.ts'
import { type QueueState, queueState } from '../queue/queue-state.ts'

/** What one look at the database found. */
export type Health = {
  database: 'up' | 'down'
  /** `behind`: this code needs a migration that has not run; `unknown`: nobody could be asked. */
  migrations: 'current' | 'behind' | 'unknown'
  queue: QueueState | null
}

export type Probe = {
  /** The newest look: at most `everyMs` old, however many ask. Never rejects, and answers within a second. */
  health(): Promise<Health>
  close(): Promise<void>
}

type ProbeOptions = {
  connectionString: string
  /** Migrations that this code needs, by name. */
  migrations: readonly string[]
  log: { warn(facts: object, message: string): void; info(facts: object, message: string): void }
  everyMs?: number
  now?: () => number
}

const limitMs = 900
const down: Health = { database: 'down', migrations: 'unknown', queue: null }
/** No such table, no such schema, no right to it: the migration, which also grants, has not run. */
const notMigrated = ['42P01', '3F000', '42501']

async function look(client: pg.ClientBase, needed: readonly string[]): Promise<Health> {
  try {
    const { rows } = await client.query<{ name: string }>('select name from public.payload_migrations')
    const ran = new Set(rows.map(({ name }) => name))
    const queue = await queueState(client)
    return { database: 'up', migrations: needed.every((name) => ran.has(name)) ? 'current' : 'behind', queue }
  } catch (error) {
    if (!notMigrated.includes((error as { code?: string }).code ?? '')) throw error
    return { database: 'up', migrations: 'behind', queue: null }
  }
}

/** Runs work on a connection of the pool, which is thrown away with it when it fails or is late. */
async function within<Result>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Postgres did not answer within ${limitMs} ms`)), limitMs)
  })
  // A connection that comes too late is not needed any more.
  const connecting = pool.connect()
  let isOver = false
  connecting.then((client) => isOver && client.release(true)).catch(() => {})
  try {
    const client = await Promise.race([connecting, late])
    try {
      const result = await Promise.race([work(client), late])
      client.release()
      return result
    } catch (error) {
      client.release(true)
      throw error
    }
  } finally {
    isOver = true
    clearTimeout(timer)
  }
}

const says = (health: Health) => `${health.database} ${health.migrations}`

/**
 * Looks at database, migrations and queue over one connection of its own, at most once in two seconds: a flood of health
 * checks costs nothing, and a pool that is busy or a page that hangs does not make the process look ill.
 */
export function openProbe({
  connectionString,
  migrations,
  log,
  everyMs = 2_000,
  now = () => performance.now(),
}: ProbeOptions): Probe {
  const pool = new LastingPool({
    ...poolLimits,
    connectionString,
    max: 1,
    connectionTimeoutMillis: limitMs,
    statement_timeout: limitMs,
    lock_timeout: limitMs,
    idleTimeoutMillis: 60_000,
    application_name: 'wbwh-probe',
  })
  let last: { at: number; health: Promise<Health> } | undefined
  let said = says({ database: 'up', migrations: 'current', queue: null })

  async function take(): Promise<Health> {
    let err: unknown
    const health = await within(pool, (client) => look(client, migrations)).catch((error: unknown) => {
      err = error
      return down
    })
    // Once for each change; the checks that follow would drown it.
    if (says(health) !== said)
      if (health.database === 'down') log.warn({ err }, 'the database does not answer: this process is not ready')
      else if (health.migrations === 'behind')
        log.warn({}, 'migrations are missing: this process is not ready; run npm run migrate')
      else log.info({}, 'database and migrations are as they should be: this process is ready')
    said = says(health)
    return health
  }

  return {
    async health() {
      const at = now()
      if (!last || at - last.at >= everyMs) last = { at, health: outsideLogContext(take) }
      return last.health
    },
    close: () => pool.end(),
  }
}
