import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { env } from '#platform/env.ts'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { backup, everyRow, restore } from './commands.ts'
import { uploadPicture } from './fixtures.ts'

let publication: TestPublication
let target: TestDatabase
let superuser: pg.Pool
let folder: string
let file: string
beforeAll(async () => {
  publication = await openPublication()
  target = await testDatabase()
  superuser = new pg.Pool({ connectionString: target.superuserUrl, max: 1 })
  folder = await mkdtemp(join(tmpdir(), 'publication-unconfirmed-'))
  file = join(folder, 'one.tar.gz')
  for (let made = 0; made < 2; made += 1) await uploadPicture(publication.payload)
  expect(await backup({ url: publication.urls.owner, mediaFolder: env().MEDIA_DIR }, file)).toMatchObject({ code: 0 })
}, 120_000)
afterAll(async () => {
  await superuser?.end()
  await target?.close()
  await publication?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

/**
 * Ends the backend when it is told to commit a transaction that has put triggers back. The trigger stands outside the
 * schemas that a restore loads: there it would be suspended.
 */
const dieAtCommit = `
create schema outside;
create table outside.marks (made timestamptz default now());
create function outside.die() returns trigger language plpgsql security definer as $$
begin
  perform pg_terminate_backend(pg_backend_pid());
  return null;
end $$;
create constraint trigger die after insert on outside.marks
  deferrable initially deferred for each row execute function outside.die();
create function outside.mark() returns event_trigger language plpgsql security definer as $$
begin
  insert into outside.marks default values;
end $$;
create event trigger mark on ddl_command_end when tag in ('ALTER TABLE') execute function outside.mark()`

it('a COMMIT without an answer leaves the files where they are, and says what to do', async () => {
  const place = { url: target.ownerUrl, mediaFolder: join(folder, 'media') }
  const names = (await readdir(env().MEDIA_DIR)).sort()
  expect(names).toHaveLength(4)
  const before = await everyRow(superuser)
  await superuser.query(dieAtCommit)
  const { code, said } = await restore(place, file)
  expect(said).toMatch(
    /^✗ The database did not confirm the restore \(.+\)\. Run it again: it says whether the database/,
  )
  expect(said).not.toContain('Nothing was restored')
  expect(code).toBe(1)
  expect((await readdir(place.mediaFolder)).sort()).toEqual(['.restoring', ...names])

  await superuser.query('drop event trigger mark; drop schema outside cascade')
  expect(await everyRow(superuser)).toEqual(before)
  expect(await restore(place, file)).toMatchObject({ code: 0, said: expect.stringContaining('Restored the state of') })
  expect((await readdir(place.mediaFolder)).sort()).toEqual(names)
  expect((await everyRow(superuser))['public.media']).toEqual((await everyRow(publication.owner))['public.media'])
})
