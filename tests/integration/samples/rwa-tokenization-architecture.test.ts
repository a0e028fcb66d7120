import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { samplesDatabase } from '#tests/support/samples/database.ts'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'
import { compileSolidity } from '#tests/support/samples/solidity.ts'

const sample = samplesOf('rwa-tokenization-architecture')
const { connect } = samplesDatabase()
const cut = '2026-06-30'
let client: pg.Client

beforeAll(async () => {
  client = await connect()
  await client.query(`
    create table register_entries (cut date, entry int, holder text, units numeric, primary key (cut, entry));
    create table wallets (chain text, address text, holder text not null, primary key (chain, address));
    create table chain_balances (cut date, chain text, address text, units numeric, primary key (cut, chain, address))`)
  await client.query(`
    insert into register_entries values
      ('2026-06-28', 1, 'dea', 10), ('2026-06-29', 1, 'ada', 1000),
      ('${cut}', 1, 'ada', 150), ('${cut}', 2, 'ada', 250), ('${cut}', 3, 'ben', 350), ('${cut}', 4, 'cem', 250);
    insert into wallets values
      ('ethereum', '0xa1', 'ada'), ('polygon', '0xa2', 'ada'), ('ethereum', '0xb1', 'ben'), ('ethereum', '0xc1', 'cem');
    insert into chain_balances values
      ('2026-06-29', 'ethereum', '0xa1', 1000), ('${cut}', 'ethereum', '0xa1', 300), ('${cut}', 'polygon', '0xa2', 60),
      ('${cut}', 'ethereum', '0xb1', 350), ('${cut}', 'ethereum', '0xc1', 220), ('${cut}', 'ethereum', '0xff', 70)`)
})

describe('the samples of the article on tokens for assets', () => {
  it('find three holders that differ although both totals are 1,000, and put the unknown wallet first', async () => {
    const totals = await client.query(
      `select (select sum(units) from register_entries where cut = $1) as register,
              (select sum(units) from chain_balances where cut = $1) as chain`,
      [cut],
    )
    expect(totals.rows).toEqual([{ register: '1000', chain: '1000' }])
    const reconcile = sample('The totals agree and three holders do not')
    const { rows } = await client.query(reconcile, [cut])
    expect(rows).toEqual([
      { holder: 'unknown wallet', register: '0', chain: '70', difference: '70' },
      { holder: 'ada', register: '400', chain: '360', difference: '-40' },
      { holder: 'cem', register: '250', chain: '220', difference: '-30' },
    ])
  })

  it('find nothing to settle on a day when every holder agrees', async () => {
    const { rows } = await client.query(sample('The totals agree and three holders do not'), ['2026-06-29'])
    expect(rows).toEqual([])
  })

  it('find a holder without a wallet, whom a left join from the chain would miss', async () => {
    const reconcile = sample('The totals agree and three holders do not')
    const found = await client.query(reconcile, ['2026-06-28'])
    expect(found.rows).toEqual([{ holder: 'dea', register: '10', chain: '0', difference: '-10' }])
    const missed = await client.query(reconcile.replace('full join', 'right join'), ['2026-06-28'])
    expect(missed.rows).toEqual([])
  })

  it('count a holder with two entries once, whom two rows of the register would report twice', async () => {
    const reconcile = sample('The totals agree and three holders do not')
    const split = reconcile.replace('sum(units) as units\n  from register', 'units\n  from register')
    const { rows } = await client.query(split.replace('cut = $1\n  group by holder', 'cut = $1'), [cut])
    expect(rows.filter(({ holder }) => holder === 'ada')).toHaveLength(2)
  })

  it('miss the unknown wallet with an inner join, which is why the join is a left one', async () => {
    const inner = sample('The totals agree and three holders do not').replace('left join wallets', 'join wallets')
    const { rows } = await client.query(inner, [cut])
    expect(rows.map(({ holder }) => holder)).toEqual(['ada', 'cem'])
  })

  it('compile without a warning', () => {
    expect(compileSolidity(sample('A lapsed holder may sell and may not buy'))).toEqual(['Eligibility'])
    expect(compileSolidity(sample('Recovery that waits in the open'))).toEqual(['Recovery'])
  })

  it('distribute every cent, whoever computes it and in whatever order, where rounding and cutting do not', async () => {
    const distribute = sample('Shares that add up to the sum, whoever computes them')
    const printed = await runTypeScript(`import assert from 'node:assert/strict'
import fc from 'fast-check'
${distribute}
const paid = (shares: { cents: bigint }[]) => shares.reduce((sum, { cents }) => sum + cents, 0n)
const three = ['ada', 'ben', 'cem'].map((holder) => ({ holder, units: 1n }))
assert.equal(3 * Math.round(200 / 3), 201)
assert.equal(3 * Math.floor(200 / 3), 198)
assert.throws(() => distribute(200n, []), RangeError)
assert.throws(() => distribute(-1n, three), RangeError)
assert.deepEqual(distribute(200n, three).map(({ cents }) => cents), [67n, 67n, 66n])
const holdings = fc
  .array(fc.bigInt({ min: 1n, max: 10n ** 24n }), { minLength: 1, maxLength: 60 })
  .map((units) => units.map((one, index) => ({ holder: \`h\${index}\`, units: one })))
fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), holdings, (cents, holders) => {
  const shares = distribute(cents, holders)
  assert.equal(paid(shares), cents)
  const total = holders.reduce((sum, { units }) => sum + units, 0n)
  shares.forEach((share, index) => {
    const floor = (cents * holders[index]!.units) / total
    assert.ok(share.cents === floor || share.cents === floor + 1n)
  })
  const byHolder = (list: typeof shares) => new Map(list.map((share) => [share.holder, share.cents]))
  assert.deepEqual(byHolder(distribute(cents, holders.toReversed())), byHolder(shares))
}), { numRuns: 300 })
console.log('whole')`)
    expect(printed).toBe('whole\n')
  })
})
