import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lexicalToMdast } from '#collections/articles/lexical-to-mdast.ts'
import { mdastToLexical } from '#collections/articles/mdast-to-lexical.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'
import { propertyRuns as numRuns } from '#tests/support/arbitrary-line.ts'
import { media } from './states.ts'

describe('Lexical and mdast, of every kind of block', () => {
  it('mdast → Lexical → mdast is equal', () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        expect(lexicalToMdast(mdastToLexical(body, media), media)).toEqual(body)
      }),
      { numRuns },
    )
  }, 120_000)

  it('Lexical → mdast → Lexical is equal, to the byte', () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        const state = mdastToLexical(body, media)
        const again = mdastToLexical(lexicalToMdast(JSON.parse(JSON.stringify(state)), media), media)
        expect(JSON.stringify(again)).toBe(JSON.stringify(state))
      }),
      { numRuns },
    )
  }, 120_000)
})
