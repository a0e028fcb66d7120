import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lexicalToMdast } from '#collections/articles/lexical-to-mdast.ts'
import { mdastToLexical } from '#collections/articles/mdast-to-lexical.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'
import { arbitraryKinds } from '#tests/support/arbitrary-kinds.ts'
import { propertyRuns as numRuns } from '#tests/support/arbitrary-line.ts'
import { media } from './states.ts'

describe.each([
  ['of text', arbitraryBody],
  ['of every kind of block', arbitraryKinds],
])('Lexical and mdast %s', (_, arbitrary) => {
  it('mdast → Lexical → mdast is equal', () => {
    fc.assert(
      fc.property(arbitrary(), (body) => {
        expect(lexicalToMdast(mdastToLexical(body, media), media)).toEqual(body)
      }),
      { numRuns },
    )
  }, 120_000)

  it('Lexical → mdast → Lexical is equal, to the byte', () => {
    fc.assert(
      fc.property(arbitrary(), (body) => {
        const state = mdastToLexical(body, media)
        const again = mdastToLexical(lexicalToMdast(JSON.parse(JSON.stringify(state)), media), media)
        expect(JSON.stringify(again)).toBe(JSON.stringify(state))
      }),
      { numRuns },
    )
  }, 120_000)
})
