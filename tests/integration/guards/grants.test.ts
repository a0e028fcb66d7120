import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrateDatabase } from '#payload/migrate-database.ts'
import { testDatabase } from '../../support/postgres.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'

let publication: TestPublication
let superuser: pg.Pool
beforeAll(async () => {
  publication = await openPublication()
  superuser = new pg.Pool({ connectionString: publication.urls.superuser, max: 1 })
}, 120_000)
afterAll(async () => {
  await superuser?.end()
  await publication?.close()
})

/** Every right on our schema, its tables, columns, sequences and routines, and of the reader on `public`. */
async function rights(): Promise<string[]> {
  const { rows } = await superuser.query<{ line: string }>(`
    with acls as (
      select 'schema ' || nspname as name, nspacl as acl, nspname from pg_namespace
      union all select c.oid::regclass::text, relacl, nspname from pg_class c join pg_namespace n on n.oid = relnamespace
      union all select attrelid::regclass || '.' || attname, attacl, nspname from pg_attribute
        join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
      union all select p.oid::regprocedure::text, proacl, nspname from pg_proc p join pg_namespace n on n.oid = pronamespace
    )
    select name || ': ' || privilege_type || ' to ' || coalesce(nullif(grantee, 0)::regrole::text, 'public') as line
    from acls, lateral aclexplode(acl)
    where nspname = 'publication' or (nspname = 'public' and grantee = 'wbwh_reader'::regrole)
    order by 1`)
  return rows.map(({ line }) => line)
}

it('a migration takes back what was granted by hand, and nothing that is needed', async () => {
  const { owner, urls } = publication
  await migrateDatabase(urls.owner)
  const granted = await rights()
  expect(granted).toContain('publication.journal: SELECT to wbwh_app')
  const byHand = [
    'grant update, delete, truncate on publication.journal to wbwh_app',
    'grant insert (entry) on publication.journal to wbwh_app',
    'grant create on schema publication to wbwh_app',
    'grant select on publication.journal to wbwh_reader with grant option',
    'grant select on public.users to wbwh_reader',
    'grant select on publication.journal_head to public',
    'grant execute on function publication.journal_append(text) to public',
  ]
  for (const text of byHand) await owner.query(text)
  // What was passed on does not keep the right that it came from.
  await superuser.query('begin; set local role wbwh_reader; grant select on publication.journal to wbwh_app; commit')
  expect((await rights()).length).toBeGreaterThanOrEqual(granted.length + byHand.length)
  await migrateDatabase(urls.owner)
  expect(await rights()).toEqual(granted)
})

it('nobody who reads meanwhile is refused', async () => {
  const reader = new pg.Pool({ connectionString: publication.urls.reader, max: 1 })
  let isOver = false
  const migrations = (async () => {
    for (let run = 0; run < 5; run += 1) await migrateDatabase(publication.urls.owner)
  })().finally(() => {
    isOver = true
  })
  let reads = 0
  while (!isOver) {
    await reader.query('select seq from publication.revision')
    reads += 1
  }
  await migrations
  await reader.end()
  expect(reads).toBeGreaterThan(0)
})

it('a role that owns the tables keeps what it has', async () => {
  const database = await testDatabase()
  const pool = new pg.Pool({ connectionString: database.superuserUrl, max: 1 })
  try {
    await pool.query('alter schema publication owner to wbwh_app; alter table publication.journal owner to wbwh_app')
    await migrateDatabase(database.superuserUrl)
    const { rows } = await pool.query("select has_table_privilege('wbwh_app', 'publication.journal', 'insert') as may")
    expect(rows).toEqual([{ may: true }])
  } finally {
    await pool.end()
    await database.close()
  }
})
