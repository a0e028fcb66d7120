import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { type TestDatabase, testDatabase } from '../postgres.ts'

type Login = 'owner' | 'app' | 'reader' | 'superuser'

/**
 * An empty database for the file or the `describe` that calls this at its top, there from `beforeAll` on.
 * `connect` opens a connection, as the owner unless said. At the end all of them are closed and the database is dropped.
 * @throws Error from `connect` when the database has not been made yet
 */
export function samplesDatabase(): { connect(as?: Login): Promise<pg.Client> } {
  let database: TestDatabase | undefined
  const clients: pg.Client[] = []
  beforeAll(async () => {
    database = await testDatabase({ isMigrated: false })
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()))
    await database?.close()
  })
  return {
    async connect(as = 'owner') {
      if (!database) throw new Error('The database is made in beforeAll; connect there or later.')
      const client = new pg.Client({ connectionString: database[`${as}Url`] })
      clients.push(client)
      await client.connect()
      return client
    },
  }
}

/**
 * Starts `work`, which asks `waiter`; ends the transaction of `holder` once the work waits for it; gives what the work gives.
 * @throws Error when the work is over without having waited
 */
export async function behind<T>(holder: pg.Client, end: string, waiter: pg.Client, work: () => Promise<T>): Promise<T> {
  const { rows } = await waiter.query('select pg_backend_pid() as pid')
  const isBlocked = 'select where pg_backend_pid() = any (pg_blocking_pids($1))'
  let isOver = false
  const over = () => {
    isOver = true
  }
  const done = work()
  done.then(over, over)
  while (!(await holder.query(isBlocked, [rows[0].pid])).rowCount) {
    if (isOver) throw new Error('The work was over without having waited for the other connection.')
  }
  await holder.query(end)
  return done
}
