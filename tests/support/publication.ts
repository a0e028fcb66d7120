import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Payload } from 'payload'
import pg from 'pg'
import { closeReader } from '#platform/db.ts'
import { testDatabase } from './postgres.ts'

/** A publication of its own for one test file: an empty database, an empty media folder, the CMS over both. */
export type TestPublication = {
  payload: Payload
  /** Past every role, for looking at what was kept. */
  owner: pg.Pool
  urls: { owner: string; app: string; reader: string; superuser: string }
  setupToken: string
  close: () => Promise<void>
}

const setupToken = 'a setup token for tests'

/** Opens it in this process. The environment is set before anything reads it, so call this first. */
export async function openPublication({ withAdmin = true } = {}): Promise<TestPublication> {
  const database = await testDatabase()
  const mediaFolder = await mkdtemp(join(tmpdir(), 'publication-media-'))
  Object.assign(process.env, {
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    READER_DATABASE_URL: database.readerUrl,
    PAYLOAD_SECRET: 'a secret of the tests, long enough',
    INTERNAL_SECRET: 'another secret of the tests, long',
    SETUP_TOKEN: setupToken,
    SITE_URL: 'http://localhost:3999',
    MEDIA_DIR: mediaFolder,
    LOG_LEVEL: 'silent',
  })
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  owner.on('error', () => {})
  const { cms } = await import('#payload/cms.ts')
  const payload = await cms()
  const { makeAccount } = await import('./factories.ts')
  if (withAdmin) await makeAccount(payload, 'admin', setupToken)
  return {
    payload,
    owner,
    urls: {
      owner: database.ownerUrl,
      app: database.appUrl,
      reader: database.readerUrl,
      superuser: database.superuserUrl,
    },
    setupToken,
    close: async () => {
      await payload.destroy()
      await closeReader()
      await owner.end()
      await database.close()
      await rm(mediaFolder, { recursive: true, force: true })
    },
  }
}
