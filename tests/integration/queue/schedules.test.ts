import { ulid } from 'ulid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type QueueWorker, type RunJob, type Schedule, setSchedule, startWorker } from '#platform/queue/index.ts'
import { idleTasks, quietLog } from '../../support/quiet-queue.ts'
import { type QueueDatabase, queueDatabase } from './queue-database.ts'

let database: QueueDatabase
const running = new Set<QueueWorker>()
const within = { timeout: 30_000, interval: 50 }
vi.setConfig({ testTimeout: 60_000 })
const jobs = 'graphile_worker._private_jobs'
const passed = new Date(Date.now() - 1_000)

beforeAll(async () => {
  database = await queueDatabase()
}, 60_000)
beforeEach(() => database.clear())
afterEach(async () => {
  for (const worker of running) await worker.stop()
  running.clear()
}, 30_000)
afterAll(() => database?.close(), 30_000)

const due = (): Schedule => ({ articleId: `a_${ulid().toLowerCase()}`, change: 'publish' })

async function start(schedule: RunJob<'schedule'>): Promise<QueueWorker> {
  const tasks = { ...idleTasks, schedule }
  const worker = await startWorker({ connectionString: database.appUrl, log: quietLog, tasks })
  running.add(worker)
  return worker
}

const failed = (schedules: Schedule[]) => schedules.map((owed) => ({ owed, reason: 'no web process answers' }))

describe('dates that come together', () => {
  it('are each kept when one of them is dropped while they are tried again', async () => {
    const [first = due(), ...others] = [due(), due(), due(), due()]
    await setSchedule(database.tx, first, passed)
    // As a retry makes it that has taken the others over.
    await database.owner.query(`update ${jobs} set payload = $1`, [JSON.stringify([first, ...others])])
    let isDown = true
    const done: string[] = []
    await start(async (schedules) => {
      if (isDown) return failed(schedules)
      done.push(...schedules.map(({ articleId }) => articleId))
      return schedules.map(() => null)
    })
    await vi.waitFor(async () => expect(await database.count(`${jobs} where last_error is not null`)).toBe(1), within)
    await setSchedule(database.tx, first, null)
    isDown = false
    await vi.waitFor(() => expect(done).toEqual(expect.arrayContaining(others.map((date) => date.articleId))), within)
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
  })

  it('are tried again when the save of one drops its own date in the middle', async () => {
    const dates = [due(), due()]
    for (const date of dates) await setSchedule(database.tx, date, passed)
    const done: string[] = []
    let failures = 0
    await start((schedules) =>
      Promise.all(
        schedules.map(async (schedule) => {
          // As the save does that publishes: the date is gone with it.
          await setSchedule(database.tx, schedule, null)
          if (schedule.articleId === dates[1]?.articleId && failures++ === 0)
            return { owed: schedule, reason: 'answered 503' }
          done.push(schedule.articleId)
          return null
        }),
      ),
    )
    await vi.waitFor(() => expect(new Set(done)).toEqual(new Set(dates.map(({ articleId }) => articleId))), within)
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(0), within)
  })

  it('are moved by a later save although the old one is being tried again', async () => {
    const date = due()
    await setSchedule(database.tx, date, passed)
    let runs = 0
    await start(async (schedules) => (runs++ === 0 ? failed(schedules) : schedules.map(() => null)))
    await vi.waitFor(() => expect(runs).toBe(1), within)
    await setSchedule(database.tx, date, new Date(Date.now() + 86_400_000))
    await vi.waitFor(() => expect(runs).toBe(2), within)
    await vi.waitFor(async () => expect(await database.count(jobs)).toBe(1), within)
    expect(await database.count(`${jobs} where run_at > now() and key is not null`)).toBe(1)
  })
})
