import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { behind, samplesDatabase } from '#tests/support/samples/database.ts'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('queue-architecture-async-workloads')
const { connect } = samplesDatabase()
const insert = sample('The insert decides, and everything else follows from its row')
const program = sample('How a thousand jobs come back, without jitter and with it')
let one: pg.Client
let two: pg.Client

const count = async (table: string) => +(await one.query(`select count(*) from ${table}`)).rows[0].count

/** Delivers the message on the second connection, behind the first, whose transaction ends meanwhile. */
const deliverBehind = (end: string, message: string) =>
  behind(one, end, two, () => two.query(insert, [message, 7, 1999]))

beforeAll(async () => {
  one = await connect()
  two = await connect()
})

beforeEach(async () => {
  await one.query(`
    drop schema public cascade; create schema public;
    create table seen_messages (consumer text, message_id uuid, primary key (consumer, message_id));
    create table charges (id bigint generated always as identity primary key, message_id uuid, order_id bigint, amount_cents bigint);
    create table outbox (id bigint generated always as identity primary key, topic text, payload jsonb, sent_at timestamptz)`)
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
    const { rowCount } = await deliverBehind(end, message)
    expect(rowCount).toBe(then === 'takes its place' ? 1 : 0)
    expect([await count('seen_messages'), await count('charges'), await count('outbox')]).toEqual([1, 1, 1])
  })

  it('fails under repeatable read when the other commits, and inserts nothing when delivered again', async () => {
    const message = randomUUID()
    await one.query('begin')
    await one.query(insert, [message, 7, 1999])
    await two.query('begin isolation level repeatable read; select 1')
    await expect(deliverBehind('commit', message)).rejects.toMatchObject({ code: '40001' })
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
