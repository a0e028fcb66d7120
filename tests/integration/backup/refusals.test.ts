import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { identityOf } from '#payload/backup/database-identity.ts'
import { restoreBackup } from '#payload/backup/restore-backup.ts'
import { env } from '#platform/env.ts'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { backup, everyRow, type Place, pointAt, restore, variablesOf } from './commands.ts'
import { uploadPicture, writeList, writeMuch } from './fixtures.ts'
import { headOf, type Part, partsOf, withManifest, withTable, writeParts } from './forged.ts'

let publication: TestPublication
let folder: string
let good: string
let parts: Part[]
let empty: TestDatabase
let target: Place
let pool: pg.Pool
let sourceFolder: string
let rowsBefore: Record<string, string[]>

beforeAll(async () => {
  publication = await openPublication()
  sourceFolder = env().MEDIA_DIR
  await writeMuch(publication.payload)
  await uploadPicture(publication.payload)
  folder = await mkdtemp(join(tmpdir(), 'publication-refusals-'))
  good = join(folder, 'good.tar.gz')
  const made = await backup({ url: publication.urls.owner, mediaFolder: sourceFolder }, good)
  expect(made).toMatchObject({ code: 0 })
  parts = await partsOf(good)
  empty = await testDatabase()
  pool = new pg.Pool({ connectionString: empty.ownerUrl, max: 2 })
  pool.on('error', () => {})
  rowsBefore = await everyRow(pool)
}, 120_000)
afterAll(async () => {
  await pool?.end()
  await empty?.close()
  await publication?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  target = { url: empty.ownerUrl, mediaFolder: await mkdtemp(join(folder, 'media-')) }
  pointAt(target)
})

async function refused(file: string, reason: RegExp): Promise<void> {
  await expect(restoreBackup({ ownerUrl: target.url, file })).rejects.toThrow(reason)
  expect(await everyRow(pool)).toEqual(rowsBefore)
  expect(await readdir(target.mediaFolder)).toEqual([])
}

const forged = async (change: Part[], raw?: Buffer): Promise<string> => {
  const file = join(folder, 'forged.tar.gz')
  await writeParts(file, change, raw)
  return file
}
const replaced = (path: RegExp, change: (bytes: Buffer) => Buffer): Part[] =>
  parts.map((part) => (path.test(part.path) ? { ...part, bytes: change(part.bytes) } : part))
const withoutLast = (): Part[] => parts.slice(0, -1)

describe('a file is refused', () => {
  it('that is not there', async () => {
    await refused(join(folder, 'absent.tar.gz'), /There is no file .*absent\.tar\.gz/)
  })

  it('with words on the terminal, and an exit code that is not 0', async () => {
    const { code, said } = await restore(target, join(folder, 'absent.tar.gz'))
    expect(said).toMatch(/^✗ Nothing was restored: There is no file .*absent\.tar\.gz\.\n$/)
    expect(code).toBe(1)
    await expect(restore(target)).resolves.toMatchObject({ code: 1, said: expect.stringMatching(/npm run restore/) })
  })

  it('that is something else', async () => {
    const other = join(folder, 'other.tar.gz')
    await writeFile(other, 'not a backup')
    await refused(other, /not a backup of this publication/)
    await refused(await forged([{ path: 'readme.txt', bytes: Buffer.from('x') }]), /not a backup of this publication/)
    await refused(await forged([{ path: 'backup.json', bytes: Buffer.from('{}') }]), /not a backup of this publication/)
  })

  it('that is cut short, wherever', async () => {
    const bytes = await readFile(good)
    const cut = join(folder, 'cut.tar.gz')
    for (const length of [0, 10, 700, Math.floor(bytes.length / 2), bytes.length - 5]) {
      await writeFile(cut, bytes.subarray(0, length))
      await refused(cut, /cut short/)
    }
    await expect(backup(target, '--check', cut)).resolves.toMatchObject({
      code: 1,
      said: expect.stringMatching(/cut short/),
    })
    await refused(await forged(withoutLast()), /cut short/)
  })

  it('in which one bit is another', async () => {
    const bytes = Buffer.from(await readFile(good))
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    const flipped = join(folder, 'flipped.tar.gz')
    await writeFile(flipped, bytes)
    await refused(flipped, /damaged/)
  })

  it('in which a row or a picture does not have its hash', async () => {
    const other = (bytes: Buffer) => Buffer.from(bytes.map((byte) => (byte === 0x65 ? 0x66 : byte)))
    await refused(await forged(replaced(/public\.articles\//, other)), /the hash of tables\/public\.articles is wrong/)
    const darker = (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([0])])
    await refused(await forged(replaced(/^files\/media\//, darker)), /the hash of files\/media\/.* is wrong/)
  })

  it('in which rows or pictures are missing, doubled, or too many', async () => {
    const without = (path: RegExp) => parts.filter((part) => !path.test(part.path))
    await refused(await forged(without(/public\.articles\//)), /public\.articles has 0 rows and should have \d/)
    await refused(await forged(without(/^files\/media\//)), /files\/media\/.* is not in it/)
    const doubled = parts.flatMap((part) => (part.path.includes('public.users/') ? [part, part] : [part]))
    await refused(await forged(doubled), /out of place/)
    const stranger = { path: 'files/media/stranger.png', bytes: Buffer.from('x') }
    await refused(await forged([...withoutLast(), stranger, ...parts.slice(-1)]), /stranger\.png is in it, and not/)
    await refused(await forged([...parts, stranger]), /follows its manifest/)
  })

  it.each(['../../etc/cron.d/x', 'files/media/../../x', 'files/media/.hidden', '/etc/passwd', 'files/other/../x'])(
    'that would write to %s',
    async (path) => {
      const bad = { path, bytes: Buffer.from('x') }
      await refused(await forged([...withoutLast(), bad, ...parts.slice(-1)]), /not a backup of this publication/)
    },
  )

  it.each(['SymbolicLink', 'Link', 'Directory'] as const)('with a %s in it', async (type) => {
    await refused(await forged(withoutLast(), headOf('files/media/x.png', type)), new RegExp(`is a ${type}`))
  })

  it('of a newer format', async () => {
    const mark = Buffer.from(JSON.stringify({ publicationBackup: 2, madeAt: '2030-01-01T00:00:00.000Z' }))
    await refused(await forged(replaced(/^backup\.json$/, () => mark)), /made by a newer version: its format is 2/)
  })

  it('with migrations that this code does not know, of the CMS or of the queue', async () => {
    const newer = withManifest(parts, ({ migrations }) => migrations.push('20990101_000000_later'))
    await refused(await forged(newer), /made by a newer version .*20990101_000000_later/)
    const queue = withManifest(parts, ({ queueMigrations }) => queueMigrations.push(9_999))
    await refused(await forged(queue), /made by a newer version .*queue has the migration 9999/)
  })

  it('of before, into a database that is migrated further', async () => {
    const older = withManifest(parts, (manifest) => manifest.migrations.splice(1))
    await refused(await forged(older), /migrated further than the backup .*without any table/)
  })

  it('with a table or a column that is not of this publication', async () => {
    const rename = (key: 'name' | 'columns') =>
      withManifest(parts, ({ tables }) => {
        const table = tables.find(({ name, rows }) => name === 'payload_kv' || rows === 0)
        if (table) Object.assign(table, key === 'name' ? { name: 'strange' } : { columns: ['strange'] })
      })
    await refused(await forged(rename('name')), /a table \w+\.strange that this database does not have/)
    await refused(await forged(rename('columns')), /a column strange of/)
  })

  it('whose journal does not hold, though every hash of the file does', async () => {
    const changed = withTable(parts, 'publication.journal', (text) => text.replace('system:test', 'system:best'))
    await refused(await forged(changed), /journal in this backup does not hold: entry \d+ does not follow/)
    const head = withTable(parts, 'publication.journal_head', (text) => text.replace(/\t\d+\t/, '\t1\t'))
    await refused(await forged(head), /journal in this backup does not hold: its head names entry 1/)
  })

  it('whose rows refer to rows that are not there', async () => {
    const changed = withTable(parts, 'publication.findings', (text) => text.replace(/^a_./, 'a_7'))
    await refused(await forged(changed), /violates foreign key constraint/)
  })
})

describe('a place is refused', () => {
  it('whose database holds an account, or anything else that somebody made', async () => {
    const filled = await testDatabase()
    const client = new pg.Client({ connectionString: filled.ownerUrl })
    await client.connect()
    await client.query("select publication.journal_append('{}')")
    await expect(restoreBackup({ ownerUrl: filled.ownerUrl, file: good })).rejects.toThrow(
      /is not empty \(publication\.journal has rows\)/,
    )
    await client.query("insert into public.users (name, role, email) values ('A', 'admin', 'a@example.org')")
    await expect(restoreBackup({ ownerUrl: filled.ownerUrl, file: good })).rejects.toThrow(
      /is not empty \(public\.users has rows\).*Restore into an empty database/,
    )
    await client.end()
    await filled.close()
  })

  it.each(['wbwh-cms', 'wbwh-reader', 'wbwh-worker'])('on which a site runs (%s)', async (name) => {
    const client = new pg.Client({ connectionString: empty.appUrl, application_name: name })
    await client.connect()
    await refused(good, new RegExp(`The site runs on this database \\(${name} is connected\\)`))
    await client.end()
  })

  it('whose folder holds files', async () => {
    await writeFile(join(target.mediaFolder, 'mine.png'), 'x')
    await expect(restoreBackup({ ownerUrl: target.url, file: good })).rejects.toThrow(
      /holds files already, mine\.png for one: restore into an empty folder/,
    )
    expect(await everyRow(pool)).toEqual(rowsBefore)
  })

  it('whose folder a restore into another database has filled, which was killed right after its COMMIT', async () => {
    const other = await testDatabase()
    const client = new pg.Client({ connectionString: other.ownerUrl })
    await client.connect()
    const database = await identityOf(client)
    expect(database).toEqual({ id: expect.stringMatching(/^\d{15,}\/\d+$/), name: other.name })
    await client.end()
    await expect(restore({ url: other.ownerUrl, mediaFolder: target.mediaFolder }, good)).resolves.toMatchObject({
      code: 0,
    })
    const files = await readdir(target.mediaFolder)
    expect(files.length).toBeGreaterThan(1)
    const madeAt = '2026-11-24T12:00:00.000Z'
    for (const [list, why] of [
      [{ database, madeAt, files }, `the restore of the backup of ${madeAt} into another database (${other.name})`],
      [files, 'does not say which restore'],
      [{ database: await identityOf(pool), madeAt, files: ['../x'] }, 'does not say which restore'],
    ] as const) {
      await writeList(target.mediaFolder, list)
      const { code, said } = await restore(target, good)
      expect(said).toContain(why)
      expect(said).toMatch(/^✗ Nothing was restored: .* is not free: .* a site may be using them\. Name another folder/)
      expect(code).toBe(1)
      expect((await readdir(target.mediaFolder)).sort()).toEqual(['.restoring', ...files].sort())
    }
    expect(await everyRow(pool)).toEqual(rowsBefore)
    await other.close()
  })

  it('whose login does not own the tables', async () => {
    for (const url of [empty.appUrl, empty.readerUrl])
      await expect(restoreBackup({ ownerUrl: url, file: good })).rejects.toThrow(
        /does not own this database: set OWNER_DATABASE_URL/,
      )
    expect(await everyRow(pool)).toEqual(rowsBefore)
  })
})

describe('a restore that is killed half way', () => {
  it('leaves nothing, and the next one does it all', async () => {
    const fresh = await testDatabase()
    const place: Place = { url: fresh.ownerUrl, mediaFolder: join(folder, 'killed') }
    const blocker = new pg.Client({ connectionString: fresh.ownerUrl })
    await blocker.connect()
    // The queue comes first and goes in; then the restore has to wait here, in the middle of its tables.
    await blocker.query('begin; lock table publication.topics in share mode')
    const script = ['--disable-warning=ExperimentalWarning', 'payload/commands/restore.ts', good]
    const child = spawn(process.execPath, script, {
      cwd: resolve(import.meta.dirname, '../../..'),
      env: { ...process.env, ...variablesOf(place) },
      stdio: 'ignore',
    })
    const sessions = (condition: string) => async () =>
      (
        await publication.owner.query(`select 1 from pg_stat_activity where datname = $1 and ${condition}`, [
          fresh.name,
        ])
      ).rowCount
    await expect.poll(sessions("wait_event_type = 'Lock'"), { timeout: 20_000 }).toBe(1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await blocker.query('commit')
    const database = await identityOf(blocker)
    await blocker.end()
    // As if it had been killed just before COMMIT, with a file moved already and another one waiting.
    await mkdir(join(place.mediaFolder, '.restoring'), { recursive: true })
    await writeFile(join(place.mediaFolder, 'moved.png'), 'x')
    await writeFile(join(place.mediaFolder, '.restoring/waiting.png'), 'x')
    await writeList(place.mediaFolder, { database, madeAt: 'then', files: ['moved.png', 'waiting.png'] })

    await expect.poll(sessions("application_name like 'wbwh-%'"), { timeout: 20_000 }).toBe(0)
    const { code, said } = await restore(place, good)
    expect(said).toMatch(/Restored the state of/)
    expect(code).toBe(0)
    expect((await readdir(place.mediaFolder)).sort()).toEqual((await readdir(sourceFolder)).sort())
    expect(existsSync(join(place.mediaFolder, '.restoring'))).toBe(false)
    await fresh.close()
  })
})
