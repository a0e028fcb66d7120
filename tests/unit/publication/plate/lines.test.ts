import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fractureOf } from '#publication/plate/fracture.ts'
import { fieldOf } from '#publication/plate/load-cases.ts'
import { pathOf, simplified } from '#publication/plate/polygon.ts'
import { randomFrom } from '#publication/plate/random.ts'
import { arbitrarySpec } from './specs.ts'

/** The field and fracture of a spec on a 3:2 sheet. */
function laid({ seed, load, breaks, open }: typeof arbitrarySpec extends fc.Arbitrary<infer Spec> ? Spec : never) {
  const random = randomFrom(seed)
  const size = { width: 1200, height: 800 }
  const field = fieldOf({ ...size, load, seed }, random)
  return { field, fracture: fractureOf(field, { ...size, openings: breaks, isThrough: open > 0 }, random) }
}

describe('load lines', () => {
  it('never cross: a line above another stays above it, all along the load', () => {
    fc.assert(
      fc.property(arbitrarySpec, (spec) => {
        const { field, fracture } = laid(spec)
        const levels = Array.from(
          { length: 300 },
          (_, at) => field.lines[0] + ((field.lines[1] - field.lines[0]) * at) / 299,
        )
        for (let u = -0.08; u <= 1.08; u += 0.04) {
          const places = levels.map((v) => fracture.shifted(u, v))
          for (let at = 1; at < places.length; at++)
            expect(places[at]).toBeGreaterThanOrEqual((places[at - 1] as number) - 1e-9)
        }
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 60) },
    )
  })

  it('go round: none runs through an opening', () => {
    fc.assert(
      fc.property(
        arbitrarySpec.filter(({ breaks }) => breaks > 1 && breaks <= 14),
        (spec) => {
          const { field, fracture } = laid(spec)
          for (const opening of fracture.openings.slice(1, -1)) {
            const low = fracture.edge(opening, 'low', opening.u)
            const high = fracture.edge(opening, 'high', opening.u)
            for (let at = 0; at <= 200; at++) {
              const v = field.lines[0] + ((field.lines[1] - field.lines[0]) * at) / 200
              const place = fracture.shifted(opening.u, v)
              expect(place > low + 1e-6 && place < high - 1e-6).toBe(false)
            }
          }
        },
      ),
      { numRuns: Number(process.env.FC_RUNS ?? 60) },
    )
  })
})

describe('path data', () => {
  it('keeps a line within the tolerance, and its ends', () => {
    const line = Array.from({ length: 50 }, (_, at) => [at, Math.sin(at / 5) * 8] as const)
    const simple = simplified(line, 0.7)
    expect(simple.length).toBeLessThan(line.length / 2)
    expect(simple[0]).toEqual(line[0])
    expect(simple.at(-1)).toEqual(line.at(-1))
  })

  it('is relative, on half pixels, and leaves out moves of nothing', () => {
    expect(
      pathOf([
        [
          [1, 2],
          [1.1, 2.1],
          [3, 1],
          [0, -4],
        ],
      ]),
    ).toBe('M2 4l4-2-6-10z')
    expect(pathOf([])).toBe('')
  })
})
