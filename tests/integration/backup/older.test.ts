import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'
import { backup, restore, runScript, variablesOf } from './commands.ts'

/** What a database of the first migration alone was. */
const initial = '20261122_135647_initial'

let older: TestDatabase
let target: TestDatabase
let blocked: TestDatabase
let folder: string
beforeAll(async () => {
  older = await testDatabase({ isMigrated: false })
  target = await testDatabase({ isMigrated: false })
  blocked = await testDatabase({ isMigrated: false })
  folder = await mkdtemp(join(tmpdir(), 'publication-older-'))
  Object.assign(process.env, variablesOf({ url: older.ownerUrl, mediaFolder: join(folder, 'media') }))
  const { migrateDatabase } = await import('#payload/migrate-database.ts')
  await migrateDatabase(older.ownerUrl, [initial])
})
afterAll(async () => {
  await older?.close()
  await target?.close()
  await blocked?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const place = (database: TestDatabase) => ({ url: database.ownerUrl, mediaFolder: join(folder, 'media') })

it('a backup of an older version is loaded into the tables of then, which are migrated afterwards', async () => {
  const then = new pg.Client({ connectionString: older.ownerUrl })
  await then.connect()
  await then.query("insert into public.topics (name, slug, load_case, description) values ('T', 't', 'seam', 'D')")
  await expect(then.query("select to_regclass('publication.journal') as journal")).resolves.toMatchObject({
    rows: [{ journal: null }],
  })
  await then.end()

  const file = join(folder, 'older.tar.gz')
  expect(await backup(place(older), file)).toMatchObject({ code: 0 })
  expect(await restore(place(target), file)).toMatchObject({ code: 0 })

  const now = new pg.Client({ connectionString: target.ownerUrl })
  await now.connect()
  const migrations = await now.query('select name from public.payload_migrations order by name')
  expect(migrations.rows.length).toBeGreaterThan(1)
  expect(migrations.rows[0]).toEqual({ name: initial })
  const topics = await now.query('select id, slug from public.topics')
  expect(topics.rows).toEqual([{ id: 1, slug: 't' }])
  const next = await now.query(
    "insert into public.topics (name, slug, load_case, description) values ('U', 'u', 'seam', 'D') returning id",
  )
  expect(next.rows).toEqual([{ id: 2 }])
  await expect(now.query('select seq from publication.journal_head')).resolves.toMatchObject({ rows: [{ seq: '0' }] })
  await expect(
    now.query("select has_table_privilege('wbwh_app', 'public.topics', 'insert') as may"),
  ).resolves.toMatchObject({ rows: [{ may: true }] })
  await now.end()
})

it('when a migration fails afterwards, it is said that the rows are in, and what to run', async () => {
  const client = new pg.Client({ connectionString: blocked.ownerUrl })
  await client.connect()
  // What a later migration makes is in its way.
  await client.query('create schema publication')
  const file = join(folder, 'blocked.tar.gz')
  expect(await backup(place(older), file)).toMatchObject({ code: 0 })
  const { code, said } = await restore(place(blocked), file)
  expect(said).toMatch(
    /^✗ The backup is restored, but the database was not brought to this version: a migration failed; .*The rows and the pictures are in and stay\. .*npm run migrate\n$/m,
  )
  expect(said).not.toContain('Nothing was restored')
  expect(code).toBe(1)
  await expect(client.query('select slug from public.topics')).resolves.toMatchObject({ rows: [{ slug: 't' }] })

  await client.query('drop schema publication')
  expect(await runScript('payload/commands/migrate.ts', [], place(blocked))).toMatchObject({ code: 0 })
  await expect(client.query('select seq from publication.journal_head')).resolves.toMatchObject({ rowCount: 1 })
  await client.end()
})
