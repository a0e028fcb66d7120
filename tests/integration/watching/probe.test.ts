import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openProbe, type Probe } from '#platform/health/probe.ts'
import { knownMigrations } from '#platform/known-migrations.ts'
import { type QueueWorker, startWorker } from '#platform/queue/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { idleTasks, quietLog } from '../../support/quiet-queue.ts'

let publication: TestPublication
const log = { info: vi.fn(), warn: vi.fn() }
const probes: Probe[] = []
let clock = 0

beforeAll(async () => {
  publication = await openPublication({ withAdmin: false })
}, 120_000)
afterEach(async () => {
  for (const probe of probes.splice(0)) await probe.close()
  await publication.owner.query('delete from graphile_worker._private_jobs')
  vi.clearAllMocks()
})
afterAll(() => publication?.close())

function probe(connectionString = publication.urls.app, migrations = knownMigrations()): Probe {
  const opened = openProbe({ connectionString, migrations, log, now: () => clock })
  probes.push(opened)
  return opened
}

const addJob = (sql: string) => publication.owner.query(`select graphile_worker.add_job('purge', '[]', ${sql})`)
const looks = async () =>
  Number(
    (
      await publication.owner.query<{ count: string }>(
        "select count(*) from pg_stat_activity where application_name = 'wbwh-probe' and datname = current_database()",
      )
    ).rows[0]?.count,
  )

describe('the probe', () => {
  it('sees database, migrations and queue with the login of the app', async () => {
    await addJob("run_at => now() - interval '90 seconds'")
    await addJob("run_at => now() + interval '1 day'")
    await addJob("run_at => now() + interval '10 seconds'")
    await publication.owner.query(
      `update graphile_worker._private_jobs set last_error = 'x', attempts = 1
       where id = (select max(id) from graphile_worker._private_jobs)`,
    )
    const { database, migrations, queue } = await probe().health()
    expect([database, migrations]).toEqual(['up', 'current'])
    expect(queue).toMatchObject({ waiting: 1, failing: 1, scheduled: 1, workers: 0 })
    expect(queue?.lagSeconds).toBeGreaterThanOrEqual(90)
    expect(queue?.lagSeconds).toBeLessThan(150)
  })

  it('sees a worker as long as it lives, whatever login it has', async () => {
    const start = (connectionString: string): Promise<QueueWorker> =>
      startWorker({ connectionString, log: quietLog, tasks: idleTasks })
    for (const url of [publication.urls.app, publication.urls.owner]) {
      const worker = await start(url)
      expect((await probe().health()).queue?.workers).toBe(1)
      await worker.stop()
      await vi.waitFor(async () => expect((await probe().health()).queue?.workers).toBe(0))
    }
  })

  it('asks once in two seconds, however many ask, over one connection', async () => {
    const one = probe()
    const found = await Promise.all(Array.from({ length: 200 }, () => one.health()))
    expect(new Set(found).size).toBe(1)
    expect(await looks()).toBe(1)
    clock += 1_999
    expect(await one.health()).toBe(found[0])
    clock += 1
    const next = await one.health()
    expect(next).not.toBe(found[0])
    expect(next).toMatchObject({ database: 'up' })
    expect(await looks()).toBe(1)
  })

  it('says when a migration of this code has not run, or none has', async () => {
    const behind = await probe(publication.urls.app, [...knownMigrations(), '29991231_000000_future']).health()
    expect(behind).toMatchObject({ database: 'up', migrations: 'behind' })
    const bare = new URL(publication.urls.superuser)
    bare.pathname = '/postgres'
    expect(await probe(bare.href).health()).toEqual({ database: 'up', migrations: 'behind', queue: null })
    expect(log.warn).toHaveBeenCalledWith({}, expect.stringContaining('npm run migrate'))
  })

  it('is down within a second when nothing answers, and says so once', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const one = probe(`postgres://a:b@127.0.0.1:${port}/c`)
    for (let at = 0; at < 3; at++) {
      const start = performance.now()
      expect(await one.health()).toEqual({ database: 'down', migrations: 'unknown', queue: null })
      expect(performance.now() - start).toBeLessThan(1_500)
      clock += 2_000
    }
    silent.close()
    expect(log.warn).toHaveBeenCalledTimes(1)
  })

  it('is down within a second when a look hangs on a lock, and up again after', async () => {
    const one = probe()
    expect((await one.health()).database).toBe('up')
    const blocker = await publication.owner.connect()
    await blocker.query('begin; lock table public.payload_migrations in access exclusive mode')
    clock += 2_000
    const start = performance.now()
    expect((await one.health()).database).toBe('down')
    expect(performance.now() - start).toBeLessThan(1_500)
    await blocker.query('rollback')
    blocker.release()
    clock += 2_000
    expect(await one.health()).toMatchObject({ database: 'up', migrations: 'current' })
    expect(log.info).toHaveBeenCalledTimes(1)
  })
})
