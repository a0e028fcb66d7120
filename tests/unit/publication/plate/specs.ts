import fc from 'fast-check'
import { loadCases } from '#publication/article/index.ts'
import { type PlateFormat, type PlateSpec, plateFormats } from '#publication/plate/index.ts'

export const formats = Object.keys(plateFormats) as PlateFormat[]

/** Any plate that an article may ask for. */
export const arbitrarySpec: fc.Arbitrary<PlateSpec> = fc
  .record({
    seed: fc.stringMatching(/^[a-z0-9]{1,12}(-[a-z0-9]{1,8}){0,5}$/),
    load: fc.constantFrom(...loadCases),
    breaks: fc.integer({ min: 0, max: 30 }),
    holds: fc.integer({ min: 0, max: 34 }),
    openPart: fc.double({ min: 0, max: 1, noNaN: true }),
    variant: fc.integer({ min: 0, max: 99 }),
    calm: fc.boolean(),
  })
  .map(({ openPart, ...spec }) => ({ ...spec, open: Math.round(openPart * spec.breaks) }))

/** The twelve first articles, with counts of breaks and holds of every proportion. */
const twelve: [seed: string, load: PlateSpec['load'], breaks: number, holds: number, variant?: number][] = [
  ['audit-vs-formal-verification', 'shear', 5, 4],
  ['scaling-from-100-to-100k-users', 'footing', 7, 6],
  ['agency-to-internal-team-handover', 'lap', 5, 5],
  ['api-security-b2b-platforms', 'vessel', 8, 7],
  ['stablecoin-payment-integration', 'cable', 6, 5],
  ['queue-architecture-async-workloads', 'footing', 6, 5, 2],
  ['rwa-tokenization-architecture', 'cable', 3, 3],
  ['two-sided-marketplace-architecture', 'seam', 5, 4],
  ['audit-logging-soc-2', 'shear', 4, 4],
  ['defi-protocol-security', 'vessel', 7, 4],
  ['production-ai-b2b-saas', 'cyclic', 6, 4],
  ['wholesale-distribution-software', 'seam', 6, 5],
]

export const specsOfTwelve: PlateSpec[] = twelve.map(([seed, load, breaks, holds, variant = 0]) => ({
  seed,
  load,
  breaks,
  holds,
  open: breaks - holds,
  variant,
  calm: false,
}))
