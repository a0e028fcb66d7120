import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { GET } from '#app/journal-checkpoint/route.ts'
import { readCheckpointFiles } from '#payload/checkpoint-files.ts'
import { keepCheckpoint } from '#payload/tasks/checkpoint.ts'
import { type QueueWorker, startWorker } from '#platform/queue/index.ts'
import { readCheckpoint } from '#publication/journal/checkpoint.ts'
import { append, publicKeyOf, verifyDatabase } from '#publication/journal/index.ts'
import { journalBatches } from '#publication/journal/rows.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { idleTasks, quietLog } from '../../support/quiet-queue.ts'

const signingKey = '7'.repeat(64)
const origin = 'https://example.org'
const within = { timeout: 20_000, interval: 50 }

let publication: TestPublication
let app: pg.Pool
let folder: string
let worker: QueueWorker | undefined
const database = () => drizzle({ client: app })

beforeAll(async () => {
  publication = await openPublication()
  app = new pg.Pool({ connectionString: publication.urls.app, max: 3 })
}, 120_000)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoints-'))
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  await rm(folder, { recursive: true, force: true })
})
afterAll(async () => {
  await app?.end()
  await publication?.close()
})

const tell = () =>
  database().transaction((tx) => append(tx, { verb: 'topic.changed', subject: 't_test', actor: 'system:test' }))
const keep = (into = folder, key: string | undefined = signingKey) =>
  keepCheckpoint([{ seq: 1 }, { seq: 2 }], { database: database(), signingKey: key, origin, folder: into })
const count = async (what: string) =>
  Number((await publication.owner.query(`select count(*) from ${what}`)).rows[0].count)
const ask = (init?: RequestInit) => GET(new Request('http://x/journal-checkpoint', init))

describe('before anything was signed', () => {
  it('there is none to be had, and without a key none is made and nothing is owed', async () => {
    const answer = await ask()
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ detail: 'No checkpoint of the journal has been signed yet.' })
    expect(await keepCheckpoint([{ seq: 1 }], { database: database(), signingKey: undefined, origin, folder })).toEqual(
      [null],
    )
    expect([await count('publication.checkpoints'), await readdir(folder)]).toEqual([0, []])
  })
})

describe('a checkpoint', () => {
  it('covers the head, lies in the folder under its number and as the newest, and is sent to whoever asks', async () => {
    const seq = await tell()
    expect(await keep()).toEqual([null, null])
    const name = `${String(seq).padStart(12, '0')}.json`
    expect(await readdir(folder)).toEqual([name, 'latest.json'])
    const text = await readFile(join(folder, name), 'utf8')
    expect(await readFile(join(folder, 'latest.json'), 'utf8')).toBe(text)
    const { claim } = readCheckpoint(text, [publicKeyOf(signingKey).publicKey])
    expect(claim).toMatchObject({ seq, origin, version: 1 })

    const answer = await ask()
    expect(await answer.text()).toBe(text)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'public, max-age=10',
      'access-control-allow-origin': '*',
      'x-request-id': expect.any(String),
    })
    const etag = answer.headers.get('etag') ?? ''
    expect((await ask({ headers: { 'if-none-match': etag } })).status).toBe(304)
    const head = await ask({ method: 'HEAD' })
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag])
  })

  it('is not made again for a head that has one', async () => {
    await tell()
    await keep()
    const before = await count('publication.checkpoints')
    expect(await keep()).toEqual([null, null])
    expect(await count('publication.checkpoints')).toBe(before)
  })

  it('is made once when several lanes sign at the same moment, and every file is whole', async () => {
    await tell()
    const before = await count('publication.checkpoints')
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => keep()))
    expect(outcomes.flat()).toEqual(Array.from({ length: 12 }, () => null))
    expect(await count('publication.checkpoints')).toBe(before + 1)
    await Promise.all(Array.from({ length: 6 }, () => tell().then(() => keep())))
    expect(await readdir(folder)).toHaveLength((await count('publication.checkpoints')) + 1)
    const newest = await publication.owner.query('select max(seq)::int as seq from publication.checkpoints')
    expect(readCheckpoint(await readFile(join(folder, 'latest.json'), 'utf8')).claim.seq).toBe(newest.rows[0].seq)
  })

  it('of one run stands for all entries that wait', async () => {
    const before = await count('publication.checkpoints')
    for (let made = 0; made < 120; made += 1) await tell()
    const jobs = `graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'checkpoint'`
    expect(await count(`${jobs} and j.run_at <> date_trunc('second', j.run_at)`)).toBe(0)
    const runs: number[] = []
    worker = await startWorker({
      connectionString: publication.urls.app,
      log: quietLog,
      tasks: {
        ...idleTasks,
        checkpoint: (entries) => {
          runs.push(entries.length)
          return keepCheckpoint(entries, { database: database(), signingKey, origin, folder })
        },
      },
    })
    await vi.waitFor(async () => expect(await count(jobs)).toBe(0), within)
    expect(await count('publication.checkpoints')).toBe(before + 1)
    expect(runs.length).toBeLessThan(10)
  })
})

describe('a folder', () => {
  it('that cannot be written fails in words, and is filled when it can', async () => {
    const blocked = join(folder, 'disk')
    await writeFile(blocked, 'a file where the folder should be')
    const before = await count('publication.checkpoints')
    await tell()
    expect(await keep(join(blocked, 'checkpoints'))).toEqual([
      { owed: { seq: 2 }, reason: expect.stringMatching(/^The journal's checkpoint is not kept yet: ENOTDIR/) },
      null,
    ])
    expect(await count('publication.checkpoints')).toBe(before + 1)
    await tell()
    await keep(join(blocked, 'checkpoints'))
    await rm(blocked)
    expect(await keep(join(blocked, 'checkpoints'))).toEqual([null, null])
    const names = await readdir(join(blocked, 'checkpoints'))
    expect(names).toHaveLength((await count('publication.checkpoints')) + 1)
  })

  it('that holds another checkpoint of the same entry is left as it is', async () => {
    const seq = await tell()
    const file = join(folder, `${String(seq).padStart(12, '0')}.json`)
    await writeFile(file, 'of another history')
    const [outcome] = await keep()
    expect(outcome?.reason).toContain('holds another checkpoint of the same entry')
    expect(await readFile(file, 'utf8')).toBe('of another history')
    await rm(file)
  })

  it('that knows more than the database says that the database was set back', async () => {
    await keep()
    await writeFile(join(folder, '000000099999.json'), 'from before a restore')
    const [outcome] = await keep()
    expect(outcome?.reason).toContain('000000099999.json): the database was set back')
  })

  it('is what a verification takes its checkpoints from', async () => {
    await keep()
    const given = await readCheckpointFiles([folder])
    expect(given).toHaveLength(await count('publication.checkpoints'))
    const { faults, checkpointsMatched } = await verifyDatabase(database(), given)
    expect(faults.kept).toEqual([])
    expect(checkpointsMatched).toBe(2 * given.length)
  })
})

it('reads a journal in batches of any size, whole and in order', async () => {
  const seqs: number[] = []
  for await (const batch of journalBatches(database(), 7)) {
    expect(batch.length).toBeLessThanOrEqual(7)
    seqs.push(...batch.map(({ seq }) => seq))
  }
  expect(seqs).toEqual(Array.from({ length: await count('publication.journal') }, (_, index) => index + 1))
})
