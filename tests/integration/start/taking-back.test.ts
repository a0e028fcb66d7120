import { tmpdir } from 'node:os'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as changes from '#migrations/20261128_090000_changes.ts'
import * as search from '#migrations/20261128_100000_search.ts'
import * as site from '#migrations/20261128_130000_site_and_corrections.ts'
import * as words from '#migrations/20261128_160000_search_words.ts'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'
import { pointAt } from '../backup/commands.ts'

let database: TestDatabase
let owner: pg.Pool
beforeAll(async () => {
  database = await testDatabase()
  pointAt({ url: database.ownerUrl, mediaFolder: tmpdir() })
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 })
}, 120_000)
afterAll(async () => {
  await owner?.end()
  await database?.close()
})

/** Columns, functions, triggers and indexes of the publication, as text. */
async function shapeOf(): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(`
    select format('%s.%s %s %s', table_name, column_name, data_type, column_default) as line
      from information_schema.columns where table_schema = 'publication'
    union all select pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'publication' and p.prokind = 'f'
    union all select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'publication' and not t.tgisinternal
    union all select indexdef from pg_indexes where schemaname = 'publication'
    order by 1`)
  return rows.map(({ line }) => line)
}

it('the newest migrations can be taken back and made again, and leave the same', async () => {
  const db = drizzle({ client: owner })
  const before = await shapeOf()
  for (const { down } of [words, site, search, changes]) await down({ db } as never)
  const without = await shapeOf()
  expect(without.some((line) => line.startsWith('changes.'))).toBe(false)
  expect(without.length).toBeLessThan(before.length)
  // The journal goes on without them.
  await owner.query(`select publication.journal_append('{"verb":"topic.changed"}')`)
  for (const { up } of [changes, search, site, words]) await up({ db } as never)
  expect(await shapeOf()).toEqual(before)
  await owner.query(`select publication.journal_append('{"verb":"topic.changed"}')`)
})
