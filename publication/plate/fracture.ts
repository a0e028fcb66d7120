import type { Field } from './load-cases.ts'
import { between, clamp, type Random, signOf } from './random.ts'

/** An opening in the fracture. It takes the lines between `from` and `to` and is widest at `u`. */
export type Opening = { from: number; to: number; centre: number; u: number; before: number; after: number }

/** The one fracture of a sheet, in the coordinates of its field. */
export type Fracture = {
  openings: readonly Opening[]
  /** the part of the fracture that lies on the sheet, as values of `v` */
  on: readonly [from: number, to: number]
  /** Where the edge of an opening lies at `u`: the one towards lower values of `v`, or the other. */
  edge: (opening: Opening, side: 'low' | 'high', u: number) => number
  /** Where the line of level `v` runs at `u`: round the openings, and never across another line. */
  shifted: (u: number, v: number) => number
}

type Wanted = {
  width: number
  height: number
  openings: number
  /** whether the fracture runs from edge to edge */
  isThrough: boolean
  /** the breadth of each opening in proportion; without it they are drawn by lot, and one is the big one */
  breadths?: readonly number[] | undefined
}

/** The part of a line across the load that lies on the sheet. */
function visibleOf(field: Field, at: (v: number) => number, { width, height }: Wanted): [number, number] {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (let step = 0; step <= 600; step++) {
    const v = between(field.lines[0], field.lines[1], step / 600)
    const [x, y] = field.map(at(v), v)
    if (x < 0 || x > width || y < 0 || y > height) continue
    from = Math.min(from, v)
    to = Math.max(to, v)
  }
  return [from, to]
}

function breadthsOf({ openings, breadths }: Wanted, random: Random): number[] {
  const drawn = Array.from({ length: openings }, () => between(0.6, 1.15, random()))
  if (breadths) return drawn.map((own, at) => breadths[at] ?? own)
  if (openings === 0) return drawn
  const big = Math.floor(between(0.15, 0.85, random()) * openings)
  return drawn.map((own, at) => (at === big ? own * between(1.75, 2.3, random()) : own))
}

/** Places the openings along the fracture, with ligaments between them. */
function placed(wanted: Wanted, [from, to]: readonly [number, number], random: Random): Pick<Opening, 'from' | 'to'>[] {
  const breadths = breadthsOf(wanted, random)
  const ligaments = breadths.slice(1).map(() => between(0.17, 0.27, random()))
  const before = wanted.isThrough ? 0 : between(0.12, 0.17, random())
  const after = wanted.isThrough ? 0 : between(0.1, 0.15, random())
  const total = [...breadths, ...ligaments].reduce((sum, each) => sum + each, 0) || 1
  const scale = ((to - from) * (1 - before - after)) / total
  let v = from + (to - from) * before
  return breadths.map((breadth, at) => {
    const opening = { from: v, to: v + breadth * scale }
    v = opening.to + (ligaments[at] ?? 0) * scale
    return opening
  })
}

/** Gives an opening its length along the load, in proportion to its breadth. */
function shaped({ from, to }: Pick<Opening, 'from' | 'to'>, field: Field, at: (v: number) => number, random: Random) {
  const centre = (from + to) / 2
  const polar = field.isPolar ? clamp(0.55 / Math.max(0.25, centre), 0.6, 1.8) : 1
  const aspect = (((to - from) * field.across) / field.along) * polar
  const before = clamp(aspect * between(0.66, 1.02, random()), 0.06, 0.3)
  const after = clamp(aspect * between(0.66, 1.02, random()), 0.06, 0.3)
  // An opening as large as the sheet would wander off it.
  const u = clamp(at(centre) + (random() - 0.5) * 0.25 * aspect, 0.1, 0.9)
  return { from, to, centre, before, after, u }
}

/** Lets the first and the last opening run out of the sheet, torn. */
function tornAtEnds(openings: Opening[], [from, to]: readonly [number, number], bleed: number): Opening[] {
  const span = to - from
  return openings.map((opening, at) => {
    const reach = span * bleed + (opening.to - opening.from) * 0.6
    let torn = opening
    if (at === 0) torn = { ...torn, from: from - reach, centre: from - reach }
    if (at === openings.length - 1) torn = { ...torn, to: to + reach, centre: to + reach }
    return torn
  })
}

/** Openings are faceted, with straight flanks: leaf shapes read as eyes and lips. */
function edgeOf(opening: Opening, side: 'low' | 'high', u: number): number {
  const away = u < opening.u ? (opening.u - u) / opening.before : (u - opening.u) / opening.after
  return between(opening.centre, side === 'low' ? opening.from : opening.to, away >= 1 ? 0 : 1 - away)
}

/** Lays the fracture across the field. @param random the stream of the sheet, after the field took its part */
export function fractureOf(field: Field, wanted: Wanted, random: Random): Fracture {
  const middle = between(field.fracture[0], field.fracture[1], random())
  const tilt = between(field.tilt[0], field.tilt[1], random()) * signOf(random)
  const kinkAt = between(0.35, 0.65, random())
  const kink = (random() - 0.5) * 0.5 * Math.abs(tilt)
  const straight = (v: number) => middle + tilt * (v - 0.5)
  const on = visibleOf(field, straight, wanted)
  const span = on[1] - on[0]
  const kinkV = between(on[0], on[1], kinkAt)
  const at = (v: number) => straight(v) + kink * (1 - (Math.abs(v - kinkV) / span) * 2)

  const shapes = placed(wanted, on, random).map((place) => shaped(place, field, at, random))
  const openings = wanted.isThrough ? tornAtEnds(shapes, on, field.bleed) : shapes
  const [first] = openings
  const last = openings.at(-1)
  // Lines that were pushed aside come back over some way, never a shorter one than they were pushed: they would cross.
  const fade = (pushed: number) => Math.max(span * 0.22, pushed)
  const fadeLow = first ? fade(first.centre - first.from) : 0
  const fadeHigh = last ? fade(last.to - last.centre) : 0
  const shifted = (u: number, v: number): number => {
    if (!first || !last) return v
    // Outside the fracture the lines give way less and less.
    if (v < first.centre) return v - (first.centre - edgeOf(first, 'low', u)) * Math.exp(-(first.centre - v) / fadeLow)
    if (v >= last.centre) return v + (edgeOf(last, 'high', u) - last.centre) * Math.exp(-(v - last.centre) / fadeHigh)
    let index = 0
    while (index < openings.length - 2 && v >= (openings[index + 1]?.centre ?? 0)) index++
    const low = openings[index] ?? first
    const high = openings[index + 1] ?? last
    const part = (v - low.centre) / (high.centre - low.centre)
    return between(edgeOf(low, 'high', u), edgeOf(high, 'low', u), part)
  }
  return { openings, on, edge: edgeOf, shifted }
}
