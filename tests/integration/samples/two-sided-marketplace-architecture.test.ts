import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { behind, samplesDatabase } from '#tests/support/samples/database.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('two-sided-marketplace-architecture')
const { connect } = samplesDatabase()
const step = sample('A step is taken if the list allows it, or not at all')
const august = '[2027-08-01,2027-08-07)'

let first: pg.Client
let second: pg.Client

beforeAll(async () => {
  first = await connect()
  second = await connect()
  await first.query(`${sample('One order, and a calendar that says no')}
    create table transition (from_state text, to_state text, actor text);
    insert into transition values ('held', 'confirmed', 'system'), ('confirmed', 'cancelled', 'guest'), ('confirmed', 'delivered', 'host');
    create table order_step (order_id bigint, from_state text, to_state text, actor text);
    create table outbox (id bigint generated always as identity primary key, topic text, payload jsonb)`)
  await first.query(sample('Let go of what has lapsed, then claim'))
  await first.query(sample('Money that does not add up is not committed'))
})

beforeEach(() => first.query('truncate orders, order_step, outbox, leg'))

async function claim(client: pg.Client, nights: string, place = 1): Promise<string | undefined> {
  return (await client.query('select claim($1, $2::daterange)', [place, nights])).rows[0]?.claim
}

const move = (client: pg.Client, order: string | undefined, to: string, actor: string) =>
  client.query(step, [order, to, actor])
const lapse = () => first.query("update orders set held_until = now() - interval '1 second'")
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done').catch(({ code }) => code)
const states = async () => (await first.query('select state from orders order by id')).rows.map(({ state }) => state)

/** Does `work` on the second connection, and commits the first one once the second waits for it. */
const whileWaiting = <T>(work: () => Promise<T>): Promise<T> => behind(first, 'commit', second, work)

describe('the calendar of the article on marketplaces', () => {
  it('refuses the second of two overlapping claims, whose connection waits for the first', async () => {
    await first.query('begin')
    await claim(first, august)
    expect(await whileWaiting(() => codeOf(claim(second, '[2027-08-06,2027-08-09)')))).toBe('23P01')
  })

  it('lets one family arrive on the day another departs, and others into other places', async () => {
    await claim(first, august)
    await claim(second, '[2027-08-07,2027-08-10)')
    await claim(second, august, 2)
  })

  it('refuses a stay without an end, without a night, or of more than sixty', async () => {
    const stays = ['[2027-08-01,)', '(,2027-08-01)', '[2027-08-01,infinity)', 'empty', '[2027-08-01,2027-10-01)']
    for (const nights of stays) await expect(claim(first, nights)).rejects.toThrow(/check constraint|infinite dates/)
    await claim(first, '[2027-08-01,2027-09-30)')
  })

  it('is not blocked by a hold that has run out, whose end is told and whose late yes is refused', async () => {
    const early = await claim(first, august)
    await lapse()
    await claim(second, august)
    expect(await states()).toEqual(['expired', 'held'])
    const { rows } = await first.query('select topic, order_id, actor from order_step, outbox')
    expect(rows).toEqual([{ topic: 'order.expired', order_id: early, actor: 'clock' }])
    expect((await move(first, early, 'confirmed', 'system')).rows).toEqual([])
  })

  it('takes a late yes while nobody else has asked, also when somebody asks in the same moment', async () => {
    const early = await claim(first, august)
    await lapse()
    await first.query('begin')
    expect((await move(first, early, 'confirmed', 'system')).rowCount).toBe(1)
    expect(await whileWaiting(() => codeOf(claim(second, august)))).toBe('23P01')
    expect(await states()).toEqual(['confirmed'])
  })

  it('lets one of two claims that cross fail with 40P01', async () => {
    const autumn = '[2027-10-01,2027-10-07)'
    await Promise.all([first.query('begin'), second.query('begin')])
    await Promise.all([claim(first, august), claim(second, autumn)])
    const crossing = [codeOf(claim(first, autumn)), codeOf(claim(second, august))]
    expect(await Promise.race(crossing)).toBe('40P01')
    await Promise.all([first.query('rollback'), second.query('rollback')])
  })

  it('cannot look at the clock in its condition', async () => {
    const at = 'alter table orders add exclude using gist (nights with &&) where (held_until > now())'
    await expect(first.query(at)).rejects.toThrow(/must be marked IMMUTABLE/)
  })
})

describe('the states of the article on marketplaces', () => {
  it('refuse a step that the list does not have, or not for this actor', async () => {
    const order = await claim(first, august)
    expect((await move(first, order, 'delivered', 'host')).rows).toEqual([])
    expect((await move(first, order, 'confirmed', 'guest')).rows).toEqual([])
    expect((await first.query('select from order_step union all select from outbox')).rowCount).toBe(0)
  })

  it.each(['read committed', 'repeatable read'])('let one of two simultaneous steps through, at %s', async (level) => {
    const order = await claim(first, august)
    await move(first, order, 'confirmed', 'system')
    await Promise.all([first.query('begin'), second.query(`begin isolation level ${level}`)])
    await move(first, order, 'cancelled', 'guest')
    const code = await whileWaiting(() => codeOf(move(second, order, 'delivered', 'host')))
    expect(code).toBe(level === 'read committed' ? 'done' : '40001')
    await second.query('commit')
    expect(await states()).toEqual(['cancelled'])
    const told = await first.query('select topic from outbox order by id')
    expect(told.rows).toEqual([{ topic: 'order.confirmed' }, { topic: 'order.cancelled' }])
  })
})

describe('the ledger of the article on marketplaces', () => {
  function post(legs: Record<string, number>, currencies: Record<string, string> = {}, movement = randomUUID()) {
    const leg = ([account, cents]: [string, number]) =>
      `('${movement}', 7, '${account}', '${currencies[account] ?? 'EUR'}', ${cents})`
    return first.query(`insert into leg values ${Object.entries(legs).map(leg).join()}`)
  }

  it('takes the three movements of the table, whose sums are what the article says', async () => {
    await post({ guest: -60000, owed: 54000, us: 6000 })
    await post({ owed: -48600, bank: 48600 })
    await post({ guest: 60000, owed: -5400, us: -54600 })
    const { rows } = await first.query('select account, sum(cents)::int from leg group by account order by account')
    expect(rows.map(({ sum }) => sum)).toEqual([48600, 0, 0, -48600])
  })

  it('refuses a movement that does not add up, in one currency or across two, or comes twice', async () => {
    await expect(post({ guest: -60000, owed: 54000 })).rejects.toThrow(/does not add up/)
    await expect(post({ guest: -60000, owed: 60000 }, { guest: 'USD' })).rejects.toThrow(/does not add up/)
    const movement = randomUUID()
    await post({ guest: -60000, owed: 60000 }, {}, movement)
    await expect(post({ guest: -60000, owed: 60000 }, {}, movement)).rejects.toThrow(/duplicate key/)
  })
})
