import type { Finding } from '#publication/article/index.ts'
import { tallyOf } from './wording.ts'

/** More lozenges than this cannot be counted at a glance: the words stand alone. */
const mostGlyphs = 16
const step = 17

const lozenge = (x: number): string => `M${x + 3.2} 0 ${x + 10} 4.6 ${x + 6.8} 14 ${x} 9.4z`
const key = (x: number): string => `M${x + 8.4} 1h10.2l-3.6 6 3.6 6h-10.2l3.6-6z`

/**
 * Which gaps between neighbouring breaks have a key, first break first. There are as many keys as holds, at most one
 * a gap; gaps after a break that is held come first, so that what stays empty lies beside what is open.
 */
export function keyedGaps(held: readonly boolean[], holds: number): boolean[] {
  const gaps = held.slice(0, -1)
  const numbers = [...gaps.keys()]
  const inOrder = [...numbers.filter((number) => gaps[number]), ...numbers.filter((number) => !gaps[number])]
  const keyed = new Set(inOrder.slice(0, holds))
  return numbers.map((number) => keyed.has(number))
}

/**
 * The article as one row of glyphs: a lozenge for each break, a key for each hold, a gap where a key is missing,
 * and a dot at the end of a crack that was stopped. Nothing for an article without breaks.
 * `decorative` where the same counts stand beside it as words.
 */
export function SeamLine({ findings, decorative = false }: { findings: readonly Finding[]; decorative?: boolean }) {
  const { breaks, holds, open, label } = tallyOf(findings)
  if (breaks.length === 0) return null
  if (breaks.length > mostGlyphs) return decorative ? null : <span>{label}</span>
  const isArrested = open === 0 && holds.length >= breaks.length
  const width = breaks.length * step - 7 + (isArrested ? 7 : 0)
  const keyed = keyedGaps(
    breaks.map((finding) => finding.status === 'held'),
    holds.length,
  )
  const shape = { className: 'seam', viewBox: `0 0 ${width} 14`, width, height: 14 }
  const glyphs = (
    <>
      <path className="opening" d={breaks.map((_, index) => lozenge(index * step)).join('')} />
      {keyed.includes(true) && (
        <path className="key" d={keyed.map((isKeyed, index) => (isKeyed ? key(index * step) : '')).join('')} />
      )}
      {isArrested && <circle className="key" cx={breaks.length * step - 3} cy="7" r="2.6" />}
    </>
  )
  return decorative ? (
    <svg {...shape} aria-hidden="true">
      {glyphs}
    </svg>
  ) : (
    <svg {...shape} role="img" aria-label={label}>
      {glyphs}
    </svg>
  )
}
