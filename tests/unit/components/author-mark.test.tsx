import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AuthorMark } from '#components/author-mark.tsx'
import { markup } from './markup.ts'

const pathsOf = (name: string): string[] =>
  markup(<AuthorMark name={name} />)
    .named('path')
    .map((path) => path.attributes['d'] ?? '')

describe('the mark of an author', () => {
  it('is the same for the same name, however its letters are encoded', () => {
    expect(pathsOf('Zoë Ångström')).toEqual(pathsOf('Zoë Ångström'.normalize('NFD')))
  })

  it('differs between names', () => {
    const names = ['Editorial Desk', 'Editorial desk', 'Editor', 'A', 'B', '', 'عمر', '李']
    expect(new Set(names.map((name) => pathsOf(name).join())).size).toBe(names.length)
  })

  it('is decoration beside the name', () => {
    expect(markup(<AuthorMark name="Editorial Desk" />).named('svg')[0]?.attributes['aria-hidden']).toBe('true')
  })

  it('has three layers of two parts for every name, inside its square', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const paths = pathsOf(name).join('')
        expect(paths).not.toMatch(/NaN|undefined|Infinity/)
        expect(paths.match(/M/g)).toHaveLength(6)
        for (const number of paths.match(/-?\d+(?:\.\d+)?/g) ?? []) {
          expect(Number(number)).toBeGreaterThanOrEqual(0)
          expect(Number(number)).toBeLessThanOrEqual(96)
        }
      }),
    )
  })
})
