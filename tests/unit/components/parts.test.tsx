import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Day, dayOf } from '#components/day.tsx'
import { loadCaseSentences } from '#components/listing/load-cases.ts'
import { keyedGaps, SeamLine } from '#components/seam-line.tsx'
import { capitalised, counted, countedInWords, inWords, tallyOf } from '#components/wording.ts'
import { clipped, type Finding, loadCases } from '#publication/article/index.ts'
import { markup } from './markup.ts'

const findings = (held: boolean[], holds: number): Finding[] => [
  ...held.map((isHeld, index): Finding => {
    const status = isHeld ? 'held' : 'open'
    return { id: `b${index + 1}`, kind: 'break', title: 'x', shows: null, scale: null, cost: null, status, heldBy: [] }
  }),
  ...Array.from({ length: holds }, (_, index): Finding => {
    return { id: `h${index + 1}`, kind: 'hold', title: 'x', answers: [], cost: null, verifiedSince: null }
  }),
]
const all = (count: number): boolean[] => Array.from({ length: count }, () => true)
const glyphsIn = (path: string | undefined): number => path?.match(/M/g)?.length ?? 0

function seam(held: boolean[], holds: number) {
  const { named, withClass, text } = markup(<SeamLine findings={findings(held, holds)} />)
  return {
    label: named('svg')[0]?.attributes['aria-label'],
    breaks: glyphsIn(withClass('opening')[0]?.attributes['d']),
    keys: glyphsIn(named('path').find((tag) => tag.attributes['class'] === 'key')?.attributes['d']),
    dots: named('circle').length,
    text,
  }
}

describe('the seam line', () => {
  it('is drawn for six breaks and five holds as six lozenges and five keys', () => {
    expect(seam([...all(5), false], 5)).toEqual({ label: '6 breaks, 5 holds', breaks: 6, keys: 5, dots: 0, text: '' })
  })

  it('ends in a dot when every break is held', () => {
    expect(seam(all(4), 4)).toMatchObject({ label: '4 breaks, 4 holds', keys: 3, dots: 1 })
    expect(seam([true, false], 2)).toMatchObject({ keys: 1, dots: 0 })
  })

  it('reads well for one break, and for none', () => {
    expect(seam([false], 0)).toMatchObject({ label: '1 break, no holds', breaks: 1, keys: 0, dots: 0 })
    expect(markup(<SeamLine findings={[]} />).named('svg')).toEqual([])
  })

  it('is words alone beyond sixteen breaks', () => {
    expect(seam(all(16), 3).label).toBe('16 breaks, 3 holds')
    expect(seam(all(17), 3)).toMatchObject({ label: undefined, text: '17 breaks, 3 holds' })
  })

  it('leaves the gap beside the break that is open', () => {
    expect(keyedGaps([false, true, true], 1)).toEqual([false, true])
    expect(keyedGaps([true, false, true], 1)).toEqual([true, false])
  })

  it('has as many keys as holds, at most one a gap', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }), fc.nat(20), (held, holds) => {
        const keyed = keyedGaps(held, holds)
        expect(keyed).toHaveLength(held.length - 1)
        expect(keyed.filter(Boolean)).toHaveLength(Math.min(holds, held.length - 1))
      }),
    )
  })
})

describe('days', () => {
  it('are told by UTC, in three letters, wherever the server stands', () => {
    expect(dayOf('2026-09-08T23:59:59.999Z')).toBe('8 Sep 2026')
    expect(dayOf('2027-01-01T00:00:00.000Z')).toBe('1 Jan 2027')
    expect(dayOf('2026-06-30T12:00:00.000Z')).toBe('30 Jun 2026')
    expect(markup(<Day iso="2026-11-18T10:12:00.000Z" />).html).toBe(
      '<time dateTime="2026-11-18T10:12:00.000Z">18 Nov 2026</time>',
    )
  })
})

describe('words', () => {
  it('count', () => {
    expect(counted(0, 'hold')).toBe('no holds')
    expect(counted(1, 'hold')).toBe('1 hold')
    expect(countedInWords(12, 'teardown')).toBe('twelve teardowns')
    expect(countedInWords(1, 'break')).toBe('one break')
    expect(inWords(21)).toBe('21')
    expect(capitalised('six breaks')).toBe('Six breaks')
  })

  it('tell open breaks from held ones', () => {
    expect(tallyOf(findings([true, false, false], 1))).toMatchObject({ open: 2, label: '3 breaks, 1 hold' })
  })

  it('say how the load runs for every load case', () => {
    expect(Object.keys(loadCaseSentences).sort()).toEqual([...loadCases].sort())
  })

  it('are cut at a word, and short ones are left alone', () => {
    expect(clipped('one two three', 13)).toBe('one two three')
    expect(clipped('one two, three', 11)).toBe('one two…')
    expect(clipped('x'.repeat(79), 20)).toBe(`${'x'.repeat(19)}…`)
  })

  it('never grow beyond the limit, nor end in half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 2, max: 200 }), (text, limit) => {
        const cut = clipped(text, limit)
        expect(cut.length).toBeLessThanOrEqual(Math.max(limit, 0))
        expect(() => encodeURIComponent(cut)).not.toThrow()
      }),
    )
  })
})
