import type { LoadCase } from '../article/index.ts'
import { type Fracture, fractureOf, type Opening } from './fracture.ts'
import { type Field, fieldOf, type Point } from './load-cases.ts'
import { band } from './polygon.ts'
import { between, clamp, randomFrom } from './random.ts'

/** What a sheet shows. Sizes are in pixels. */
export type Sheet = {
  seed: string
  load: LoadCase
  width: number
  height: number
  /** openings in the fracture, one for each break; 0 is a sound sheet */
  breaks: number
  /** keys between openings, at most one for each ligament */
  keys: number
  /** whether something is left open: the fracture runs from edge to edge, and a ligament without a key is torn */
  isOpen: boolean
  /** arrest holes where the fracture was stopped: 0 to 2 */
  arrests: number
  /** distance of the lines where nothing disturbs them */
  pitch: number
  /** how many points it may take, about: a picture that is shown small needs fewer */
  points: number
  /** breadth of a line in parts of that distance */
  duty: number
  breadths?: readonly number[] | undefined
}

/** The polygons of a sheet in pixels. */
export type Shapes = {
  lines: Point[][]
  openings: Point[][]
  cuts: Point[][]
  keys: Point[][]
  arrests: Point[]
  /** the middle of each opening, as far as it lies on the sheet */
  marks: Point[]
}

/** A stripe of load: its levels, its undisturbed breadth, and the gap between openings that it runs through. */
type Stripe = { from: number; to: number; breadth: number; gap: number }
type Breadth = { duty: number; gain: number; least: number; most: number }

/** How fine a sheet is drawn: pixels that a line may lie from the true one, parts of the pitch, stripes in a ligament. */
type Detail = { tolerance: number; pitch: number; stripes: number }

/** The finest comes first; a sheet of many points takes the next one, so that none is heavy to load. */
const details: readonly Detail[] = [
  { tolerance: 0.7, pitch: 1, stripes: 4 },
  { tolerance: 1, pitch: 1, stripes: 4 },
  { tolerance: 1.4, pitch: 1.1, stripes: 4 },
  { tolerance: 2, pitch: 1.4, stripes: 3 },
  { tolerance: 2.8, pitch: 2, stripes: 2 },
  { tolerance: 4, pitch: 3, stripes: 1 },
]
/** Circles take more bytes a point, as none of their steps is like another. */
const polarPart = 0.82
const edgeTolerance = 0.3
/** How far beyond the sheet a line is still drawn. */
const margin = 40

function stripesOf(field: Field, { openings }: Fracture, pitch: number, least: number): Stripe[] {
  const centres = openings.map((opening) => opening.centre)
  const bounds = [field.lines[0], ...centres, field.lines[1]]
  const gaps = bounds.slice(1).map((to, at) => ({ from: bounds[at] as number, to, gap: at - 1 }))
  return gaps.flatMap(({ from, to, gap }) => {
    if (to <= from) return []
    const isBetween = gap >= 0 && gap < openings.length - 1
    const count = Math.max(isBetween ? least : 1, Math.round((to - from) / (pitch / field.across)))
    return Array.from({ length: count }, (_, at) => ({
      from: between(from, to, at / count),
      to: between(from, to, (at + 1) / count),
      breadth: (to - from) / count,
      gap,
    }))
  })
}

/** Both sides of a stripe along the load. Where stripes crowd they take more of the room: tone shows stress. */
function ribbon(field: Field, fracture: Fracture, stripe: Stripe, along: readonly number[], as: Breadth): Ribbon {
  const low: Point[] = []
  const high: Point[] = []
  for (const u of along) {
    const a = fracture.shifted(u, stripe.from + 1e-9)
    const b = fracture.shifted(u, stripe.to - 1e-9)
    const room = Math.abs(b - a)
    const share = clamp(as.duty * (stripe.breadth / room) ** as.gain, as.least, as.most)
    const half = (room * share) / 2
    low.push(field.map(u, (a + b) / 2 - half))
    high.push(field.map(u, (a + b) / 2 + half))
  }
  return { low, high }
}

/** Where along the load lines are sampled: evenly, at their own bends, and at the corners of openings. */
function samplesOf(field: Field, openings: readonly Opening[]): number[] {
  const [from, to] = field.isPolar ? [0, 1] : [-0.08, 1.08]
  const even = Array.from({ length: field.samples + 1 }, (_, at) => between(from, to, at / field.samples))
  const corners = openings.flatMap(({ u, before, after }) => [u, u - before, u + after])
  return [...even, ...field.bends, ...corners].sort((a, b) => a - b)
}

type Ribbon = { low: Point[]; high: Point[] }

/** The lines, each as far as it is near the sheet. */
function linesOf(field: Field, fracture: Fracture, stripes: readonly Stripe[], sheet: Sheet): Ribbon[] {
  const { width, height } = sheet
  const isNear = ([x, y]: Point) => x > -margin && x < width + margin && y > -margin && y < height + margin
  const isSeen = (a: Point | undefined, b: Point | undefined) =>
    (a !== undefined && isNear(a)) ||
    (b !== undefined && isNear(b)) ||
    (a !== undefined &&
      b !== undefined &&
      Math.min(a[0], b[0]) < width &&
      Math.max(a[0], b[0]) > 0 &&
      Math.min(a[1], b[1]) < height &&
      Math.max(a[1], b[1]) > 0)
  const samples = samplesOf(field, fracture.openings)
  const least = Math.min(0.22, sheet.duty)
  return stripes.flatMap((stripe) => {
    const { low, high } = ribbon(field, fracture, stripe, samples, { duty: sheet.duty, gain: 0.5, least, most: 0.74 })
    const runs: Ribbon[] = []
    let run: Ribbon | null = null
    low.forEach((point, at) => {
      if (!isSeen(point, low[at + 1]) && !isSeen(low[at - 1], point)) {
        run = null
        return
      }
      if (!run) {
        run = { low: [], high: [] }
        runs.push(run)
      }
      run.low.push(point)
      run.high.push(high[at] as Point)
    })
    return runs.filter((each) => each.low.length > 1)
  })
}

/** The ligament between two openings: its middle along the load, and how far a key reaches from there. */
function ligament(a: Opening, b: Opening): { u: number; reach: number } {
  const u = (a.u + b.u) / 2
  const left = [a.before - Math.abs(a.u - u) * 0.5, a.after - Math.abs(a.u - u) * 0.5]
  const right = [b.before - Math.abs(b.u - u) * 0.5, b.after - Math.abs(b.u - u) * 0.5]
  return { u, reach: Math.min(...left, ...right) * 0.56 }
}

/** Which ligaments get a key: those beside the widest openings first. */
function keyedOf(openings: readonly Opening[], keys: number): ReadonlySet<number> {
  const breadth = (at: number) => [openings[at], openings[at + 1]].reduce((sum, o) => sum + (o ? o.to - o.from : 0), 0)
  const gaps = openings.slice(1).map((_, at) => at)
  return new Set(gaps.toSorted((a, b) => breadth(b) - breadth(a) || a - b).slice(0, keys))
}

/** Keys are the same stripes, drawn wide over the ligament: that makes the bow-tie by itself. */
function keysOf(field: Field, fracture: Fracture, stripes: readonly Stripe[], keyed: ReadonlySet<number>): Point[][] {
  return stripes.flatMap((stripe) => {
    const a = fracture.openings[stripe.gap]
    const b = fracture.openings[stripe.gap + 1]
    if (!a || !b || !keyed.has(stripe.gap)) return []
    const { u, reach } = ligament(a, b)
    const corners = [u - reach, a.u, b.u, u, u + reach].sort((x, y) => x - y)
    const along = corners.flatMap((at, index) => {
      const next = corners[index + 1]
      return next === undefined ? [at] : [0, 1, 2].map((third) => between(at, next, third / 3))
    })
    const { low, high } = ribbon(field, fracture, stripe, along, { duty: 0.93, gain: 0, least: 0.1, most: 0.95 })
    return [band(low, high, edgeTolerance)]
  })
}

function openingOf(field: Field, { edge }: Fracture, opening: Opening): Point[] {
  const [from, to] = [opening.u - opening.before, opening.u + opening.after]
  const steps = Array.from({ length: 7 }, (_, at) => between(from, to, (at + 1) / 8))
  const along = [from, opening.u, to, ...steps].sort((a, b) => a - b)
  const side = (which: 'low' | 'high') => along.map((u) => field.map(u, edge(opening, which, u)))
  return band(side('low'), side('high'), edgeTolerance)
}

/** A ligament that is torn through. */
function cutOf(field: Field, { edge }: Fracture, a: Opening, b: Opening): Point[] {
  const { u, reach } = ligament(a, b)
  const along = [u - reach * 0.34, a.u, b.u, u + reach * 0.34].sort((x, y) => x - y)
  return [
    ...along.map((at) => field.map(at, edge(a, 'high', at))),
    ...along.map((at) => field.map(at, edge(b, 'low', at))).reverse(),
  ]
}

function markOf(field: Field, { on }: Fracture, { from, to, u }: Opening): Point {
  return field.map(u, (Math.max(from, on[0]) + Math.min(to, on[1])) / 2)
}

/** Lines and keys, as fine as a sheet of so many points may be drawn. */
function carryingOf(field: Field, fracture: Fracture, keyed: ReadonlySet<number>, sheet: Sheet) {
  let last: { detail: Detail; lines: Ribbon[]; keys: Point[][] } | null = null
  let best: Pick<Shapes, 'lines' | 'keys'> = { lines: [], keys: [] }
  for (const detail of details) {
    if (last?.detail.pitch !== detail.pitch || last.detail.stripes !== detail.stripes) {
      const stripes = stripesOf(field, fracture, sheet.pitch * detail.pitch, detail.stripes)
      last = { detail, lines: linesOf(field, fracture, stripes, sheet), keys: keysOf(field, fracture, stripes, keyed) }
    }
    best = { lines: last.lines.map(({ low, high }) => band(low, high, detail.tolerance)), keys: last.keys }
    // Keys are drawn twice: their ground, and they themselves.
    const points = [...best.lines, ...best.keys, ...best.keys].reduce((sum, polygon) => sum + polygon.length, 0)
    if (points <= sheet.points * (field.isPolar ? polarPart : 1)) break
  }
  return best
}

/** The load on a sheet, and the fracture across it: all of chance that there is in a plate. */
function laidOut(sheet: Sheet): { field: Field; fracture: Fracture } {
  const random = randomFrom(sheet.seed)
  const field = fieldOf(sheet, random)
  return { field, fracture: fractureOf(field, { ...sheet, openings: sheet.breaks, isThrough: sheet.isOpen }, random) }
}

/** Where the openings of a sheet have their middle, without drawing it. */
export function marksOf(sheet: Sheet): Point[] {
  const { field, fracture } = laidOut(sheet)
  return fracture.openings.map((opening) => markOf(field, fracture, opening))
}

/** Draws a sheet. The same sheet gives the same shapes everywhere. */
export function shapesOf(sheet: Sheet): Shapes {
  const { field, fracture } = laidOut(sheet)
  const { openings } = fracture
  const keyed = keyedOf(openings, sheet.keys)
  const ends = [openings.at(-1), openings[0]].flatMap((opening, at): Point[] =>
    opening && at < sheet.arrests ? [field.map(opening.u, at === 0 ? opening.to : opening.from)] : [],
  )
  return {
    ...carryingOf(field, fracture, keyed, sheet),
    openings: openings.map((opening) => openingOf(field, fracture, opening)),
    cuts: openings.slice(1).flatMap((opening, at) => {
      const before = openings[at]
      return sheet.isOpen && before && !keyed.has(at) ? [cutOf(field, fracture, before, opening)] : []
    }),
    arrests: ends,
    marks: openings.map((opening) => markOf(field, fracture, opening)),
  }
}
