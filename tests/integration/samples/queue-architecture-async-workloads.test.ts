import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '#tests/support/postgres.ts'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('queue-architecture-async-workloads')
const insert = sample('The insert decides, and everything else follows from its row')
const program = sample('How a thousand jobs come back, without jitter and with it')
let database: TestDatabase
let one: pg.Client
let two: pg.Client

const count = async (table: string) => +(await one.query(`select count(*) from ${table}`)).rows[0].count
const pidOf = async (client: pg.Client) => (await client.query('select pg_backend_pid() as pid')).rows[0].pid

/** Starts the delivery of a message on the second connection and returns when it waits for the first. */
async function waitingDelivery(message: string): Promise<{ delivery: Promise<pg.QueryResult> }> {
  const pids = [await pidOf(two), await pidOf(one)]
  const delivery = two.query(insert, [message, 7, 1999])
  delivery.catch(() => {})
  const waits = 'select $2 = any (pg_blocking_pids($1)) as waits'
  while (!(await one.query(waits, pids)).rows[0].waits);
  return { delivery }
}

beforeAll(async () => {
  database = await testDatabase({ isMigrated: false })
  one = new pg.Client({ connectionString: database.ownerUrl })
  two = new pg.Client({ connectionString: database.ownerUrl })
  await Promise.all([one.connect(), two.connect()])
})

beforeEach(async () => {
  await one.query(`
    drop schema public cascade; create schema public;
    create table seen_messages (consumer text, message_id uuid, primary key (consumer, message_id));
    create table charges (id bigint generated always as identity primary key, message_id uuid, order_id bigint, amount_cents bigint);
    create table outbox (id bigint generated always as identity primary key, topic text, payload jsonb, sent_at timestamptz)`)
})

afterAll(async () => {
  await Promise.all([one.end(), two.end()])
  await database.close()
})

describe('the statement of the article on queues', () => {
  it('charges once, however often the message comes, and sends the message id along', async () => {
    const message = randomUUID()
    for (const _ of [1, 2, 3]) await one.query(insert, [message, 7, 1999])
    expect((await one.query('select order_id, amount_cents from charges')).rows).toEqual([
      { order_id: '7', amount_cents: '1999' },
    ])
    expect((await one.query('select topic, payload from outbox')).rows).toEqual([
      { topic: 'charge.requested', payload: { message_id: message, order_id: 7, amount_cents: 1999 } },
    ])
  })

  it('forgets that it has seen the message when the effect fails', async () => {
    await one.query('alter table charges add check (amount_cents > 0)')
    const message = randomUUID()
    await expect(one.query(insert, [message, 7, 0])).rejects.toThrow('check constraint')
    await one.query(insert, [message, 7, 1999])
    expect([await count('seen_messages'), await count('charges'), await count('outbox')]).toEqual([1, 1, 1])
  })

  it.each([
    ['commit', 'inserts nothing'],
    ['rollback', 'takes its place'],
  ])('waits for a delivery at work and after its %s %s', async (end, then) => {
    const message = randomUUID()
    await one.query('begin')
    await one.query(insert, [message, 7, 1999])
    const { delivery } = await waitingDelivery(message)
    await one.query(end)
    expect((await delivery).rowCount).toBe(then === 'takes its place' ? 1 : 0)
    expect([await count('seen_messages'), await count('charges'), await count('outbox')]).toEqual([1, 1, 1])
  })

  it('fails under repeatable read when the other commits, and inserts nothing when delivered again', async () => {
    const message = randomUUID()
    await one.query('begin')
    await one.query(insert, [message, 7, 1999])
    await two.query('begin isolation level repeatable read; select 1')
    const { delivery } = await waitingDelivery(message)
    await one.query('commit')
    await expect(delivery).rejects.toMatchObject({ code: '40001' })
    await two.query('rollback; begin isolation level repeatable read')
    expect((await two.query(insert, [message, 7, 1999])).rowCount).toBe(0)
    await two.query('commit')
    expect(await count('charges')).toBe(1)
  })
})

describe('an outbox', () => {
  it('loses the row that commits late to a relay that goes by the highest id, and not to one that goes by the mark', async () => {
    const add = 'insert into outbox (topic) values ($1) returning id'
    await two.query('begin')
    const [slow] = (await two.query(add, ['slow'])).rows
    await one.query(add, ['quick'])
    const [{ id: highest }] = (await one.query('update outbox set sent_at = now() returning id')).rows
    await two.query('commit')
    expect(+slow.id).toBeLessThan(+highest)
    expect((await one.query('select id from outbox where id > $1', [highest])).rows).toEqual([])
    expect((await one.query('select id from outbox where sent_at is null')).rows).toEqual([slow])
  })
})

describe('the program of the article on queues', () => {
  it('brings a thousand jobs back at once without jitter, and spread and fewer with it', async () => {
    const first = 'exponential: busiest tenth 1000, gave up 0\n'
    expect(await runTypeScript(program)).toBe(`${first}fullJitter: busiest tenth 23, gave up 193\n`)
    const withSix = await runTypeScript(program.replace('attempt < 5', 'attempt < 6'))
    expect(withSix).toMatch(/gave up 8\n$/)
  })

  it('loses one job in six on average over the seeds 1 to 200', async () => {
    const seeded = program.replace('let seed = 7', 'let seed = start')
    expect(seeded).not.toBe(program)
    const printed = await runTypeScript(`for (let start = 1; start <= 200; start++) {\n${seeded}\n}`)
    const lost = [...printed.matchAll(/fullJitter: .* gave up (\d+)/g)].map(([, jobs]) => Number(jobs))
    expect(lost).toHaveLength(200)
    expect(Math.round(lost.reduce((sum, jobs) => sum + jobs) / 200)).toBe(171)
  })
})
