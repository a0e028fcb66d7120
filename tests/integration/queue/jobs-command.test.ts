import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { answerJobs, refusalInWords } from '#payload/jobs/answer-jobs.ts'
import { freePort } from '#payload/start/ports.mjs'
import { addJob, type QueueWorker, type RunJob, setSchedule, startWorker } from '#platform/queue/index.ts'
import { idleTasks, quietLog } from '../../support/quiet-queue.ts'
import { type Ended, runNode } from '../../support/run-node.ts'
import { type QueueDatabase, queueDatabase } from './queue-database.ts'

const secret = 'a secret of thirty-two characters or more'
const within = { timeout: 20_000, interval: 50 }
vi.setConfig({ testTimeout: 60_000 })
const jobs = 'graphile_worker._private_jobs'

let database: QueueDatabase
let worker: QueueWorker | undefined

beforeAll(async () => {
  database = await queueDatabase()
}, 60_000)
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  await database.clear()
})
afterAll(() => database?.close(), 30_000)

/** Runs the command as npm does, without the start around it. */
function script(args: string[], url = database.appUrl): Promise<Ended> {
  const env = { DATABASE_URL: url, INTERNAL_SECRET: secret, PAYLOAD_SECRET: secret, LOG_LEVEL: 'silent' }
  return runNode('payload/commands/jobs.ts', args, { env: { NODE_ENV: 'test', ...env } })
}

/** The same in this process. */
async function command(args: string[]): Promise<Omit<Ended, 'said'>> {
  try {
    const { lines, isRefused } = await answerJobs(database.app, args)
    return { code: isRefused ? 1 : 0, out: `${lines.join('\n')}\n`, err: '' }
  } catch (error) {
    return { code: 1, out: '', err: refusalInWords(error) }
  }
}

async function start(purge: RunJob<'purge'>): Promise<void> {
  worker = await startWorker({
    connectionString: database.appUrl,
    log: quietLog,
    tasks: { ...idleTasks, purge },
    graceMs: 50,
  })
}

const purge = { seq: 7, tags: ['list'], paths: ['/articles/x', '/'], expire: false }
const firstId = async () =>
  (await database.owner.query<{ id: string }>(`select id::text from ${jobs} limit 1`)).rows[0]?.id ?? ''

describe('npm run jobs', () => {
  it('lists a job that fails with its reason, replays it once the cause is mended, and then it is gone', async () => {
    let isMended = false
    await addJob(database.tx, 'purge', purge)
    await start(async (purges) => purges.map((owed) => (isMended ? null : { owed, reason: 'web 1 is down\nmore' })))
    await vi.waitFor(async () => expect(await database.count(`${jobs} where last_error is not null`)).toBe(1), within)
    // As after a night of failures: the next try is far off.
    await database.owner.query(`update ${jobs} set run_at = now() + interval '1 day'`)
    const id = await firstId()
    const list = await script([])
    expect(list.code, list.err).toBe(0)
    expect(list.out).toContain(`${id}  purge  failing  revision 7 on /articles/x, /`)
    expect(list.out).toContain('last error: web 1 is down\n')
    expect(list.out).toMatch(/attempts \d, since 20\S+Z, next run 20\S+Z/)
    const shown = await command(['show', id])
    expect(shown.out).toContain('"/articles/x"')
    isMended = true
    const retried = await command(['retry', id])
    expect([retried.code, retried.out]).toEqual([0, `Job ${id} is due now. A worker takes it within seconds.\n`])
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
    expect((await command([])).out).toBe('No job waits or fails.\n')
    expect((await command(['retry', '--all'])).out).toBe('No job fails.\n')
  })

  it('replays all that fail, whatever their attempts', async () => {
    for (const seq of [1, 2]) await addJob(database.tx, 'purge', { ...purge, seq })
    await database.owner.query(
      `update ${jobs} set attempts = 32767, last_error = 'x', run_at = now() + interval '1 day'`,
    )
    expect((await command(['retry', '--all'])).out.trim().split('\n')).toHaveLength(2)
    await start(async (purges) => purges.map(() => null))
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
  })

  it('shows what is scheduled only when asked, the newest first', async () => {
    const articleId = `a_${'0'.repeat(26)}`
    await setSchedule(database.tx, { articleId, change: 'publish' }, new Date(Date.now() + 86_400_000))
    await addJob(database.tx, 'purge', purge)
    expect((await command([])).out).not.toContain('scheduled')
    const { out } = await command(['--all'])
    expect(out).toContain(`schedule  scheduled  publish ${articleId}`)
    expect(out.indexOf('purge  waiting')).toBeLessThan(out.indexOf('schedule  scheduled'))
  })

  it('removes a job only when told twice, and says what that means', async () => {
    await addJob(database.tx, 'purge', purge)
    const id = await firstId()
    const asked = await command(['remove', id])
    expect(asked.code).toBe(1)
    expect(asked.err).toContain('would not happen')
    expect(asked.err).toContain(`remove ${id} --yes`)
    expect(await database.count(jobs)).toBe(1)
    const removed = await command(['remove', id, '--yes'])
    expect([removed.code, removed.out]).toEqual([0, `Job ${id} is gone. What it owed will not happen.\n`])
    expect(await database.count(jobs)).toBe(0)
  })

  it('leaves a job alone that is being run', async () => {
    await addJob(database.tx, 'purge', purge)
    let isStarted = false
    await start(async (purges, signal) => {
      isStarted = true
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      return purges.map((owed) => ({ owed, reason: 'the worker stops' }))
    })
    await vi.waitFor(() => expect(isStarted).toBe(true), within)
    const id = await firstId()
    expect((await command([])).out).toContain(`${id}  purge  running`)
    for (const args of [
      ['retry', id],
      ['remove', id, '--yes'],
    ]) {
      const { code, out } = await command(args)
      expect([code, out]).toEqual([1, expect.stringContaining(`Job ${id} is being run by a worker at this moment`)])
    }
    expect(await database.count(`${jobs} where locked_at is not null`)).toBe(1)
  })

  it.each([
    [['show', 'x'], 'is no id of a job'],
    [['retry', '-5'], 'npm run jobs -- retry ID'],
    [['retry', '99999999999999999999'], 'is no id of a job'],
    [['retry'], 'Which job?'],
    [['retry', '1', '--all'], 'not both'],
    [['remove', '--yes'], 'Which job?'],
    [['forget', '1'], '“forget” is no command'],
    [['--everything'], 'npm run jobs -- show ID'],
  ])('refuses %j in words', async (args, words) => {
    const { code, err } = await command(args)
    expect(code).toBe(1)
    expect(err).toContain(words)
    expect(err).not.toMatch(/^\s+at /m)
  })

  it('says of an unknown job that it is not there', async () => {
    for (const args of [
      ['show', '42'],
      ['retry', '42'],
      ['remove', '42', '--yes'],
    ]) {
      const { code, out } = await command(args)
      expect([code, out]).toEqual([1, expect.stringContaining('Job 42 is not in the queue')])
    }
  })

  it('says that the database cannot be reached, without its address', async () => {
    const address = new URL(database.appUrl)
    address.port = String(await freePort())
    const { code, err } = await script([], address.href)
    expect(code).toBe(1)
    expect(err).toBe('The database cannot be reached (ECONNREFUSED): start it, or correct DATABASE_URL.\n')
  })

  it('says that the queue is not installed', async () => {
    await database.owner.query('create database bare')
    const bare = new URL(database.appUrl)
    bare.pathname = '/bare'
    expect((await script([], bare.href)).err).toContain('Run: npm run migrate')
  })
})
