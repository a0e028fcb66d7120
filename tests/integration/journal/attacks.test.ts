import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { JournalRow } from '#publication/journal/chain.ts'
import {
  checkpointsAfter,
  checkpointText,
  exportJournal,
  type GivenCheckpoint,
  publicKeyOf,
  signHead,
  verifyDatabase,
} from '#publication/journal/index.ts'
import { articleData } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { runNode } from '../../support/run-node.ts'
import { savesOf } from '../publishing/saves.ts'
import { attacks, journalRows, putJournal } from './tampering.ts'

const seed = '5'.repeat(64)
const { publicKey } = publicKeyOf(seed)
const origin = 'https://example.org'

let publication: TestPublication
let superuser: pg.Client
let app: pg.Pool
let folder: string
let kept: GivenCheckpoint[] = []
let rows: JournalRow[] = []
const database = () => drizzle({ client: app })

beforeAll(async () => {
  publication = await openPublication()
  superuser = new pg.Client({ connectionString: publication.urls.superuser })
  await superuser.connect()
  app = new pg.Pool({ connectionString: publication.urls.app, max: 2 })
  folder = await mkdtemp(join(tmpdir(), 'journal-'))
  const { create, update } = savesOf(publication.payload)
  for (let count = 0; count < 9; count += 1) {
    const doc = await create({ ...(await articleData(publication.payload)), _status: 'published' })
    if (count % 3 === 0) await update(doc.id, { title: `Another title ${count}`, _status: 'published' })
    if (count === 4) await signHead(database(), seed, origin)
  }
  await signHead(database(), seed, origin)
  kept = (await checkpointsAfter(database(), 0, 10)).map((row) => ({
    name: `kept ${row.seq}`,
    text: checkpointText(row),
  }))
  for (const { name, text } of kept) await writeFile(join(folder, `${name}.json`), text)
  rows = await journalRows(superuser)
}, 120_000)
afterAll(async () => {
  await superuser?.end()
  await app?.end()
  await publication?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})
afterEach(() => restore())

async function restore(): Promise<void> {
  await putJournal(superuser, { rows, head: true })
}

/** Who may do anything removes the checkpoints of the database too, and cannot sign others. */
const asIfNeverSigned = async <T>(work: () => Promise<T>): Promise<T> => {
  const past = "set session_replication_role = 'replica'"
  await superuser.query(
    `${past}; create table kept as table publication.checkpoints; delete from publication.checkpoints`,
  )
  try {
    return await work()
  } finally {
    await superuser.query(
      `insert into publication.checkpoints table kept; drop table kept; set session_replication_role = 'origin'`,
    )
  }
}

const runOffline = (args: string[]) => runNode('publication/journal/verify-offline.mjs', args)

async function exported(): Promise<string> {
  const parts: string[] = []
  await exportJournal(database(), async (part) => {
    parts.push(part)
  })
  const file = join(folder, 'export.ndjson')
  await writeFile(file, parts.join(''))
  return file
}

/** Whether each verifier finds a fault: without and with the checkpoints that were kept elsewhere. */
async function verdicts() {
  const file = await exported()
  const isFaulty = async (given: GivenCheckpoint[]) => (await verifyDatabase(database(), given)).faults.count > 0
  const withKept = await runOffline([file, '--checkpoint', folder, '--key', publicKey])
  const without = await runOffline([file])
  for (const { code, said } of [withKept, without]) expect([0, 1], said).toContain(code)
  return {
    database: await isFaulty([]),
    'database with kept': await isFaulty(kept),
    offline: without.code === 1,
    'offline with kept': withKept.code === 1,
  }
}

const seenBy = (...verifiers: string[]) => ({
  database: false,
  'database with kept': false,
  offline: false,
  'offline with kept': false,
  ...Object.fromEntries(verifiers.map((name) => [name, true])),
})
const everywhere = seenBy('database', 'database with kept', 'offline', 'offline with kept')
/** Only what was kept elsewhere can show these. */
const byKeptAlone = seenBy('database with kept', 'offline with kept')

const expected: Record<keyof typeof attacks, ReturnType<typeof seenBy>> = {
  'an entry is edited': everywhere,
  'an entry is edited with its hash': everywhere,
  'an entry is deleted': everywhere,
  'two entries are swapped': everywhere,
  'an entry is inserted': everywhere,
  'all is chained anew from the middle on': byKeptAlone,
  'the end is cut off': byKeptAlone,
  // Not seen by anything: it is what the function of the journal would have written.
  'an entry is forged at the end': seenBy(),
}

describe('a journal of some dozens of entries', () => {
  it('holds as it is, for both verifiers, and says what was seen', async () => {
    expect(rows.length).toBeGreaterThan(24)
    expect(await asIfNeverSigned(verdicts)).toEqual(seenBy())
    const verified = await verifyDatabase(database(), kept, [publicKey])
    expect(verified).toMatchObject({
      entries: rows.length,
      editions: 12,
      head: { seq: rows.length, hash: rows.at(-1)?.hash },
      checkpointsMatched: 4,
      checkpointsGiven: 2,
      checkpointsKept: 2,
      coveredTo: rows.length,
      keyIds: [publicKeyOf(seed).keyId],
    })
    const { said } = await runOffline([await exported(), '--checkpoint', folder, '--key', publicKey])
    expect(said).toContain(`head ${rows.length} ${rows.at(-1)?.hash}; 2 of 2 checkpoints match.`)
    expect(said).toContain('It holds.')
  })

  it.each(Object.keys(attacks) as (keyof typeof attacks)[])('when %s', async (name) => {
    await putJournal(superuser, attacks[name](rows))
    expect(await asIfNeverSigned(verdicts)).toEqual(expected[name])
  })

  it('when the text of an edition is replaced: seen in the database, which alone holds the texts', async () => {
    const canonical = (await superuser.query('select canonical from publication.editions where id = 1')).rows[0]
      .canonical
    const put = (text: string) =>
      superuser.query(
        `begin; set local session_replication_role = 'replica';
         update publication.editions set canonical = ${superuser.escapeLiteral(text)} where id = 1; commit`,
      )
    await put(canonical.replace('at stake', 'at sea'))
    try {
      expect(await asIfNeverSigned(verdicts)).toEqual(seenBy('database', 'database with kept'))
      const { faults } = await verifyDatabase(database())
      expect(faults.kept).toEqual([
        { seq: expect.any(Number), problem: expect.stringContaining('is not the one that was published') },
      ])
    } finally {
      await put(canonical)
    }
  })

  it('when the head row says something else than the last entry', async () => {
    await superuser.query('update publication.journal_head set seq = seq - 1')
    expect((await verifyDatabase(database())).faults.kept).toEqual([
      { seq: null, problem: expect.stringContaining(`the journal ends at ${rows.length}`) },
    ])
  })
})

describe('checkpoints in the database', () => {
  it.each(['all is chained anew from the middle on', 'the end is cut off'] as const)(
    'show it when %s, as long as nobody removes them; and nothing more is signed',
    async (name) => {
      await putJournal(superuser, attacks[name](rows))
      expect((await verifyDatabase(database())).faults.count).toBeGreaterThan(0)
      await expect(signHead(database(), seed, origin)).rejects.toThrow('no longer holds entry')
    },
  )

  it('are read with suspicion: another key, another number, a broken signature', async () => {
    const change = async (column: string, value: string) => {
      await superuser.query(
        `set session_replication_role = 'replica'; create table kept as table publication.checkpoints;
         update publication.checkpoints set ${column} = ${superuser.escapeLiteral(value)} where seq = ${rows.length}`,
      )
      const { faults } = await verifyDatabase(database())
      await superuser.query(
        `delete from publication.checkpoints; insert into publication.checkpoints table kept; drop table kept;
         set session_replication_role = 'origin'`,
      )
      return faults.kept.map(({ problem }) => problem).join()
    }
    expect(await change('signature', 'A'.repeat(86))).toContain('its signature does not hold')
    expect(await change('key_id', '0'.repeat(16))).toContain('its keyId is not that of its public key')
    expect(await change('seq', '999')).toContain(`is one of entry ${rows.length}`)
    const pinned = await verifyDatabase(database(), [], [publicKeyOf('6'.repeat(64)).publicKey])
    expect(pinned.faults.kept[0]?.problem).toContain('which is not a pinned one')
    expect((await verifyDatabase(database())).faults.count).toBe(0)
  })
})

describe('the function that keeps checkpoints', () => {
  const add = (claim: object) =>
    app.query('select publication.checkpoint_add($1, $2, $3, $4)', [JSON.stringify(claim), 'a'.repeat(16), 'k', 's'])

  it('takes none of an entry that the journal does not hold so, and none that is not newer', async () => {
    await expect(add({ seq: 9_999, hash: '0'.repeat(64) })).rejects.toThrow('no such entry with that hash')
    await expect(add({ seq: 3, hash: rows[2]?.hash })).rejects.toThrow(`there is one of entry ${rows.length}`)
    await expect(add({ seq: rows.length, hash: rows.at(-1)?.hash })).rejects.toThrow('is refused')
    await expect(add({ hash: '0' })).rejects.toThrow('is refused')
  })
})
