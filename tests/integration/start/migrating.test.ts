import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateDatabase } from '#payload/migrate-database.ts'
import { holdOffMigrations, lockAlone, startLock } from '#payload/migration-locks.ts'
import { runCommand } from '#payload/start/command.ts'
import { isQueueBehind } from '#platform/queue/index.ts'
import { newestQueueMigration } from '#platform/queue/install-queue.ts'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'
import { pointAt, variablesOf } from '../backup/commands.ts'

let empty: TestDatabase
let migrated: TestDatabase
let folder: string
beforeAll(async () => {
  empty = await testDatabase({ isMigrated: false })
  migrated = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'migrating-'))
  pointAt({ url: migrated.ownerUrl, mediaFolder: folder })
}, 60_000)
afterAll(async () => {
  await empty?.close()
  await migrated?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

/** A session of its own over a database. */
async function session(database: TestDatabase, name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.ownerUrl, application_name: name })
  await client.connect()
  return client
}

describe('starts over one database', () => {
  it('pass one after another, however many begin at once', async () => {
    const starts = Array.from({ length: 6 }, () => migrateDatabase(migrated.ownerUrl, undefined, () => {}))
    for (const served of await Promise.all(starts)) expect(served).toEqual(['wbwh_app', 'wbwh_reader'])
  })

  it('say that they wait for another', async () => {
    const other = await session(migrated, 'another')
    await lockAlone(other, startLock, () => {})
    const said: string[] = []
    await migrateDatabase(migrated.ownerUrl, undefined, (line) => {
      said.push(line)
      void other.end()
    })
    expect(said).toEqual([expect.stringMatching(/^Waiting for another start or migration \(process \d+ of Postgres\)/)])
  })
})

describe('a migration that is due', () => {
  it('waits for a backup that is being made, and the terminal of a start says so', async () => {
    const backup = await session(empty, 'wbwh-backup')
    await holdOffMigrations(backup)
    const logFile = join(folder, 'migrate.log')
    const said: string[] = []
    const code = await runCommand({
      name: 'migrate',
      args: ['--disable-warning=ExperimentalWarning', 'payload/commands/migrate.ts'],
      env: { ...process.env, NODE_ENV: 'test', ...variablesOf({ url: empty.ownerUrl, mediaFolder: folder }) },
      logFile,
      sayWaiting: (line) => {
        said.push(line)
        void backup.end()
      },
    })
    expect(await readFile(logFile, 'utf8')).toMatch(/^… Waiting for a backup that is being made \(process \d+ of/)
    expect(said).toEqual([
      expect.stringMatching(/^Waiting for a backup .*; it goes on by itself when that has ended\.$/),
    ])
    expect(code).toBe(0)
  })
})

describe('the queue’s tables', () => {
  it('are behind where there are none, and of the number that this code knows where it has migrated', async () => {
    const fresh = await testDatabase({ isMigrated: false })
    const [none, some] = [await session(fresh, 'test'), await session(migrated, 'test')]
    expect(await isQueueBehind(none)).toBe(true)
    expect(await isQueueBehind(some)).toBe(false)
    const { rows } = await some.query('select max(id) as newest from graphile_worker.migrations')
    expect(rows).toEqual([{ newest: newestQueueMigration }])
    await some.query(
      'begin; delete from graphile_worker.migrations where id = (select max(id) from graphile_worker.migrations)',
    )
    expect(await isQueueBehind(some)).toBe(true)
    await some.query('rollback')
    await none.end()
    await some.end()
    await fresh.close()
  })
})
