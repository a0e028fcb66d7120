import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeBackup } from '#payload/backup/write-backup.ts'
import { migrateDatabase } from '#payload/migrate-database.ts'
import { env } from '#platform/env.ts'
import { testDatabase } from '../../support/postgres.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { backup, type Place } from './commands.ts'
import { uploadPicture } from './fixtures.ts'

let publication: TestPublication
let folder: string
let here: Place
let count = 0
beforeAll(async () => {
  publication = await openPublication()
  folder = await mkdtemp(join(tmpdir(), 'publication-making-'))
  here = { url: publication.urls.owner, mediaFolder: env().MEDIA_DIR }
}, 120_000)
afterAll(async () => {
  await publication?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const fresh = () => join(folder, `${++count}.tar.gz`)
const forget = (id: number) => publication.owner.query('delete from public.media where id = $1', [id])
const remove = (name: string) => rm(join(env().MEDIA_DIR, name))
const names = (made: Awaited<ReturnType<typeof writeBackup>>) => made.manifest.files.map(({ name }) => name)

describe('a picture that is replaced meanwhile', () => {
  it('before its snapshot has looked: a newer snapshot knows', async () => {
    const [stays, goes] = [await uploadPicture(publication.payload), await uploadPicture(publication.payload)]
    await remove(goes.filename)
    let pauses = 0
    const made = await writeBackup({
      ownerUrl: here.url,
      file: fresh(),
      pause: async () => {
        pauses++
        await forget(goes.id)
      },
    })
    expect(pauses).toBe(1)
    expect(names(made)).toContain(stays.filename)
    expect(names(made)).not.toContain(goes.filename)
  })

  it('after it has looked: everything begins again', async () => {
    const goes = await uploadPicture(publication.payload)
    const blocker = new pg.Client({ connectionString: here.url })
    await blocker.connect()
    await blocker.query('begin; lock table graphile_worker._private_job_queues in access exclusive mode')
    const making = writeBackup({ ownerUrl: here.url, file: fresh(), pause: async () => {} })
    const isWaiting = async () =>
      (
        await publication.owner.query(
          "select 1 from pg_stat_activity where application_name = 'wbwh-backup' and wait_event_type = 'Lock' and datname = current_database()",
        )
      ).rowCount
    await expect.poll(isWaiting, { timeout: 20_000 }).toBe(1)
    await remove(goes.filename)
    await forget(goes.id)
    await blocker.query('commit')
    await blocker.end()
    expect(names(await making)).not.toContain(goes.filename)
  })
})

describe('a picture that is missing for good', () => {
  it('is named, and there is no backup; unless it may be missing', async () => {
    const lost = await uploadPicture(publication.payload)
    await remove(lost.filename)
    const file = fresh()
    const options = { ownerUrl: here.url, file, pause: async () => {} }
    await expect(writeBackup(options)).rejects.toThrow(
      new RegExp(`are missing:\\n.*${lost.filename}\\n.*--allow-missing`),
    )
    expect(existsSync(file)).toBe(false)
    const { manifest } = await writeBackup({ ...options, isMissingAllowed: true })
    expect(manifest.missing).toEqual([{ folder: 'media', name: lost.filename }])
    await forget(lost.id)
  })

  it('as is one whose name would lead elsewhere', async () => {
    const odd = await uploadPicture(publication.payload)
    await publication.owner.query("update public.media set filename = '../secrets.json' where id = $1", [odd.id])
    await expect(writeBackup({ ownerUrl: here.url, file: fresh() })).rejects.toThrow(/cannot be in .*secrets\.json/)
    await forget(odd.id)
  })
})

it('a start over an up-to-date database does not wait for a backup that is being made', async () => {
  const lost = await uploadPicture(publication.payload)
  await remove(lost.filename)
  let starts = 0
  const said: string[] = []
  // Between two tries the backup holds what it holds all the time.
  const pause = async () => {
    const served = await migrateDatabase(here.url, undefined, (line) => said.push(line))
    expect(served).toContain('wbwh_app')
    starts++
  }
  await writeBackup({ ownerUrl: here.url, file: fresh(), isMissingAllowed: true, pause })
  expect(starts).toBe(2)
  expect(said).toEqual([])
  await forget(lost.id)
})

describe('no backup is made', () => {
  it('over a file that is there', async () => {
    const file = fresh()
    await writeFile(file, 'precious')
    const { code, said } = await backup(here, file)
    expect(said).toMatch(/There is no backup: .* is there already, and a backup overwrites nothing/)
    expect(code).toBe(1)
  })

  it('in a folder that is not there, or without a name', async () => {
    await expect(backup(here, join(folder, 'absent/x.tar.gz'))).resolves.toMatchObject({
      code: 1,
      said: expect.stringMatching(/There is no folder .*absent/),
    })
    await expect(backup(here)).resolves.toMatchObject({
      code: 1,
      said: expect.stringMatching(/npm run backup -- FILE/),
    })
    await expect(backup(here, '--force', 'x')).resolves.toMatchObject({ code: 1 })
  })

  it('of a database without a publication', async () => {
    const empty = await testDatabase({ isMigrated: false })
    await expect(writeBackup({ ownerUrl: empty.ownerUrl, file: fresh() })).rejects.toThrow(/holds no publication/)
    await empty.close()
  })

  it('by a login that sees only a part: it is refused, not left out', async () => {
    await expect(writeBackup({ ownerUrl: publication.urls.reader, file: fresh() })).rejects.toThrow(
      /may not do this .*OWNER_DATABASE_URL/,
    )
    await expect(writeBackup({ ownerUrl: publication.urls.app, file: fresh() })).rejects.toThrow(
      /may not do this .*OWNER_DATABASE_URL/,
    )
  })

  it('from a Postgres that does not answer', async () => {
    await expect(writeBackup({ ownerUrl: 'postgres://a:b@127.0.0.1:9/c', file: fresh() })).rejects.toThrow(
      /127\.0\.0\.1:9\/c cannot be reached/,
    )
  })

  it('and what was begun is removed', async () => {
    expect((await readdir(folder)).filter((name) => name.includes('part'))).toEqual([])
  })
})
