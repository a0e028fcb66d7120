import { randomUUID } from 'node:crypto'
import { APIError, type BaseDatabaseAdapter, type DatabaseAdapterObj } from 'payload'
import type pg from 'pg'
import { LastingPool, type Tx } from '#platform/db.ts'
import { createTurns, type EndTurn } from './turns.ts'

type Session = { db: Tx; resolve: () => Promise<void>; reject: () => Promise<void> }
type Adapter = BaseDatabaseAdapter & {
  drizzle: { transaction: (work: (tx: Tx) => Promise<void>) => Promise<void> }
  initializing?: Promise<void>
  pool?: pg.Pool
  poolOptions: pg.PoolConfig
  takeTurn: () => Promise<EndTurn>
  sessions: Record<string, Session>
}

/** What an editor reads when COMMIT gave no answer: nobody may be told that it worked. */
class CommitUnknownError extends APIError {
  constructor() {
    super(
      'The database did not confirm this save. Reload the page to see what was kept, then try again.',
      503,
      undefined,
      true,
    )
  }
}

/** How long a save may wait for its turn; ms. */
const patienceMs = 20_000

/**
 * What an editor reads who had no turn. A transaction that fought for its connection in the middle of a save would keep
 * what it holds meanwhile, and everybody would lose; so they take turns.
 */
class NoTurnError extends APIError {
  constructor() {
    super(
      'Many are saving at this moment, and your save had no turn: nothing was changed. Save again in a moment.',
      503,
      undefined,
      true,
    )
  }
}

async function begin(this: Adapter): Promise<string> {
  await this.initializing
  const endTurn = await this.takeTurn()
  const id = randomUUID()
  let end: { commit: () => void; rollback: (reason: Error) => void } | undefined
  const rolledBack = new Error('rolled back')
  let finished: Promise<void> = Promise.resolve()
  const db = await new Promise<Tx>((opened, failed) => {
    finished = this.drizzle.transaction(
      (tx) =>
        new Promise<void>((commit, rollback) => {
          end = { commit, rollback }
          opened(tx)
        }),
    )
    finished.catch(failed)
    finished.then(endTurn, endTurn)
  })
  this.sessions[id] = {
    db,
    resolve: () => {
      end?.commit()
      return finished
    },
    reject: () => {
      end?.rollback(rolledBack)
      return finished.catch((error) => {
        if (error !== rolledBack) this.payload.logger.warn({ err: error, msg: 'A rollback was not confirmed.' })
      })
    },
  }
  return id
}

async function commit(this: Adapter, incoming?: number | string | Promise<number | string>): Promise<void> {
  const id = String(await incoming)
  const session = this.sessions[id]
  if (!session) return
  delete this.sessions[id]
  try {
    await session.resolve()
  } catch (error) {
    this.payload.logger.error({ err: error, msg: 'A commit was not confirmed.' })
    throw new CommitUnknownError()
  }
}

/**
 * Payload's own adapter swallows a failing COMMIT, so that a save which was lost is answered with 200. This one says so.
 *
 * The pool is made here, too. Payload would make it with a connection that it never gives back, and take one more for
 * good each time Postgres resets that: ten restarts of Postgres would leave a pool of ten with nothing to lend. With a
 * pool that is there already it connects when it is first asked, so a web process also starts while Postgres is away.
 * The rest of the adapter is left as it is.
 */
export function confirmingCommits<T extends BaseDatabaseAdapter>(
  adapter: DatabaseAdapterObj<T>,
): DatabaseAdapterObj<T> {
  return {
    ...adapter,
    init: (args) => {
      const made = adapter.init(args)
      const { poolOptions } = made as unknown as Adapter
      // Despite its name this flag gives each document of a bulk change a transaction of its own, one after another.
      return Object.assign(made, {
        beginTransaction: begin,
        commitTransaction: commit,
        bulkOperationsSingleTransaction: true,
        pool: new LastingPool(poolOptions),
        // One connection is left for what a save asks beside its transaction: who is signed in, above all.
        takeTurn: createTurns((poolOptions.max ?? 10) - 1, patienceMs, () => new NoTurnError()),
      })
    },
  }
}
