import type { Socket } from 'node:net'
import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { env } from './env.ts'
import { log } from './log.ts'
import { outsideLogContext } from './log-context.ts'
import { countFailure } from './metrics/failures.ts'
import { isDatabaseLost, noteLoss } from './outage.ts'
import { processWide } from './process-wide.ts'

/** A drizzle database or transaction over node-postgres. */
export type Database = PgDatabase<NodePgQueryResultHKT>
/** An open transaction; what is written through it is kept or lost as a whole. */
export type Tx = Database

/**
 * Limits of every pool: nobody waits for ever, and a forgotten transaction ends. `statement_timeout` is kept by the
 * server, `query_timeout` by this side, for when the server cannot be heard any more.
 */
export const poolLimits = {
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 30_000,
  statement_timeout: 15_000,
  query_timeout: 18_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 30_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
} as const

/** Public reads give up sooner: connecting, asking and telling an outage together stay below three seconds. */
const readerLimits = {
  ...poolLimits,
  connectionTimeoutMillis: 700,
  statement_timeout: 1_400,
  query_timeout: 1_500,
} as const

/** node-postgres 8.20 says so when `query_timeout` is over; the connection itself it would go on using. */
const unheard = /^Query read timeout/

type Ask = (...values: unknown[]) => unknown

/** Has `hear` told of every question that fails, of those who wait for a promise. */
function listening(ask: Ask, hear: (error: unknown) => void): Ask {
  return (...values) => {
    const answer = ask(...values)
    if (answer instanceof Promise) answer.catch(hear)
    return answer
  }
}

/**
 * A connection that did not answer in time is not asked again: what waits behind the lost answer, a ROLLBACK say, would
 * wait as long, and the next one to borrow the connection too.
 */
function dropUnheard(client: pg.PoolClient): void {
  client.query = listening(client.query.bind(client) as Ask, (error) => {
    noteLoss(error)
    if (error instanceof Error && unheard.test(error.message))
      (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy()
  }) as typeof client.query
}

/**
 * A pool that outlives its connections: one that breaks, idle or in use, is told in the log. Without these listeners
 * Node would end the process; what was asked on a broken connection fails by itself.
 */
export class LastingPool extends pg.Pool {
  constructor(options?: pg.PoolConfig) {
    super(options)
    // A shared connection belongs to no request, though one of them opened it.
    const tell = (error: Error) =>
      outsideLogContext(() => {
        noteLoss(error)
        countFailure('database')
        log().warn({ err: error }, 'a database connection was lost')
      })
    this.on('error', tell)
    this.on('connect', (client) => {
      client.on('error', tell)
      dropUnheard(client)
    })
    this.query = listening(this.query.bind(this) as Ask, noteLoss) as typeof this.query
  }
}

/** Login-free roles that grants go to; an operator's logins are members of them. */
export const roles = { app: 'wbwh_app', reader: 'wbwh_reader' } as const

/** How public reads are kept to public tables. `login` is the real barrier: a login of its own. */
export type ReaderMode = 'login' | 'role' | 'read-only'

type Reader = { mode: ReaderMode; pool: pg.Pool }

/** One pool for the process, however often it holds this module. */
const readers = processWide('readers', (): { opened?: Promise<Reader> | undefined } => ({}))

function createPool(connectionString: string, options?: string): pg.Pool {
  return new LastingPool({
    ...readerLimits,
    connectionString,
    max: env().DATABASE_POOL_SIZE,
    application_name: 'wbwh-reader',
    ...(options ? { options } : {}),
  })
}

async function openReader(): Promise<Reader> {
  const { READER_DATABASE_URL, DATABASE_URL } = env()
  const readOnly = '-c default_transaction_read_only=on'
  if (READER_DATABASE_URL) {
    const pool = createPool(READER_DATABASE_URL, readOnly)
    return { mode: 'login', pool }
  }
  const asRole = createPool(DATABASE_URL, `-c role=${roles.reader} ${readOnly}`)
  try {
    await asRole.query('select 1')
    return { mode: 'role', pool: asRole }
  } catch (error) {
    await asRole.end()
    // 22023: the role does not exist; 42501: this login is no member of it.
    const code = (error as { code?: string }).code
    if (code !== '22023' && code !== '42501') throw error
    const pool = createPool(DATABASE_URL, readOnly)
    return { mode: 'read-only', pool }
  }
}

async function openedReader(): Promise<Reader> {
  readers.opened ??= openReader()
  try {
    return await readers.opened
  } catch (error) {
    readers.opened = undefined
    throw error
  }
}

/** This module's own view of the pool: what builds statements is this module's own as well. */
let over: { pool: pg.Pool; database: Database } | undefined

/** SQLSTATE 08006, connection failure: what the driver's errors of that kind say as well. */
const lost = () => Object.assign(new Error('The database does not answer.'), { code: '08006' })

/**
 * The database as public pages see it: read only, public tables only.
 * @throws the driver's error when Postgres cannot be reached within 0.7 s, and at once while it is known not to answer
 */
export async function reader(): Promise<Database> {
  if (await isDatabaseLost()) throw lost()
  const { pool } = await openedReader()
  if (over?.pool !== pool) over = { pool, database: drizzle({ client: pool }) }
  return over.database
}

/**
 * Opens all connections of the reader and keeps them open, for a process that readers wait for: making one takes several
 * rounds, and each of them waits for whatever this process is busy with, so that the first readers after a quiet minute
 * would find the time for connecting over before they had asked anything. As many as are to be had: one that is refused
 * is made when it is needed.
 * @returns which barrier public reads stand behind
 * @throws the driver's error when there is not even one
 */
export async function keepReader(): Promise<ReaderMode> {
  const { mode, pool } = await openedReader()
  pool.options.min = pool.options.max
  const all = await Promise.allSettled(Array.from({ length: pool.options.max }, () => pool.connect()))
  for (const one of all) if (one.status === 'fulfilled') one.value.release()
  return mode
}

/** Closes the reader's connections, for commands and tests. */
export async function closeReader(): Promise<void> {
  const current = readers.opened
  readers.opened = undefined
  if (current) await (await current).pool.end()
}

type Session = { db: Tx }
type RequestLike = {
  transactionID?: number | string | Promise<number | string> | undefined
  payload: { db: { sessions?: Record<string, unknown> } }
}

/**
 * The transaction that a Payload request runs in. Rows written through it are kept or lost with Payload's own.
 * @throws Error when the request has no transaction: then nothing may be published
 */
export async function txOf(req: RequestLike): Promise<Tx> {
  const id = await req.transactionID
  const session = id === undefined ? undefined : (req.payload.db.sessions?.[String(id)] as Session | undefined)
  if (!session) throw new Error('This change runs outside a transaction, so it cannot be recorded. Try again.')
  return session.db
}

/** The database that Payload uses, outside any transaction: for reads of a command. */
export const databaseOf = (payload: { db: object }): Database => (payload.db as { drizzle: Database }).drizzle
