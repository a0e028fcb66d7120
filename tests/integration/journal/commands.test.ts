import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeMissingCheckpoints } from '#payload/checkpoint-files.ts'
import { publicKeyOf, signHead } from '#publication/journal/index.ts'
import { articleData } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { runNode } from '../../support/run-node.ts'
import { savesOf } from '../publishing/saves.ts'
import { attacks, journalRows, putJournal } from './tampering.ts'

const signingKey = '8'.repeat(64)
const { publicKey } = publicKeyOf(signingKey)

let publication: TestPublication
let superuser: pg.Client
let folder: string
beforeAll(async () => {
  publication = await openPublication()
  superuser = new pg.Client({ connectionString: publication.urls.superuser })
  await superuser.connect()
  folder = await mkdtemp(join(tmpdir(), 'commands-'))
  const { create } = savesOf(publication.payload)
  for (let made = 0; made < 7; made += 1)
    await create({ ...(await articleData(publication.payload)), _status: 'published' })
  const app = new pg.Pool({ connectionString: publication.urls.app, max: 1 })
  await signHead(drizzle({ client: app }), signingKey, 'https://example.org')
  await writeMissingCheckpoints(drizzle({ client: app }), join(folder, 'kept'))
  await app.end()
}, 120_000)
afterAll(async () => {
  await superuser?.end()
  await publication?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

function run(script: string, args: string[], variables: Record<string, string> = {}) {
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: publication.urls.app,
    PAYLOAD_SECRET: 'a secret of the tests, long enough',
    INTERNAL_SECRET: 'another secret of the tests, long',
    JOURNAL_SIGNING_KEY: signingKey,
    ...variables,
  }
  return runNode(script, args, { env })
}
const verify = (...args: string[]) => run('payload/commands/verify-journal.ts', args)
const exportTo = (...args: string[]) => run('payload/commands/export-journal.ts', args)

describe('journal:verify', () => {
  it('ends with 0 and says what holds, which key is ours, and what was not shown', async () => {
    const alone = await verify()
    expect(alone.said).toMatch(/^Journal {6}\d+ entries, \d{4}-.*Z to .*Z, head \d+ [0-9a-f]{64}$/m)
    expect(alone.said).toContain(`Public key   ${publicKey}`)
    expect(alone.said).toContain('No checkpoint kept elsewhere was given')
    expect(alone.said.trimEnd().endsWith('It holds.')).toBe(true)
    expect(alone.code).toBe(0)
    const full = await verify('--checkpoints', join(folder, 'kept'), '--key', publicKey)
    expect(full.said).toContain('2 of 2 match (1 in the database, 1 given)')
    expect(full.said).not.toContain('No checkpoint')
    expect(full.code).toBe(0)
  })

  it('ends with 1 and names what is wrong', async () => {
    const rows = await journalRows(superuser)
    await putJournal(superuser, attacks['two entries are swapped'](rows))
    const { code, said } = await verify()
    await putJournal(superuser, { rows, head: true })
    expect(said).toContain('✗ Entry 15: its hash does not fit its text')
    expect(said).toContain('It does not hold: ')
    expect(code).toBe(1)
  })

  it.each([
    [['--checkpoints', '/no/such/folder'], 'ENOENT'],
    [['--key', 'short'], 'is no public key'],
    [['--what'], "Unknown option '--what'"],
  ])('ends with 2 when it could not look: %j', async (args, why) => {
    const { code, said } = await verify(...args)
    expect(said).toContain('The journal was not verified: ')
    expect(said).toContain(why)
    expect(code).toBe(2)
  })

  it('says in words that the database cannot be reached', async () => {
    const { code, said } = await run('payload/commands/verify-journal.ts', [], {
      DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:9/nothing',
    })
    expect(said).toContain('ECONNREFUSED')
    expect(said).not.toContain('secret')
    expect(code).toBe(2)
  })
})

describe('journal:export', () => {
  it('writes a line for each entry, and nothing beside it', async () => {
    const file = join(folder, 'out', 'journal.ndjson')
    expect(await exportTo(file)).toMatchObject({ code: 0 })
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(await journalRows(superuser))
    expect(await readdir(join(folder, 'out'))).toEqual(['journal.ndjson'])
    const offline = await run('publication/journal/verify-offline.mjs', [file, '--checkpoint', join(folder, 'kept')])
    expect(offline).toMatchObject({ code: 0 })
  })

  it.each([[[]], [['a', 'b']], [['--file']]])('asks for one file: %j', async (args) => {
    expect(await exportTo(...args)).toMatchObject({ code: 1, said: expect.stringContaining('name one file to write') })
  })

  it('leaves nothing behind when the file cannot be written', async () => {
    const taken = join(folder, 'taken')
    // A folder stands where the file should: all is written beside it before that shows.
    await mkdir(join(taken, 'journal.ndjson'), { recursive: true })
    const { code, said } = await exportTo(join(taken, 'journal.ndjson'))
    expect(said).toContain('The journal was not exported: EISDIR')
    expect(code).toBe(1)
    expect(await readdir(taken, { recursive: true })).toEqual(['journal.ndjson'])
  })
})
