import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { behind, samplesDatabase } from '#tests/support/samples/database.ts'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('wholesale-distribution-software')
const { connect } = samplesDatabase()
const statements = (code: string) => code.split(/;\s*/).filter(Boolean)

let anna: pg.Client
let ben: pg.Client

beforeAll(async () => {
  await (await connect('superuser')).query('create extension if not exists btree_gist')
  anna = await connect()
  ben = await connect()
  await anna.query(`
    create table stock (lot text primary key, on_hand int not null, blocked int not null, allocated int not null);
    create table reservations (id bigint generated always as identity primary key,
      lot text not null references stock, order_no bigint not null, cases int not null, expires_at timestamptz);
    create table items (sku text, uom text, floor_cents bigint not null, primary key (sku, uom))`)
})

describe('a pallet with 22 cases left and two buyers of 16', () => {
  const [naive = '', conditional = ''] = statements(sample('The first sells the pallet twice, the second does not'))
  const promised = async () =>
    (await anna.query('select sum(cases)::int as cases, max(order_no)::int as last from reservations')).rows[0]

  beforeEach(async () => {
    await anna.query('truncate stock, reservations')
    await anna.query("insert into stock values ('L1', 38, 0, 16)")
    await anna.query("insert into reservations (lot, order_no, cases) values ('L1', 1, 16)")
  })

  it('is sold twice by the statement that counts and inserts in one go', async () => {
    await anna.query('begin')
    await ben.query('begin')
    expect((await anna.query(naive, ['L1', 2, 16])).rowCount).toBe(1)
    expect((await ben.query(naive, ['L1', 3, 16])).rowCount).toBe(1)
    await anna.query('commit')
    await ben.query('commit')
    expect(await promised()).toEqual({ cases: 48, last: 3 })
  })

  it.each([
    { end: 'commit', sold: 'once by the statement that changes the row it has tested', rows: 0, last: 2 },
    { end: 'rollback', sold: 'to the second buyer when the first gives up', rows: 1, last: 3 },
  ])('is sold $sold', async ({ end, rows, last }) => {
    await anna.query('begin')
    expect((await anna.query(conditional, ['L1', 2, 16])).rowCount).toBe(1)
    const answer = await behind(anna, end, ben, () => ben.query(conditional, ['L1', 3, 16]))
    expect(answer.rowCount).toBe(rows)
    expect(await promised()).toEqual({ cases: 32, last })
  })

  it('is taken once by an impatient second click, under a unique key', async () => {
    await anna.query('create unique index once on reservations (order_no, lot)')
    await anna.query(conditional, ['L1', 2, 5])
    await expect(anna.query(conditional, ['L1', 2, 5])).rejects.toThrow(/unique constraint/)
    expect((await anna.query('select allocated from stock')).rows).toEqual([{ allocated: 21 }])
    await anna.query('drop index once')
  })

  it('is not given back by an order of less than nothing', async () => {
    expect((await anna.query(conditional, ['L1', 4, -5])).rowCount).toBe(0)
  })
})

describe('the price', () => {
  const [table = '', lookup = ''] = statements(sample('One price per list, quantity and day, and one order of lists'))
  const put = (list: string, quantity: string, valid: string, cents: number) =>
    anna.query("insert into prices values ($1, 'TOM', 'case', $2, $3, $4)", [list, quantity, valid, cents])
  const ask = async (quantity: number, day: string) =>
    (await anna.query(lookup, [['customer 7', 'grocers', 'list'], 'TOM', 'case', quantity, day])).rows[0]

  beforeAll(async () => {
    await anna.query(table)
    await anna.query("insert into items values ('TOM', 'case', 950)")
    await put('list', '[1,)', '[2026-01-01,)', 1200)
    await put('grocers', '[1,40)', '[2026-01-01,2027-01-01)', 1100)
    await put('grocers', '[40,)', '[2026-01-01,2027-01-01)', 1000)
    await put('customer 7', '[1,)', '[2026-03-01,2026-06-01)', 900)
  })

  it('is refused when list, quantity and dates overlap another one', async () => {
    await expect(put('grocers', '[20,60)', '[2026-12-31,2027-02-01)', 800)).rejects.toThrow(/exclusion constraint/)
    await expect(put('grocers', '[20,60)', '[2027-01-01,2027-02-01)', 800)).resolves.toBeDefined()
  })

  it('comes from the first list in the order given, with its quantity break, on its day', async () => {
    expect(await ask(39, '2026-11-28')).toEqual({ list: 'grocers', cents: '1100', below_floor: false })
    expect(await ask(40, '2026-11-28')).toEqual({ list: 'grocers', cents: '1000', below_floor: false })
    expect(await ask(40, '2027-03-01')).toEqual({ list: 'list', cents: '1200', below_floor: false })
  })

  it('is marked when it lies below the floor', async () => {
    expect(await ask(40, '2026-05-31')).toEqual({ list: 'customer 7', cents: '900', below_floor: true })
  })
})

describe('the small programs', () => {
  it('accept the codes of GS1 and refuse what a spreadsheet made of them', async () => {
    const code = `${sample('A code is refused at the door, whole or not at all')}
      console.log(isGs1Code('6291041500213'), isGs1Code('6291041500214'), isGs1Code('629104150021 '))
      console.log(isGs1Code('0'.repeat(17)), isGs1Code('00012345678905'), isGs1Code('012345678905'))
      let passes = 0
      for (let n = 0; n < 1000; n++) if (isGs1Code('106141412345678' + String(n).padStart(3, '0'))) passes++
      console.log(passes)`
    expect(await runTypeScript(code)).toBe('true\nfalse\ntrue false false\nfalse true true\n100\n')
  })

  it('share out every bill to the cent, never more than a cent from the exact share', async () => {
    const code = `import fc from 'fast-check'
      ${sample('Shares that add up to the bill, whatever it is')}
      const key = fc.bigInt({ min: 0n, max: 10n ** 12n })
      fc.assert(fc.property(key, fc.array(key, { minLength: 1 }), (cents, keys) => {
        const total = keys.reduce((sum, k) => sum + k, 0n)
        fc.pre(total > 0n)
        const shares = shareOut(cents, keys)
        const isNear = shares.every((s, i) => { const d = s * total - cents * keys[i]; return d < total && -d < total })
        return isNear && shares.reduce((sum, s) => sum + s, 0n) === cents
      }))
      console.log(shareOut(90_000n, [900_000n, 100_000n]))`
    expect(await runTypeScript(code)).toBe('[ 1000n, 89000n ]\n[ 3334n, 3333n, 3333n ]\n[ 81000n, 9000n ]\n')
  })
})
