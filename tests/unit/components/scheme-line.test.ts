import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { schemeLine } from '#components/scheme-line.ts'

/** What the line makes of a root, given what is stored. */
function shown(localStorage: object): Record<string, string> {
  const dataset = {}
  runInNewContext(schemeLine, { document: { documentElement: { dataset } }, localStorage })
  return dataset
}

const refused = new Proxy(
  {},
  {
    get() {
      throw new Error('storage is refused')
    },
  },
)

describe('the inline line', () => {
  it('is short, and nothing in it needs escaping in HTML', () => {
    expect(Buffer.byteLength(schemeLine)).toBeLessThanOrEqual(300)
    expect(schemeLine).not.toMatch(/<\/|<!--/)
  })

  it.each([
    [{}, {}],
    [{ scheme: 'light' }, { scheme: 'light' }],
    [
      { scheme: 'dark', plates: 'calm' },
      { scheme: 'dark', plates: 'calm' },
    ],
    [{ scheme: 'darkness', plates: 'loud' }, {}],
    [{ scheme: '"><script>', plates: '' }, {}],
    [{ scheme: 'dark\n' }, {}],
  ])('makes of %j %j', (stored, expected) => {
    expect(shown(stored)).toEqual(expected)
  })

  it('does nothing where storage is refused', () => {
    expect(shown(refused)).toEqual({})
  })
})
