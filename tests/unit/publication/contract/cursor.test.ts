import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type ListIdentity, readCursor, writeCursor } from '#publication/contract/cursor.ts'
import { PublicError } from '#publication/errors/index.ts'

const environment = vi.hoisted(() => ({ INTERNAL_SECRET: '' }))
vi.mock('#platform/env.ts', () => ({ env: () => environment }))
beforeEach(() => {
  environment.INTERNAL_SECRET = 'a secret of thirty-two characters or more'
})

const position = fc
  .record({
    at: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-01-01') })
      .map((date) => date.toISOString()),
    id: fc.stringMatching(/^a_[0-9a-hjkmnp-tv-z]{26}$/),
  })
  .map(({ at, id }) => [at, id])
const parts = (given: string[]) => given
const list: fc.Arbitrary<ListIdentity> = fc.record({
  sort: fc.constantFrom('publishedAt', 'modifiedAt'),
  filters: fc.record({
    topic: fc.option(fc.string(), { nil: undefined }),
    author: fc.option(fc.string(), { nil: undefined }),
  }),
})

const refusal = (text: string, of: ListIdentity): PublicError => {
  try {
    readCursor(text, of, 'after', parts)
  } catch (error) {
    if (error instanceof PublicError) return error
    throw error
  }
  throw new Error(`accepted ${text}`)
}

const plain: ListIdentity = { sort: 'publishedAt', filters: {} }
const somewhere = ['2026-09-08T08:00:00.000Z', 'a_01j00000000000000000000001']

describe('cursor', () => {
  it('gives back the position it was made of', () => {
    fc.assert(
      fc.property(position, list, (at, of) => {
        expect(readCursor(writeCursor(at, of), of, 'after', parts)).toEqual(at)
      }),
    )
  })

  it('is safe in a query string and says nothing in plain words', () => {
    const text = writeCursor(somewhere, plain)
    expect(text).toMatch(/^[\w-]+$/)
    expect(text).not.toContain(somewhere[1])
  })

  it('refuses any change of any character', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ .'
    fc.assert(
      fc.property(position, list, fc.nat(), fc.constantFrom(...alphabet), (at, of, where, letter) => {
        const text = writeCursor(at, of)
        const index = where % text.length
        fc.pre(text[index] !== letter)
        expect(refusal(text.slice(0, index) + letter + text.slice(index + 1), of).kind).toBe('invalid-cursor')
      }),
    )
  })

  it('refuses what was cut, lengthened or never ours', () => {
    fc.assert(
      fc.property(position, list, fc.nat(), fc.string({ minLength: 1 }), (at, of, cut, more) => {
        const text = writeCursor(at, of)
        expect(refusal(text.slice(0, cut % text.length), of).kind).toBe('invalid-cursor')
        expect(refusal(text + more, of).kind).toBe('invalid-cursor')
        expect(refusal(more + text, of).kind).toBe('invalid-cursor')
        expect(refusal(more, of).kind).toBe('invalid-cursor')
      }),
    )
    expect(refusal('', plain).kind).toBe('invalid-cursor')
    expect(refusal('A'.repeat(65_536), plain).kind).toBe('invalid-cursor')
  })

  it('refuses a cursor of a list with another order or other filters, and says so', () => {
    fc.assert(
      fc.property(position, list, list, (at, one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other))
        expect(refusal(writeCursor(at, one), other).message).toContain('another order or other filters')
      }),
    )
  })

  it('reads filters without regard to their order or to those that are not set', () => {
    const text = writeCursor(somewhere, { sort: 'publishedAt', filters: { topic: 'scale', author: 'desk' } })
    const same = { sort: 'publishedAt', filters: { author: 'desk', topic: 'scale', modifiedAfter: undefined } }
    expect(readCursor(text, same, 'after', parts)).toEqual(somewhere)
  })

  it('refuses a cursor signed with another secret', () => {
    const text = writeCursor(somewhere, plain)
    environment.INTERNAL_SECRET = 'another secret of at least thirty-two characters'
    expect(refusal(text, plain).kind).toBe('invalid-cursor')
  })

  it('refuses one of another shape than its list has', () => {
    const text = writeCursor(somewhere, plain)
    expect(() => readCursor(text, plain, 'after', () => null)).toThrow('damaged')
  })

  it('names the parameter it came under', () => {
    expect(refusal('nonsense', plain).parameters).toEqual([
      { parameter: 'after', detail: expect.stringContaining('damaged') },
    ])
  })
})
