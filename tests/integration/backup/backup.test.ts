import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { env } from '#platform/env.ts'
import { articleAt, articles } from '#publication/edition/index.ts'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { backup, everyRow, everyRule, type Place, restore, runScript } from './commands.ts'
import { type Written, writeMuch } from './fixtures.ts'

let publication: TestPublication
let written: Written
let folder: string
let empty: TestDatabase
let restored: pg.Pool
let source: Place
let target: Place
let file: string
let said: { made: string; back: string }

beforeAll(async () => {
  publication = await openPublication()
  written = await writeMuch(publication.payload)
  // As a worker that died in the middle of a job leaves it.
  await publication.owner.query(
    "update graphile_worker._private_jobs set locked_by = 'a dead worker', locked_at = now() where id = (select min(id) from graphile_worker._private_jobs)",
  )
  folder = await mkdtemp(join(tmpdir(), 'publication-backup-'))
  empty = await testDatabase({ isMigrated: false })
  restored = new pg.Pool({ connectionString: empty.ownerUrl, max: 2 })
  source = { url: publication.urls.owner, mediaFolder: env().MEDIA_DIR }
  target = { url: empty.ownerUrl, mediaFolder: join(folder, 'media') }
  file = join(folder, 'one.tar.gz')
  const made = await backup(source, file)
  const back = await restore(target, file)
  said = { made: made.said, back: back.said }
}, 120_000)
afterAll(async () => {
  await restored?.end()
  await empty?.close()
  await publication?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const withoutLocks = (rows: Record<string, string[]>) =>
  Object.fromEntries(
    Object.entries(rows).map(([table, lines]) => [
      table,
      lines.map((line) =>
        table === 'graphile_worker._private_jobs'
          ? { ...JSON.parse(line), locked_by: null, locked_at: null, is_available: true }
          : line,
      ),
    ]),
  )

describe('a backup', () => {
  it('says what it did, and is readable by its owner alone', async () => {
    expect(said.made).toMatch(/Backed up into .*one\.tar\.gz and read back: \d+ tables, \d+ rows, 4 pictures/)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).filter((name) => name.includes('part'))).toEqual([])
  })

  it('can be checked again at any time', async () => {
    await expect(backup(source, '--check', file)).resolves.toMatchObject({
      code: 0,
      said: expect.stringMatching(/whole/),
    })
  })

  it('holds no secret', async () => {
    const text = JSON.stringify(await everyRow(publication.owner))
    for (const secret of [env().PAYLOAD_SECRET, env().INTERNAL_SECRET, written.password])
      expect(text).not.toContain(secret)
  })
})

describe('restored, a publication', () => {
  it('is told of', () => {
    expect(said.back).toMatch(/Restored the state of .*: \d+ tables, \d+ rows, 4 pictures; the journal holds/)
  })

  it('has the same rows in every table, and nobody’s lock on a job', async () => {
    const rows = await everyRow(restored)
    expect(withoutLocks(rows)).toEqual(withoutLocks(await everyRow(publication.owner)))
    expect(rows['publication.editions']?.length).toBeGreaterThan(3)
    expect(rows['public._articles_v']?.length).toBeGreaterThan(4)
    const locked = await restored.query('select 1 from graphile_worker._private_jobs where locked_by is not null')
    expect(locked.rowCount).toBe(0)
  })

  it('has the same keys, triggers, sequences, owners and grants', async () => {
    expect(await everyRule(restored)).toEqual(await everyRule(publication.owner))
  })

  it('has the same pictures, and nothing beside them', async () => {
    const names = (await readdir(source.mediaFolder)).sort()
    // Each has one smaller copy.
    expect(names).toHaveLength(4)
    expect((await readdir(target.mediaFolder)).sort()).toEqual(names)
    for (const name of names)
      expect(await readFile(join(target.mediaFolder, name))).toEqual(await readFile(join(source.mediaFolder, name)))
  })

  it('still publishes by itself what was to be published', async () => {
    const { rows } = await restored.query(
      "select run_at from graphile_worker.jobs where task_identifier = 'schedule' and key like 'schedule:publish:%'",
    )
    expect(rows).toEqual([{ run_at: new Date('2126-01-01T00:00:00.000Z') }])
  })

  it('refuses as ever to change what was written', async () => {
    await expect(restored.query('delete from publication.editions')).rejects.toThrow('what was written stays')
    await expect(restored.query("update publication.journal set entry = ''")).rejects.toThrow('what was written stays')
  })

  // The last one: it changes what the others compare.
  it('reads the same, and its editors sign in with their passwords and go on where they were', async () => {
    const before = await articleAt(written.slug)
    const list = await articles({ limit: 100 })
    const child = await runScript('tests/integration/backup/editor-child.ts', [JSON.stringify(written)], target)
    expect(child).toMatchObject({ code: 0 })
    const seen = JSON.parse(child.out)
    expect(seen.article).toEqual(JSON.parse(JSON.stringify(before)))
    expect(seen.article).toMatchObject({ kind: 'current', value: { title: written.title, edition: 2 } })
    expect(seen.list).toEqual(JSON.parse(JSON.stringify(list)))
    expect(seen.after).toMatchObject({ value: { title: 'Written after the restore', edition: 3 } })
    expect(seen.after.revision).toBe(before.revision + 1)
  })
})
