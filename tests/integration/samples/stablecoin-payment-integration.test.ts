import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { samplesDatabase } from '#tests/support/samples/database.ts'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('stablecoin-payment-integration')
const { connect } = samplesDatabase()
const tables = sample('One row for a log, two legs for each change')
const post = sample('The change decides what is posted')
const sum = sample('Known by contract, counted in integers, widened and never divided')

const two_hundred = (200n * 10n ** 18n).toString()
const [blockA, blockB, tx] = ['aa', 'bb', 'cc'].map((byte) => Buffer.from(byte.repeat(32), 'hex'))

let first: pg.Client
let second: pg.Client

beforeAll(async () => {
  first = await connect()
  second = await connect()
  await first.query(tables)
})

beforeEach(() => first.query('truncate transfer, entry'))

const see = (client: pg.Client, block: Buffer | undefined, index: number, canonical: boolean, units = two_hundred) =>
  client.query(post, [1, block, index, tx, 'usdc', 7, units, canonical])

async function pending(): Promise<string> {
  const { rows } = await first.query<{ pending: string; all: string }>(
    `select coalesce(sum(units) filter (where account = 'pending:usdc'), 0) as pending, coalesce(sum(units), 0) as all from entry`,
  )
  expect(rows[0]?.all).toBe('0')
  return rows[0]?.pending ?? ''
}

describe('the ledger of the article on stablecoins', () => {
  it('credits a log once, reverses it when its block is gone, and credits it again when the block returns', async () => {
    await see(first, blockA, 5, true)
    expect(await pending()).toBe(two_hundred)
    await see(first, blockA, 5, true)
    expect(await pending()).toBe(two_hundred)
    await see(first, blockA, 5, false)
    await see(first, blockA, 5, false)
    expect(await pending()).toBe('0')
    await see(first, blockA, 5, true)
    expect(await pending()).toBe(two_hundred)
  })

  it('posts nothing for a log that is first seen when it is already gone', async () => {
    await see(first, blockA, 5, false)
    expect((await first.query('select from entry')).rowCount).toBe(0)
  })

  it('credits a transaction once that is included again, whether its log has another index or the same', async () => {
    for (const index of [3, 5]) {
      await first.query('truncate transfer, entry')
      await see(first, blockA, 5, true)
      await see(first, blockA, 5, false)
      await see(first, blockB, index, true)
      expect(await pending()).toBe(two_hundred)
    }
  })

  it('is needed: a key of transaction and index pays twice for another index, and loses the second for the same', async () => {
    await first.query(`create temporary table naive (tx_hash bytea, log_index int, block_hash bytea, units numeric,
      primary key (tx_hash, log_index))`)
    const insert = 'insert into naive values ($1, $2, $3, $4) on conflict do nothing'
    const credited = async () => (await first.query('select sum(units) from naive')).rows[0].sum
    await first.query(insert, [tx, 5, blockA, two_hundred])
    await first.query(insert, [tx, 3, blockB, two_hundred])
    expect(await credited()).toBe((400n * 10n ** 18n).toString())
    await first.query('truncate naive')
    await first.query(insert, [tx, 5, blockA, two_hundred])
    await first.query(insert, [tx, 5, blockB, two_hundred])
    await first.query('delete from naive where block_hash = $1', [blockA])
    expect(await credited()).toBe(null)
  })

  it('credits once when two workers bring the same log', async () => {
    await first.query('begin')
    await see(first, blockA, 5, true)
    const waiting = see(second, blockA, 5, true)
    await first.query('commit')
    await waiting
    expect(await pending()).toBe(two_hundred)
    expect((await first.query('select from entry')).rowCount).toBe(2)
  })

  it('lets a stale “canonical” revive a dead log, which is why one walker decides', async () => {
    await see(first, blockA, 5, true)
    await see(first, blockA, 5, false)
    await see(second, blockA, 5, true)
    expect(await pending()).toBe(two_hundred)
  })

  it('keeps the amount of the first sight, so that only the second provider and the balance find a lie', async () => {
    await see(first, blockA, 5, true)
    await see(first, blockA, 5, true, '1')
    expect(await pending()).toBe(two_hundred)
  })

  it('holds the greatest amount of 256 bits, where a bigint ends below ten DAI', async () => {
    const greatest = (2n ** 256n - 1n).toString()
    await see(first, blockA, 5, true, greatest)
    expect(await pending()).toBe(greatest)
    await expect(first.query('select $1::bigint', [(10n * 10n ** 18n).toString()])).rejects.toThrow('out of range')
  })
})

describe('the sum of the article on stablecoins', () => {
  const run = (transfers: string) =>
    runTypeScript(
      `${sum}\nconst { units, suspense } = total([${transfers}])\nconsole.log(String(units), suspense.length)`,
    )
  const usdc = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'
  const dai = '0x6B175474E89094C44Da98b954EedeAC495271d0F'
  const pegged = '0x55d398326f99059fF775485246999027B3197955'

  it('adds tokens of 6 and of 18 decimals exactly', async () => {
    const transfers = `{ chain: 1, token: '${usdc}', raw: 200_000_001n }, { chain: 1, token: '${dai}', raw: 3n },
      { chain: 56, token: '${pegged}', raw: 10n ** 18n }`
    expect(await run(transfers)).toBe('201000001000000000003 0\n')
  })

  it('leaves a token of another contract, and a known one on another chain, in suspense', async () => {
    const transfers = `{ chain: 1, token: '0x${'ab'.repeat(20)}', raw: 1n }, { chain: 56, token: '${usdc}', raw: 1n }`
    expect(await run(transfers)).toBe('0 2\n')
  })

  it('is needed: a number is exact only below one cent at 18 decimals', () => {
    expect(2n ** 53n < 10n ** 16n).toBe(true)
    expect(BigInt(Number(2n ** 53n + 1n))).not.toBe(2n ** 53n + 1n)
  })
})
