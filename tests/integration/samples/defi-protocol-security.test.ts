import { describe, expect, it } from 'vitest'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'
import { compileSolidity } from '#tests/support/samples/solidity.ts'

const sample = samplesOf('defi-protocol-security')
const firstDay = sample('The first day of a vault, naive and with virtual shares')

/** A pool as the two contracts keep it, whose payment calls back, so that the order of their lines can be run. */
const pool = `
class Pool {
  shares = 100n
  reserve = 100n
  isBusy = false
  readonly isClosedFirst: boolean
  constructor(isClosedFirst: boolean) { this.isClosedFirst = isClosedFirst }
  redeem(amount: bigint, pay: () => void) {
    if (this.isClosedFirst && this.isBusy) throw new Error('Busy')
    this.isBusy = true
    const paid = (amount * this.reserve) / this.shares
    this.shares -= amount
    if (this.isClosedFirst) this.reserve -= paid
    pay()
    if (!this.isClosedFirst) this.reserve -= paid
    this.isBusy = false
  }
  price() {
    if (this.isClosedFirst && this.isBusy) throw new Error('Busy')
    return this.reserve / this.shares
  }
}
const seen = (pool: Pool) => {
  let price: unknown
  pool.redeem(90n, () => {
    try { price = pool.price() } catch (error) { price = (error as Error).message }
  })
  return [price, pool.price()].join()
}
console.log(seen(new Pool(false)), seen(new Pool(true)))`

/** The cap of the article, line for line, with a clock of its own and a refusal in place of a revert. */
const outflow = `
class Outflow {
  now = 0n
  since = 0n
  room: bigint
  readonly burst: bigint
  readonly perSecond: bigint
  constructor(most: bigint, rate: bigint) { this.burst = this.room = most; this.perSecond = rate }
  refill() {
    if (this.now === this.since) return
    const full = this.room + (this.now - this.since) * this.perSecond
    this.room = full < this.burst ? full : this.burst
    this.since = this.now
  }
  letIn(arrived: bigint) { this.refill(); this.room += arrived }
  letOut(amount: bigint) {
    this.refill()
    if (amount > this.room) return false
    this.room -= amount
    return true
  }
}`

describe('the samples of the article on the security of DeFi protocols', () => {
  it('print the figures of the table: a naive vault gives the thief the deposit, a virtual one costs him', async () => {
    expect((await runTypeScript(firstDay)).trim().split('\n')).toEqual([
      '0 shares, thief 10000000000, user -10000000000',
      '1 shares, thief -3333333334, user -3333333333',
      '1999999 shares, thief -4999998751, user -2499',
    ])
  })

  it('leave the thief no gain against virtual shares, whatever is donated and deposited', async () => {
    const property = `
import fc from 'fast-check'
const amount = fc.bigInt({ min: 0n, max: 10n ** 24n })
fc.assert(fc.property(fc.constantFrom(0n, 3n, 6n), amount, amount, (offset, donation, deposit) =>
  firstDay(virtual(offset), donation, deposit).thief <= 0n), { numRuns: 2000 })
console.log('held')`
    expect(await runTypeScript(firstDay + property)).toContain('held')
  })

  it('compile, the pool that is read too early and the one that closes its books first', () => {
    expect(compileSolidity(sample('Two effects before the call, and one after it'))).toEqual(['BooksStillOpen'])
    const closed = sample('The books are closed first, and the price refuses to speak meanwhile')
    expect(compileSolidity(closed)).toEqual(['BooksClosedFirst'])
  })

  it('quote ten times the price while the books are open, and refuse when they are closed first', async () => {
    expect((await runTypeScript(pool)).trim()).toBe('10,1 Busy,1')
  })

  it('compile, the cap on what may leave', () => {
    expect(compileSolidity(sample('What may leave: a burst, and a refill per second'))).toEqual(['Outflow'])
  })

  it('let out by then what the table of the cap says, and fill the emptied room in 4.8 hours', () => {
    const burst = 1_000_000
    const perSecond = 5_000_000 / 86_400
    const gone = (seconds: number) => Math.round(burst + seconds * perSecond)
    expect([12, 2 * 3_600, 6 * 86_400].map(gone)).toEqual([1_000_694, 1_416_667, 31_000_000])
    expect(Math.round(burst / perSecond)).toBe(17_280)
  })

  it('never let out more than came in, the burst and the refill, whoever comes and goes', async () => {
    const property = `
import fc from 'fast-check'
const step = fc.record({ wait: fc.bigInt(0n, 90n), isIn: fc.boolean(), amount: fc.bigInt(0n, 5000n) })
fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
  const cap = new Outflow(1000n, 3n)
  let net = 0n
  for (const { wait, isIn, amount } of steps) {
    cap.now += wait
    if (isIn) { cap.letIn(amount); net -= amount }
    else if (cap.letOut(amount)) net += amount
    if (net > 1000n + 3n * cap.now) return false
  }
  return true
}), { numRuns: 2000 })
console.log('held')`
    expect(await runTypeScript(outflow + property)).toContain('held')
  })

  it('leave the room to others after a flash loan, be emptied by an old deposit, and reopen for a new one', async () => {
    const story = `
const cap = new Outflow(1000n, 3n)
cap.letIn(9000n)
console.log(cap.letOut(9000n), cap.room) // a flash loan, in and out
cap.letIn(5000n)
cap.now += 12n
console.log(cap.letOut(1000n), cap.letOut(1n), cap.room) // an old deposit takes the burst
cap.letIn(400n)
console.log(cap.letOut(400n))
cap.letIn(7n * 10n ** 30n) // a worthless token in the same room
console.log(cap.letOut(99_999n))`
    const printed = (await runTypeScript(outflow + story)).trim().split('\n')
    expect(printed).toEqual(['true 1000n', 'true false 0n', 'true', 'true'])
  })
})
