import { describe, expect, it } from 'vitest'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'
import { compileSolidity } from '#tests/support/samples/solidity.ts'

const sample = samplesOf('audit-vs-formal-verification')
const examples = sample('The quote rounds down, and every example passes')
const property = sample('The property names the direction, and finds the crumb')
const mutants = sample('A property earns trust by failing on purpose')
const escrow = sample('A conservation law that the compiler’s own checker can prove')

/** What the property says of a quote, as JSON. */
const verdictOn = async (quote: string): Promise<unknown> =>
  JSON.parse(
    await runTypeScript(`${examples}\n${property}
const { failed, counterexample } = paysInFull(${quote})
console.log(JSON.stringify({ failed, counterexample: counterexample?.map(String) ?? null }))`),
  )

describe('the samples of the article on audits and proofs', () => {
  it('pass every example although the quote rounds against the pool', async () => {
    expect(await runTypeScript(`${examples}\nconsole.log(quoteIn(1n, ONE + 1n) * ONE < ONE + 1n)`)).toBe('true\n')
  })

  it('find the rounding, and shrink it to the crumb that the article names', async () => {
    expect(await verdictOn('quoteIn')).toEqual({
      failed: true,
      counterexample: ['1', '1000000000000000001'],
    })
  })

  it('hold for the quote that rounds up', async () => {
    expect(await verdictOn('quoteUp')).toMatchObject({ failed: false, counterexample: null })
  })

  it('kill every mutant', async () => {
    expect(await runTypeScript(`${examples}\n${property}\n${mutants}\nconsole.log(Object.keys(broken).length)`)).toBe(
      '3\n',
    )
  })

  it('let a mutant live that charges double, since the property speaks for the pool alone', async () => {
    expect(await verdictOn('(o, r) => 2n * quoteUp(o, r)')).toMatchObject({ failed: false })
  })

  it('name the mutant that survives a property whose range has been narrowed until it is empty of cases', async () => {
    const narrowed = property.replace('fc.bigInt({ min: ONE, max: 2n * ONE })', 'fc.constant(ONE)')
    expect(narrowed).not.toBe(property)
    await expect(runTypeScript(`${examples}\n${narrowed}\n${mutants}`)).rejects.toThrow('survives: rounds down')
  })

  it('compile, as printed and with the two changes that the article tries', () => {
    const law = 'require(fee <= amount, "fee above amount");'
    expect(escrow.split('\n')[12]).toBe('        held += amount - fee;')
    const bug = escrow.replace('held += amount - fee;', 'held += amount;')
    const empty = bug.replace(law, `${law} require(fee > amount, "contradicts");`)
    expect(empty).not.toBe(bug)
    for (const code of [escrow, bug, empty]) expect(compileSolidity(code)).toEqual(['Escrow'])
  })
})
