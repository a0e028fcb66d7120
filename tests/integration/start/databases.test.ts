import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasAny, reach } from '#payload/start/database.ts'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'

let empty: TestDatabase
let migrated: TestDatabase
beforeAll(async () => {
  empty = await testDatabase({ isMigrated: false })
  migrated = await testDatabase()
})
afterAll(async () => {
  await empty?.close()
  await migrated?.close()
})

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('the embedded Postgres', () => {
  it('speaks UTF-8 and C.UTF-8, knows letters beyond ASCII, and keeps UTC', async () => {
    const [row] = await ask(
      empty.superuserUrl,
      "select current_setting('server_encoding') as encoding, lower('ÉÜ') as lower, current_setting('timezone') as zone, (select datlocale from pg_database where datname = current_database()) as locale",
    )
    expect(row).toEqual({ encoding: 'UTF8', lower: 'éü', zone: 'UTC', locale: 'C.UTF-8' })
  })
  it('listens on loopback alone, without a socket file', async () => {
    const [row] = await ask(
      empty.superuserUrl,
      "select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets",
    )
    expect(row).toEqual({ addresses: '127.0.0.1', sockets: '' })
  })
  it('lets the owner bring the extensions that search needs', async () => {
    for (const name of ['pg_trgm', 'unaccent']) await ask(empty.ownerUrl, `create extension ${name}`)
    await expect(
      ask(empty.ownerUrl, "select unaccent('é') as plain, similarity('break', 'breaks') > 0.5 as near"),
    ).resolves.toEqual([{ plain: 'e', near: true }])
  })
  it('gives none of the three logins the rights of a superuser', async () => {
    const rows = await ask(empty.superuserUrl, "select rolname from pg_roles where rolsuper and rolname like 'wbwh%'")
    expect(rows).toEqual([])
  })
  it('refuses a wrong password, and the app that would make a table', async () => {
    const wrong = new URL(empty.appUrl)
    wrong.password = 'wrong'
    await expect(reach(wrong.href, 'DATABASE_URL')).rejects.toThrow(/wrong password.*correct DATABASE_URL/)
    await expect(ask(empty.appUrl, 'create table mine (id integer)')).rejects.toMatchObject({ code: '42501' })
  })
  it('refuses a database that is not there', async () => {
    const absent = new URL(empty.appUrl)
    absent.pathname = '/absent'
    await expect(reach(absent.href, 'READER_DATABASE_URL')).rejects.toThrow(/no such database.*READER_DATABASE_URL/)
  })
})

describe('accounts and articles', () => {
  it('are none without the table, and none in a new database', async () => {
    await expect(hasAny('users', empty.ownerUrl)).resolves.toBe(false)
    await expect(hasAny('articles', migrated.ownerUrl)).resolves.toBe(false)
  })
  it('are hidden from the reader', async () => {
    await expect(ask(migrated.readerUrl, 'select * from users')).rejects.toMatchObject({ code: '42501' })
  })
})
