import { createHash } from 'node:crypto'
import { brotliCompressSync, constants } from 'node:zlib'
import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { loadCases } from '#publication/article/index.ts'
import {
  beamLength,
  beamMarks,
  beamSvg,
  drawPlate,
  groundOf,
  plateAlt,
  plateFormats,
  plateSpecOf,
  plateSvg,
  sheetSvg,
} from '#publication/plate/index.ts'
import { arbitrarySpec, formats, specsOfTwelve } from './specs.ts'

const numRuns = Number(process.env.FC_RUNS ?? 20)
const polygonsOf = (path: string): string[] => path.match(/M[^Mz]*z/g) ?? []
/** In bytes, as the door compresses what it keeps. */
const weightOf = (svg: string): number =>
  brotliCompressSync(svg, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).byteLength
const budget = 15 * 1024

describe('a plate', () => {
  it('has one opening for each break, whatever else', () => {
    fc.assert(
      fc.property(arbitrarySpec, fc.constantFrom(...formats), (spec, format) => {
        const drawing = drawPlate(spec, plateFormats[format])
        expect(polygonsOf(drawing.openings)).toHaveLength(spec.breaks)
        expect(drawing.marks).toHaveLength(spec.breaks)
      }),
      { numRuns },
    )
  })

  it('tears the gaps between openings that no key closes, if something is open, and stops the fracture if not', () => {
    fc.assert(
      fc.property(arbitrarySpec, (spec) => {
        const { cuts, arrests, keys } = drawPlate(spec, plateFormats['3x2'])
        const gaps = Math.max(0, spec.breaks - 1)
        const keyed = Math.min(spec.holds, gaps)
        expect(polygonsOf(cuts)).toHaveLength(spec.open > 0 ? gaps - keyed : 0)
        expect(keys === '').toBe(keyed === 0)
        expect(arrests).toHaveLength(spec.breaks === 0 || spec.open > 0 ? 0 : spec.holds > spec.breaks ? 2 : 1)
      }),
      { numRuns },
    )
  })

  it('is sound path data: whole numbers, closed, nothing that is not a number', () => {
    fc.assert(
      fc.property(arbitrarySpec, fc.constantFrom(...formats), (spec, format) => {
        const { lines, openings, cuts, keys } = drawPlate(spec, plateFormats[format])
        for (const path of [lines, openings, cuts, keys])
          expect(path).toMatch(/^(M-?\d+[ -]\d+(l-?\d+[ -]\d+([ -]\d+[ -]\d+)*)?z)*$/)
      }),
      { numRuns },
    )
  })

  it('weighs at most 15 kB compressed, with its twelve and with any', () => {
    for (const spec of specsOfTwelve)
      for (const format of formats) expect(weightOf(plateSvg(spec, format))).toBeLessThan(budget)
    fc.assert(
      fc.property(arbitrarySpec, fc.constantFrom(...formats), (spec, format) => {
        expect(weightOf(plateSvg(spec, format))).toBeLessThan(budget)
      }),
      { numRuns },
    )
  })

  it('is the same drawing each time, and another one for another variant or slug', () => {
    fc.assert(
      fc.property(
        arbitrarySpec.filter(({ breaks }) => breaks > 0),
        (spec) => {
          expect(plateSvg(spec, '1x1')).toBe(plateSvg({ ...spec }, '1x1'))
          expect(plateSvg({ ...spec, variant: spec.variant + 1 }, '1x1')).not.toBe(plateSvg(spec, '1x1'))
          expect(plateSvg({ ...spec, seed: `${spec.seed}x` }, '1x1')).not.toBe(plateSvg(spec, '1x1'))
        },
      ),
      { numRuns: Math.ceil(numRuns / 3) },
    )
  })

  it('of each of the twelve is the one that was looked at', async () => {
    const hashes = specsOfTwelve.flatMap((spec) =>
      formats.map((format) => {
        const hash = createHash('sha256').update(plateSvg(spec, format)).digest('hex')
        return `${spec.seed}.${format} ${hash}\n`
      }),
    )
    await expect(hashes.join('')).toMatchFileSnapshot('./hashes-of-twelve.txt')
  })

  it('is one well-formed SVG without anything that runs or loads', () => {
    for (const spec of specsOfTwelve) {
      const svg = plateSvg(spec, 'wide')
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 3200 1280">/)
      expect(svg).not.toMatch(/<(script|image|use|foreignObject|a)\b|\bon\w+=|href=|url\(/i)
      expect(parseFragment(svg).childNodes).toHaveLength(1)
    }
  })

  it('keeps its middle marks on the sheet', () => {
    fc.assert(
      fc.property(
        arbitrarySpec.filter(({ breaks }) => breaks <= 14),
        (spec) => {
          for (const { x, y } of drawPlate(spec, plateFormats['3x2']).marks) {
            expect(x).toBeGreaterThan(-0.1)
            expect(x).toBeLessThan(1.1)
            expect(y).toBeGreaterThan(-0.1)
            expect(y).toBeLessThan(1.1)
          }
        },
      ),
      { numRuns },
    )
  })
})

describe('the ground', () => {
  it.each([
    [0, 0, 'chalk'],
    [4, 0, 'blue'],
    [10, 2, 'chalk'],
    [10, 3, 'red'],
    [1, 1, 'red'],
  ])('of %i breaks with %i open is %s', (breaks, open, ground) => {
    expect(groundOf({ breaks, open })).toBe(ground)
  })

  it('chalk has both schemes, printed sheets one', () => {
    const spec = specsOfTwelve[0]
    if (!spec) throw new Error('no plate')
    expect(plateSvg(spec, '1x1')).toContain('prefers-color-scheme:dark')
    expect(plateSvg({ ...spec, open: 0, holds: 5 }, '1x1')).not.toContain('prefers-color-scheme')
  })
})

describe('what a plate is drawn from', () => {
  it('is counted from the findings: breaks, holds, and what no hold answers', () => {
    const findings = [
      { id: 'b1', kind: 'break', title: 'One', shows: null, scale: null, cost: null, status: 'held', heldBy: ['h1'] },
      { id: 'h1', kind: 'hold', title: 'Both', answers: ['b1', 'b2'], cost: null, verifiedSince: null },
      { id: 'b2', kind: 'break', title: 'Two', shows: null, scale: null, cost: null, status: 'held', heldBy: ['h1'] },
      { id: 'b3', kind: 'break', title: 'Three', shows: null, scale: null, cost: null, status: 'open', heldBy: [] },
    ] as const
    expect(
      plateSpecOf({
        slug: 'x',
        load: 'cable',
        findings: findings as never,
        cover: { variant: 3, calm: true },
      }),
    ).toEqual({ seed: 'x', load: 'cable', breaks: 3, holds: 1, open: 1, variant: 3, calm: true })
  })

  it.each([
    [0, 0, 0, 'Plate for “T”: load lines run straight through, with nothing in their way.'],
    [1, 1, 0, 'Plate for “T”: load lines go round 1 opening, one for each break; the fracture is stopped.'],
    [
      6,
      5,
      1,
      'Plate for “T”: load lines go round 6 openings, one for each break; 5 keys carry the load across; 1 is left open, and the fracture runs through.',
    ],
    [
      1,
      0,
      1,
      'Plate for “T”: load lines go round 1 opening, one for each break; it is left open, and the fracture runs through.',
    ],
    [
      2,
      0,
      2,
      'Plate for “T”: load lines go round 2 openings, one for each break; all are left open, and the fracture runs through.',
    ],
    [
      2,
      2,
      0,
      'Plate for “T”: load lines go round 2 openings, one for each break; 1 key carries the load across; the fracture is stopped.',
    ],
  ])('reads in words: %i breaks, %i holds, %i open', (breaks, holds, open, words) => {
    expect(plateAlt('T', { seed: 'x', load: 'cable', breaks, holds, open, variant: 0, calm: false })).toBe(words)
  })
})

describe('sheets', () => {
  it.each(loadCases)('of a topic under %s is sound and light', (load) => {
    for (const format of ['sheet', 'sheet-wide'] as const) {
      const svg = sheetSvg('topic', load, format)
      expect(svg).not.toContain('class="b"')
      expect(svg).not.toContain('class="k"')
      expect(weightOf(svg)).toBeLessThan(budget)
    }
  })

  it('the beam has one opening for each article, as broad as it has breaks, in the order given', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: beamLength }), (breaks) => {
        const marks = beamMarks(breaks)
        expect(marks).toHaveLength(breaks.length)
        const xs = marks.map(({ x }) => x)
        expect(xs).toEqual(xs.toSorted((a, b) => a - b))
        for (const { x, y } of marks) {
          expect(x).toBeGreaterThan(0)
          expect(x).toBeLessThan(1)
          expect(y).toBeGreaterThan(0)
          expect(y).toBeLessThan(1)
        }
        expect(weightOf(beamSvg(breaks, 'beam'))).toBeLessThan(budget)
        expect(weightOf(beamSvg(breaks, 'beam-narrow'))).toBeLessThan(budget)
      }),
      { numRuns },
    )
  })
})
