import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { samplesDatabase } from '#tests/support/samples/database.ts'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('scaling-from-100-to-100k-users')
const { connect } = samplesDatabase()
const lockNotAvailable = { code: '55P03' }
let first: pg.Client
let second: pg.Client
let third: pg.Client

beforeAll(async () => {
  ;[first, second, third] = [await connect(), await connect(), await connect()]
  await first.query(`
    create table customers (id bigint generated always as identity primary key, name text);
    create table orders (id bigint generated always as identity primary key, customer_id bigint, created_at timestamptz);
    create index on orders (customer_id, created_at);
    create table counters (name text primary key, value bigint);
    create table counter_parts (name text, part int, value bigint, primary key (name, part));
    insert into counters values ('signups', 0);
    insert into customers (name) select 'customer ' || n from generate_series(1, 60) n;
    insert into orders (customer_id, created_at)
      select n % 40 + 1, timestamptz '2026-01-01' + n * interval '1 hour' from generate_series(1, 400) n`)
})

beforeEach(async () => {
  for (const client of [second, third]) await client.query(`set lock_timeout = '200ms'`)
})

describe('a list and its details', () => {
  it('takes one statement, and gives what 51 statements give', async () => {
    const each = 'select max(created_at) as last_order from orders where customer_id = $1'
    const slow: unknown[] = []
    for (const customer of (await first.query('select id, name from customers order by id limit 50')).rows)
      slow.push({ ...customer, ...(await first.query(each, [customer.id])).rows[0] })
    expect(1 + slow.length).toBe(51)
    const { rows } = await first.query(sample('Fifty customers and the last order of each, asked once'))
    expect(rows).toEqual(slow)
    expect(rows.filter(({ last_order }) => last_order === null)).toHaveLength(10)
  })
})

describe('a migration behind a report', () => {
  const migration = sample('The migration gives up before the customers do')

  it('stops every reader while it waits without a limit', async () => {
    await first.query('begin; select count(*) from orders')
    await second.query('set lock_timeout = 0')
    const waiting = second.query(migration.replace(/^set local.*\n/m, ''))
    await vi.waitFor(async () => {
      const { rows } = await third.query(`select 1 from pg_locks where not granted and mode = 'AccessExclusiveLock'`)
      expect(rows).toHaveLength(1)
    })
    await expect(third.query('select count(*) from orders')).rejects.toMatchObject(lockNotAvailable)
    await first.query('commit')
    await waiting
    await second.query('alter table orders drop column note')
  })

  it('gives up at its limit, and the readers go on beside the report', async () => {
    await first.query('begin; select count(*) from orders')
    await expect(second.query(migration.replace(`'2s'`, `'200ms'`))).rejects.toMatchObject(lockNotAvailable)
    await second.query('rollback')
    expect((await third.query('select count(*) from orders')).rows).toEqual([{ count: '400' }])
    await first.query('commit')
    await second.query(migration)
    expect((await third.query('select note from orders limit 1')).rows).toEqual([{ note: null }])
  })
})

describe('an index built concurrently beside an old transaction', () => {
  const build = 'create index concurrently orders_note on orders (note)'
  const valid = `select indisvalid as valid from pg_index where indexrelid = 'orders_note'::regclass`

  it('is left invalid by a lock timeout, and is built without one', async () => {
    await first.query(`begin; update orders set note = 'paid' where id = 1`)
    await expect(second.query(build)).rejects.toMatchObject(lockNotAvailable)
    expect((await third.query(valid)).rows).toEqual([{ valid: false }])
    await first.query('rollback')
    await second.query('drop index orders_note; set lock_timeout = 0')
    await second.query(build)
    expect((await third.query(valid)).rows).toEqual([{ valid: true }])
  })
})

describe('a counter with two writers', () => {
  it('makes the second wait when it is one row', async () => {
    const hot = `update counters set value = value + 1 where name = 'signups'`
    await first.query('begin')
    await first.query(hot)
    await expect(second.query(hot)).rejects.toMatchObject(lockNotAvailable)
    await first.query('commit')
  })

  it('lets both pass when each has its own part, and loses no count', async () => {
    const part = sample('Sixteen places to count, and a sum when asked')
    await first.query('begin')
    for (const _ of [1, 2, 3]) await first.query(part, [0])
    for (const _ of [1, 2]) await second.query(part, [15])
    await first.query('commit')
    expect((await third.query('select sum(value) from counter_parts')).rows).toEqual([{ sum: '5' }])
  })
})

describe('the cache', () => {
  it('rebuilds once for a hundred readers, early for one, and again after a failure', async () => {
    const printed = await runTypeScript(`${sample('Many readers, one rebuild, and the old value meanwhile')}
      let [time, draw, loads, fails] = [0, 0, 0, false]
      const load = async () => {
        loads++
        await null
        time += 1000
        return fails ? Promise.reject(new Error('down')) : loads
      }
      const say = (...words: unknown[]) => console.log(words.join(' '))
      const read = cached(load, 60_000, () => time, () => draw)
      const hundred = () => Promise.all(Array.from({ length: 100 }, read))
      say('cold', new Set(await hundred()).size, loads)
      time = 60_500
      say('plain', await read(), loads)
      draw = 0.9
      say('early', new Set(await hundred()).size, (await hundred())[0], loads)
      await new Promise(setImmediate)
      draw = 0
      say('after', await read(), loads)
      fails = true
      time += 60_000
      say('down', await read().catch((error) => error.message))
      fails = false
      say('again', await read(), loads)`)
    expect(printed.trim().split('\n').join('; ')).toBe(
      'cold 1 1; plain 1 1; early 1 2 2; after 2 2; down down; again 4 4',
    )
  })
})
