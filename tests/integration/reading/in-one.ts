import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { Tx } from '#platform/db.ts'

/** Work in one transaction of this pool. */
export const inOne = <T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> =>
  drizzle({ client: pool }).transaction((tx) => work(tx as never))
