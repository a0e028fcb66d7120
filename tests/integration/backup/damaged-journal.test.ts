import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBackup } from '#payload/backup/read-backup.ts'
import { writeBackup } from '#payload/backup/write-backup.ts'
import { env } from '#platform/env.ts'
import type { JournalRow } from '#publication/journal/chain.ts'
import { articleData, context } from '../../support/factories.ts'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { attacks, journalRows, putJournal } from '../journal/tampering.ts'
import { backup, type Place, restore } from './commands.ts'

let publication: TestPublication
let superuser: pg.Client
let empty: TestDatabase
let folder: string
let source: Place
let target: Place
let file: string
let rows: JournalRow[]
let made: Awaited<ReturnType<typeof backup>>

beforeAll(async () => {
  publication = await openPublication()
  superuser = new pg.Client({ connectionString: publication.urls.superuser })
  await superuser.connect()
  for (let count = 0; count < 5; count += 1) {
    const data = { ...(await articleData(publication.payload)), _status: 'published' }
    await publication.payload.create({ collection: 'articles', data: data as never, context })
  }
  folder = await mkdtemp(join(tmpdir(), 'damaged-journal-'))
  empty = await testDatabase()
  source = { url: publication.urls.owner, mediaFolder: env().MEDIA_DIR }
  target = { url: empty.ownerUrl, mediaFolder: join(folder, 'media') }
  file = join(folder, 'damaged.tar.gz')
  rows = await journalRows(superuser)
  await putJournal(superuser, attacks['an entry is edited'](rows))
  made = await backup(source, file)
}, 120_000)
afterAll(async () => {
  await superuser?.end()
  await empty?.close()
  await publication?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const fault = 'does not hold: entry 15 does not follow from the one before'

describe('a backup of a publication whose journal does not hold', () => {
  it('is made, says so, and does not end with 0', async () => {
    expect(made.said).toMatch(/Backed up into .*damaged\.tar\.gz and read back/)
    expect(made.said).toContain(`✗ The backup is whole, but the journal in it ${fault}`)
    expect(made.said).toContain(`--despite-journal ${file}`)
    expect(made.code).toBe(1)
    await expect(readBackup(file)).resolves.toMatchObject({
      journalProblem: 'entry 15 does not follow from the one before',
    })
  })

  it('says so whenever it is checked', async () => {
    const { code, said } = await backup(source, '--check', file)
    expect(said).toContain('is whole: ')
    expect(said).toContain(`the journal in it ${fault}`)
    expect(code).toBe(1)
  })

  it('is not restored by itself, and is when told to, with what does not hold', async () => {
    const refused = await restore(target, file)
    expect(refused.said).toContain(`Nothing was restored: The journal in this backup ${fault}`)
    expect(refused.said).toContain(`npm run restore -- --despite-journal ${file}`)
    expect(refused.code).toBe(1)
    const loaded = await restore(target, '--despite-journal', file)
    expect(loaded.said).toContain(`✗ The journal was loaded as it is, and ${fault}`)
    expect(loaded.said).toMatch(/Restored the state of .*; the journal DOES NOT HOLD, up to entry \d+/)
    expect(loaded.code).toBe(0)
    const there = new pg.Client({ connectionString: empty.superuserUrl })
    await there.connect()
    expect(await journalRows(there)).toEqual(await journalRows(superuser))
    await there.end()
  })
})

it('a journal whose head row is gone does not hold either', async () => {
  await superuser.query('delete from publication.journal_head')
  await putJournal(superuser, { rows })
  const order = { ownerUrl: source.url, file: join(folder, 'headless.tar.gz') }
  const { manifest } = await writeBackup(order)
  expect(manifest).toMatchObject({ journal: null, journalProblem: 'the row that names its head is missing' })
})
