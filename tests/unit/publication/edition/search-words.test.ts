import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedWords } from '#publication/edition/asked-words.ts'
import { excerptOf } from '#publication/edition/excerpt.ts'
import { placeOf, readPlace } from '#publication/edition/finding-rows.ts'

describe('words that are asked for', () => {
  it('are as they were given, without control characters', () => {
    expect(askedWords(' a\u0000b\n"c  d" ')).toBe('a b "c  d"')
    expect(askedWords('x'.repeat(200))).toHaveLength(200)
  })

  it.each(['', ' \t', '\u0000', '\ud800', 'x'.repeat(201)])('are none in %j', (given) => {
    expect(askedWords(given)).toBeNull()
  })
})

describe('an excerpt', () => {
  it('is parted at its marks, with tags and slashes as they were', () => {
    expect(excerptOf(' a\n \u0001b\u0002 \u0003c\u0004 \u0001d\u0002')).toEqual([
      { text: 'a ', isMatch: false },
      { text: 'b', isMatch: true },
      { text: ' <c/ ', isMatch: false },
      { text: 'd', isMatch: true },
    ])
    expect(excerptOf('')).toEqual([])
  })

  it('never holds a mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\u0001', '\u0002', '\u0003', '\u0004') }), (text) => {
        for (const piece of excerptOf(text)) expect(piece.text).not.toMatch(/\p{Cc}/u)
      }),
    )
  })
})

it('a place names its finding and where it stood', () => {
  const id = fc
    .tuple(fc.constantFrom('b', 'h'), fc.integer({ min: 1, max: 9_999 }))
    .map(([kind, number]) => kind + number)
  fc.assert(
    fc.property(id, fc.integer({ min: 0, max: 60_000 }), (findingId, position) => {
      const place = placeOf(findingId, position)
      expect(place).toBeLessThan(2 ** 31)
      expect(readPlace(place)).toEqual({ findingId, position })
    }),
  )
})
