import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { gatherItems } from '#platform/queue/batch.ts'
import { addJob, installQueue, type Purge, type QueueWorker, type RunJob, startWorker } from '#platform/queue/index.ts'
import { idleTasks, quietLog } from '../../support/quiet-queue.ts'
import { type QueueDatabase, queueDatabase } from './queue-database.ts'

let database: QueueDatabase
const running = new Set<QueueWorker>()
const children = new Set<ChildProcess>()
const within = { timeout: 20_000, interval: 50 }
// Starting a process takes its time on a busy machine; nothing here is fast or slow by being waited for.
vi.setConfig({ testTimeout: 60_000 })
const jobs = 'graphile_worker._private_jobs'

beforeAll(async () => {
  database = await queueDatabase()
}, 60_000)
beforeEach(() => database.clear())
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  for (const worker of running) await worker.stop()
  running.clear()
}, 30_000)
afterAll(() => database?.close(), 30_000)

const purgeOf = (seq: number): Purge => ({ seq, tags: [`article:${seq}`], paths: [`/articles/${seq}`], expire: false })

async function start(purge: RunJob<'purge'>, graceMs?: number): Promise<QueueWorker> {
  const options = { connectionString: database.appUrl, log: quietLog, tasks: { ...idleTasks, purge } }
  const worker = await startWorker(graceMs === undefined ? options : { ...options, graceMs })
  running.add(worker)
  return worker
}

/** Leaves one row for each item, under the name of a worker. */
const leaveEffects =
  (name: string): RunJob<'purge'> =>
  async (purges) => {
    for (const { seq } of purges) await database.app.query('insert into effects values ($1, $2)', [seq, name])
    return purges.map(() => null)
  }

async function startChild(): Promise<{ child: ChildProcess; poolId: string }> {
  const script = fileURLToPath(new URL('./worker-child.ts', import.meta.url))
  const child = spawn(process.execPath, [script, database.appUrl], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, poolId: line.toString().trim() }
}

describe('the queue', () => {
  it('installs twice without harm', async () => {
    await installQueue(database.ownerUrl, quietLog)
    await installQueue(database.ownerUrl, quietLog)
  })

  it('knows nothing of a job whose transaction was rolled back, and runs a committed one once', async () => {
    await expect(
      database.tx.transaction(async (tx) => {
        await addJob(tx, 'purge', purgeOf(1))
        throw new Error('a hook failed')
      }),
    ).rejects.toThrow('a hook failed')
    expect(await database.count(jobs)).toBe(0)
    await database.tx.transaction((tx) => addJob(tx, 'purge', purgeOf(2)))
    await start(leaveEffects('a'))
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
    expect(await database.count('effects where item = 2')).toBe(1)
    expect(await database.count('effects where item = 1')).toBe(0)
  })

  it('is closed to a login that is no member of the app role', async () => {
    await database.owner.query("create role stranger login password 'x'; grant stranger to current_user")
    const client = await database.owner.connect()
    try {
      await client.query('set role stranger')
      await expect(client.query("select graphile_worker.add_job('purge', '[]')")).rejects.toThrow('permission denied')
      await expect(client.query(`select * from ${jobs}`)).rejects.toThrow('permission denied')
    } finally {
      client.release(true)
    }
  })

  it('lets a worker that lost its job touch neither that job nor those that wait', async () => {
    for (const seq of [1, 2]) await addJob(database.tx, 'purge', purgeOf(seq))
    const { rows } = await database.owner.query(
      `update ${jobs} set locked_by = 'another pool', locked_at = now()
       where id = (select min(id) from ${jobs}) returning *`,
    )
    await expect(gatherItems(database.app, rows[0], 'this pool')).rejects.toThrow('given to another worker')
    expect(await database.count(jobs)).toBe(2)
    expect(await gatherItems(database.app, rows[0], 'another pool')).toMatchObject([purgeOf(1), purgeOf(2)])
    expect(await database.count(jobs)).toBe(1)
  })

  it('leaves a job for later alone', async () => {
    await addJob(database.tx, 'purge', purgeOf(1))
    await database.owner.query(`update ${jobs} set run_at = now() + interval '1 hour'`)
    await addJob(database.tx, 'purge', purgeOf(2))
    await start(leaveEffects('a'))
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(1), within)
    expect(await database.count('effects where item = 2')).toBe(1)
    expect(await database.count('effects where item = 1')).toBe(0)
  })

  it('does each of 500 jobs once with two workers', async () => {
    await start(leaveEffects('a'))
    await start(leaveEffects('b'))
    await Promise.all(Array.from({ length: 500 }, (_, seq) => addJob(database.tx, 'purge', purgeOf(seq))))
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
    expect(await database.count('effects')).toBe(500)
    expect(await database.count('(select distinct item from effects) as items')).toBe(500)
  })

  it('does what waits together', async () => {
    for (let seq = 0; seq < 50; seq++) await addJob(database.tx, 'purge', purgeOf(seq))
    const sizes: number[] = []
    await start(async (purges) => {
      sizes.push(purges.length)
      return purges.map(() => null)
    })
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(50)
    expect(sizes.length).toBeLessThanOrEqual(4)
  })

  it('keeps only what is still owed, tries it again soon, and never gives up', async () => {
    await addJob(database.tx, 'purge', purgeOf(1))
    // One job that stands for two already, as after a day of failures.
    const second = [{ ...purgeOf(2), tags: ['list'] }]
    await database.owner.query(`update ${jobs} set attempts = 5000, payload = (payload::jsonb || $1::jsonb)::json`, [
      JSON.stringify(second),
    ])
    const worker = await start(async (purges) =>
      purges.map((purge) => (purge.seq === 1 ? null : { owed: { ...purge, paths: [] }, reason: 'the web is down' })),
    )
    await vi.waitFor(async () => expect(await database.count(`${jobs} where last_error is not null`)).toBe(1), within)
    const { rows } = await database.owner.query(
      `select payload, last_error, is_available, run_at - now() < interval '21 seconds' as soon from ${jobs}`,
    )
    expect(rows).toEqual([
      {
        payload: [{ seq: 2, tags: ['list'], paths: [], expire: false }],
        last_error: 'the web is down',
        is_available: true,
        soon: true,
      },
    ])
    await worker.stop()
    running.delete(worker)
  })

  it('keeps an item that this version does not know, and does the others', async () => {
    await addJob(database.tx, 'purge', purgeOf(1))
    await database.owner.query(`update ${jobs} set payload = (payload::jsonb || '[{"from":"the future"}]')::json`)
    await start(leaveEffects('a'))
    await vi.waitFor(async () => expect(await database.count(`${jobs} where last_error is not null`)).toBe(1), within)
    const { rows } = await database.owner.query(`select payload, last_error from ${jobs}`)
    expect(rows[0].payload).toEqual([{ from: 'the future' }])
    expect(rows[0].last_error).toContain('payload that cannot be run')
    expect(await database.count('effects')).toBe(1)
  })

  it('gives a running job back when it is asked to stop', async () => {
    await addJob(database.tx, 'purge', purgeOf(1))
    let stopped = false
    const worker = await start(async (purges, signal) => {
      await database.app.query('insert into started values (1, $1)', ['a'])
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      stopped = true
      return purges.map((owed) => ({ owed, reason: 'the worker stops' }))
    }, 100)
    await vi.waitFor(async () => expect(await database.count('started')).toBe(1), within)
    running.delete(worker)
    await worker.stop()
    expect(stopped).toBe(true)
    expect(await database.count(`${jobs} where locked_by is null and is_available`)).toBe(1)
  })

  it('refuses to start where the queue is not installed', async () => {
    await database.owner.query('create database bare')
    const bare = new URL(database.ownerUrl)
    bare.pathname = '/bare'
    const tasks = { ...idleTasks, purge: leaveEffects('a') }
    const options = { connectionString: bare.href, log: quietLog, tasks }
    await expect(startWorker(options)).rejects.toThrow('The queue is not installed in this database')
  })
})

describe('the life line', () => {
  it('lets others take over the job of a killed worker within seconds', async () => {
    const { child, poolId } = await startChild()
    await addJob(database.tx, 'purge', purgeOf(1))
    await vi.waitFor(async () => expect(await database.count('started')).toBe(1), within)
    expect(await database.count(`${jobs} where locked_by = $1`, [poolId])).toBe(1)
    await start(leaveEffects('b'))
    child.kill('SIGKILL')
    await vi.waitFor(async () => expect(await database.count("effects where worker = 'b'")).toBe(1), within)
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
  })

  it('takes no job from a worker that lives', async () => {
    await startChild()
    await addJob(database.tx, 'purge', purgeOf(1))
    await vi.waitFor(async () => expect(await database.count('started')).toBe(1), within)
    const other = await start(leaveEffects('b'))
    // A job that is added and killed later shows that the other worker has looked for the dead meanwhile.
    await database.owner.query(
      `insert into ${jobs} (task_id, payload, locked_by, locked_at, attempts)
       select id, '[]', 'pool-that-is-gone', now(), 1 from graphile_worker._private_tasks where identifier = 'purge'`,
    )
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(1), within)
    expect(await database.count('started')).toBe(1)
    expect(await database.count('effects')).toBe(0)
    expect(await database.count(`${jobs} where locked_by <> $1`, [other.poolId])).toBe(1)
  })

  it('ends a worker whose life line breaks, because its jobs are free for others then', async () => {
    const { child } = await startChild()
    const ended = once(child, 'exit')
    const { rowCount } = await database.owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'wbwh-worker-life-line'",
    )
    expect(rowCount).toBe(1)
    expect(await ended).toEqual([1, null])
  })

  it('is held before the first job is taken', async () => {
    await addJob(database.tx, 'purge', purgeOf(1))
    let held: boolean | undefined
    const worker = await start(async (purges) => {
      const { rows } = await database.owner.query<{ free: boolean }>(
        `select pg_try_advisory_xact_lock(hashtextextended('worker life line ' || locked_by, 0)) as free from ${jobs}`,
      )
      held = rows[0]?.free === false
      return purges.map(() => null)
    })
    await vi.waitFor(() => expect(held).toBe(true), within)
    await worker.stop()
    running.delete(worker)
  })
})
