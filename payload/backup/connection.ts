import pg from 'pg'
import { reasonOf } from '#platform/reason.ts'
import { withoutPassword } from '../start/database.ts'
import { Refusal } from '../start/terminal.mjs'

/** The owner's own session, in which text means the same on every server. Nothing limits how long a table may take. */
const session = `
set client_encoding = 'UTF8';
set datestyle = 'ISO, YMD';
set intervalstyle = 'postgres';
set timezone = 'UTC';
set extra_float_digits = 3;
set bytea_output = 'hex';
set standard_conforming_strings = on;
set row_security = off;
set statement_timeout = 0;
set lock_timeout = '30s';
set idle_in_transaction_session_timeout = 0;`

/** A connection in the middle of a COPY would wait for ever to be ended in good order. */
async function endWithin(client: pg.Client, limitMs: number): Promise<void> {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } }
  const limit = setTimeout(() => connection.stream.destroy(), limitMs)
  await client.end().catch(() => {})
  clearTimeout(limit)
}

const notOurs = new Set(['42501', '42P01'])

/**
 * Does some work on a connection of the owner's. With row security off, Postgres refuses to read a table in part instead
 * of doing it silently.
 * @throws Refusal when the database cannot be reached or does not belong to this login
 */
export async function asOwnerOf<T>(
  ownerUrl: string,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // Whatever was under way on it fails by itself.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new Refusal(`Postgres at ${withoutPassword(ownerUrl)} cannot be reached: ${reasonOf(error)}`)
  }
  try {
    await client.query(session)
    return await work(client)
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (!notOurs.has(code)) throw error
    throw new Refusal(
      `The login of ${withoutPassword(ownerUrl)} may not do this (${(error as Error).message}): set OWNER_DATABASE_URL to the login that runs the migrations.`,
    )
  } finally {
    await endWithin(client, 2_000)
  }
}
