import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'
import { backup, restore, variablesOf } from './commands.ts'

/** What a database of the first migration alone was. */
const initial = '20261122_135647_initial'

let older: TestDatabase
let target: TestDatabase
let folder: string
beforeAll(async () => {
  older = await testDatabase({ isMigrated: false })
  target = await testDatabase({ isMigrated: false })
  folder = await mkdtemp(join(tmpdir(), 'publication-older-'))
  Object.assign(process.env, variablesOf({ url: older.ownerUrl, mediaFolder: join(folder, 'media') }))
  const { migrateDatabase } = await import('#payload/migrate-database.ts')
  await migrateDatabase(older.ownerUrl, [initial])
})
afterAll(async () => {
  await older?.close()
  await target?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

it('a backup of an older version is loaded into the tables of then, which are migrated afterwards', async () => {
  const then = new pg.Client({ connectionString: older.ownerUrl })
  await then.connect()
  await then.query("insert into public.topics (name, slug, load_case, description) values ('T', 't', 'seam', 'D')")
  await expect(then.query("select to_regclass('publication.journal') as journal")).resolves.toMatchObject({
    rows: [{ journal: null }],
  })
  await then.end()

  const file = join(folder, 'older.tar.gz')
  const place = (database: TestDatabase) => ({ url: database.ownerUrl, mediaFolder: join(folder, 'media') })
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
