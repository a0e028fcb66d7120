import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { drizzle } from 'drizzle-orm/node-postgres'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyDatabase } from '#publication/journal/index.ts'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'
import { runNode } from '../../support/run-node.ts'
import { chained, lineOf } from '../../unit/publication/journal/rows.ts'
import { putJournal } from './tampering.ts'

const digest = `sha256-${'0'.repeat(64)}`
const plain = {
  actor: '1',
  at: '2026-11-24T12:00:00.000Z',
  verb: 'article.published',
  subject: 'a_1',
  edition: 1,
  digest,
}

let database: TestDatabase
let superuser: pg.Client
let app: pg.Pool
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  superuser = new pg.Client({ connectionString: database.superuserUrl })
  await superuser.connect()
  app = new pg.Pool({ connectionString: database.appUrl, max: 1 })
  folder = await mkdtemp(join(tmpdir(), 'odd-entries-'))
}, 60_000)
afterAll(async () => {
  await superuser?.end()
  await app?.end()
  await database?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

/** Verifies a journal of these texts, chained as they should be. */
async function verified(texts: string[]) {
  await putJournal(superuser, { rows: chained(texts), head: true })
  return verifyDatabase(drizzle({ client: app }))
}

const text = (entry: object): string => canonicalize(entry) ?? ''

describe('an entry that whoever has the login of the CMS can append', () => {
  it.each([
    ['an edition beyond 32 bits', { edition: 99_999_999_999 }, '99999999999 as the edition'],
    ['an edition of no article', { edition: 0 }, '0 as the edition'],
    ['an edition that is no whole number', { edition: 1.5 }, '1.5 as the edition'],
    ['an edition that is text', { edition: '1' }, '"1" as the edition'],
    ['a NUL in its subject', { subject: 'a_\u0000' }, String.raw`"a_\u0000" as what became public`],
    ['a line feed and colours in its subject', { subject: 'a\n\u009b2K' }, String.raw`"a\n?2K" as what became public`],
    ['a NUL in its digest', { digest: '\u0000' }, String.raw`"\u0000" as the digest`],
    ['no digest', { digest: undefined }, 'nothing as the digest'],
  ])('with %s is a fault of its own, and the others are looked at', async (_, odd, why) => {
    const { faults, editions } = await verified([text(plain), text({ ...plain, ...odd }), text(plain)])
    expect(faults.kept).toHaveLength(3)
    expect(faults.kept).toContainEqual({ seq: 2, problem: expect.stringContaining(`it names ${why}`) })
    for (const seq of [1, 3])
      expect(faults.kept).toContainEqual({ seq, problem: 'edition 1 of a_1 is not kept any more' })
    expect(editions).toBe(2)
  })

  it('whose verb cannot be made into text stops nothing', async () => {
    const { faults } = await verified([text({ ...plain, verb: { toString: 1 } })])
    expect(faults.kept).toEqual([{ seq: 1, problem: 'it does not say what was done, to what, and by whom' }])
  })
})

const odd = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double(),
  fc.jsonValue(),
  fc.constant({ toString: 1 }),
)
const arbitraryText = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.string({ unit: 'grapheme' }).map((noise) => noise.replaceAll('\0', '')),
  fc
    .record({
      verb: fc.oneof(fc.constantFrom('article.published', 'article.revised', 'article.moved'), odd),
      subject: fc.oneof(fc.constant('a_1'), odd),
      edition: fc.oneof(fc.constant(1), fc.maxSafeInteger(), odd),
      digest: fc.oneof(fc.constant(digest), odd),
      actor: fc.oneof(fc.constant('1'), odd),
      at: fc.oneof(fc.constant(plain.at), odd),
    })
    .map((entry) => JSON.stringify(entry)),
)

describe('whatever the texts of entries are', () => {
  it('the verifier of the database reports, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryText, { minLength: 1, maxLength: 20 }), async (texts) => {
        expect((await verified(texts)).entries).toBe(texts.length)
      }),
      { numRuns: 150 },
    )
  })

  it('the one of an export does too', async () => {
    const file = join(folder, 'odd.ndjson')
    const said = async () => (await runNode('publication/journal/verify-offline.mjs', [file])).said
    await writeFile(
      file,
      chained([text({ ...plain, at: { toString: 1 } })])
        .map(lineOf)
        .join(''),
    )
    expect(await said()).toMatch(/it does not say when[\s\S]*1 entries/)
    const arbitraryTexts = fc.array(arbitraryText, { minLength: 100, maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(arbitraryTexts, async (texts) => {
        await writeFile(file, chained(texts).map(lineOf).join(''))
        expect(await said()).toContain(`${texts.length} entries`)
      }),
      { numRuns: 8 },
    )
  })
})
