import type { LoadCase } from '../article/index.ts'
import { between, clamp, type Random, randomFrom, signOf } from './random.ts'

/** In pixels of the sheet. */
export type Point = readonly [x: number, y: number]

/**
 * How the load runs over a sheet. `map` takes a place given along the load (`u`, 0 to 1) and across it (`v`) to pixels;
 * a line of load is one value of `v`.
 */
export type Field = {
  map: (u: number, v: number) => Point
  /** pixels along and across, about */
  along: number
  across: number
  /** the values of `v` that the lines take */
  lines: readonly [from: number, to: number]
  /** where along the load the fracture may lie, and how far it may lean */
  fracture: readonly [from: number, to: number]
  tilt: readonly [from: number, to: number]
  /** values of `u` at which the lines bend */
  bends: readonly number[]
  /** samples along the load between bends */
  samples: number
  isPolar: boolean
  /** how far a fracture that runs through goes on beyond the sheet, in parts of its length */
  bleed: number
  /** whether a sheet turned over looks like another one */
  turns: { sideways: boolean; upside: boolean }
}

type Draw = (width: number, height: number, random: Random) => Partial<Field> & Pick<Field, Required>
type Required = 'map' | 'along' | 'across' | 'lines' | 'fracture' | 'tilt'

const rest = {
  bends: [],
  samples: 26,
  isPolar: false,
  bleed: 0.1,
  turns: { sideways: true, upside: false },
} as const satisfies Partial<Field>

const both = { sideways: true, upside: true }

/** Plain compression, straight down. */
const column: Draw = (width, height) => ({
  map: (u, v) => [v * width, u * height],
  along: height,
  across: width,
  lines: [-0.04, 1.04],
  fracture: [0.46, 0.54],
  tilt: [0.1, 0.22],
  samples: 2,
  turns: { sideways: false, upside: false },
})

/** Load comes down narrow and has to spread. */
const footing: Draw = (width, height, random) => {
  const centre = between(0.38, 0.62, random())
  const top = between(0.34, 0.46, random())
  const power = between(1.05, 1.3, random())
  const spread = (u: number) => between(top, 1.5, clamp(u, 0, 1.2) ** power)
  return {
    map: (u, v) => [width * (centre + (v - 0.5) * spread(u)), u * height],
    along: height,
    across: width * 0.92,
    lines: [-0.4, 1.4],
    fracture: [0.36, 0.62],
    tilt: [0.14, 0.34],
  }
}

/** Hoop stress in the wall of a pressure vessel. */
const vessel: Draw = (width, height, random) => {
  const side = signOf(random)
  const level = signOf(random)
  const x = width * (0.5 + side * between(0.42, 0.6, random()))
  const y = height * (0.5 + level * between(0.3, 0.62, random()))
  const wall = Math.hypot(Math.max(x, width - x), Math.max(y, height - y)) * 1.01
  const start = Math.atan2(height * 0.5 - y, width * 0.5 - x)
  const sweep = Math.PI * 1.5
  return {
    map: (u, v) => {
      const angle = start + (u - 0.5) * sweep
      const radius = Math.max(0.02, v) * wall
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
    },
    along: sweep * wall * 0.55,
    across: wall,
    lines: [0.04, 1.02],
    fracture: [0.485, 0.515],
    tilt: [0.02, 0.07],
    samples: 72,
    isPolar: true,
  }
}

/** A hanging cable: everything in tension. */
const cable: Draw = (width, height, random) => {
  const sag = between(0.3, 0.46, random())
  const middle = between(0.34, 0.66, random())
  return {
    map: (u, v) => [u * width, height * (between(-0.75, 1.45, v) + sag * (1 - 4 * (u - middle) * (u - middle)))],
    along: width,
    across: height * 2.2,
    lines: [0, 1],
    fracture: [0.38, 0.62],
    tilt: [0.1, 0.24],
  }
}

/** Two sides that press on one seam. */
const seam: Draw = (width, height, random) => {
  const centre = between(0.42, 0.58, random())
  const waist = between(0.52, 0.66, random())
  const level = between(0.44, 0.56, random())
  return {
    map: (u, v) => {
      const spread = 1.4 - (1.4 - waist) * Math.exp(-(((u - level) / 0.36) ** 2))
      return [width * (centre + (v - 0.5) * spread), u * height]
    },
    along: height,
    across: width * 0.95,
    lines: [-0.25, 1.25],
    fracture: [0.42, 0.56],
    tilt: [0.12, 0.3],
    bleed: 0.24,
  }
}

/** A lap joint: the load changes hands from one member to the next. */
const lap: Draw = (width, height, random) => {
  const step = between(0.17, 0.25, random()) * signOf(random)
  const middle = between(0.44, 0.56, random())
  const reach = between(0.1, 0.15, random())
  return {
    map: (u, v) => [u * width, height * (between(-0.4, 1.4, v) + step * clamp((u - middle) / reach, -1, 1))],
    along: width,
    across: height * 1.8,
    lines: [0, 1],
    fracture: [0.44, 0.56],
    tilt: [0.12, 0.28],
    bends: [middle - reach, middle + reach],
    samples: 2,
    turns: both,
  }
}

type Knot = readonly [u: number, shift: number]

/** The value of a polyline at `u`, level beyond its ends. */
function along(knots: readonly Knot[], u: number): number {
  const next = knots.findIndex(([at]) => u <= at)
  const after = knots[next]
  const before = knots[next - 1]
  if (!after) return knots.at(-1)?.[1] ?? 0
  return before ? between(before[1], after[1], (u - before[0]) / (after[0] - before[0])) : after[1]
}

/** Cyclic load, fatigue: the load is never the same twice. */
const cyclic: Draw = (width, height, random) => {
  const waves = 5 + Math.floor(random() * 3)
  let sign: number = -signOf(random)
  const knots = Array.from({ length: waves + 2 }, (_, at): Knot => {
    const knot: Knot = [(at - 0.5 + (random() - 0.5) * 0.36) / waves, sign * between(0.03, 0.085, random())]
    sign = -sign
    return knot
  })
  return {
    map: (u, v) => [u * width, height * (between(-0.3, 1.3, v) + along(knots, u))],
    along: width,
    across: height * 1.6,
    lines: [0, 1],
    fracture: [0.4, 0.6],
    tilt: [0.14, 0.3],
    bends: knots.map(([at]) => at),
    samples: 2,
    turns: both,
  }
}

/** A diagonal shear plane: does the claim hold at an angle that nobody tested? */
const shear: Draw = (width, height, random) => {
  const angle = ((between(22, 40, random()) * Math.PI) / 180) * -signOf(random)
  const diagonal = Math.hypot(width, height) * 1.05
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return {
    map: (u, v) => {
      const x = (u - 0.5) * diagonal
      const y = (v - 0.5) * diagonal
      return [width / 2 + x * cos - y * sin, height / 2 + x * sin + y * cos]
    },
    along: diagonal,
    across: diagonal,
    lines: [0, 1],
    fracture: [0.46, 0.54],
    tilt: [0.04, 0.16],
    samples: 2,
    turns: both,
  }
}

const draws: Record<LoadCase, Draw> = { column, footing, vessel, cable, seam, lap, cyclic, shear }

type Sheet = { load: LoadCase; width: number; height: number; seed: string }

/**
 * The field of a load case on a sheet. Half of the sheets are turned over, so that two articles of one topic do not
 * look alike. @param random the stream of the sheet; what it gives next decides the fracture
 */
export function fieldOf({ load, width, height, seed }: Sheet, random: Random): Field {
  const drawn: Field = { ...rest, ...draws[load](width, height, random) }
  const turn = randomFrom(`${seed}/turn`)
  const isSideways = turn() < 0.5 && drawn.turns.sideways
  const isUpside = turn() < 0.5 && drawn.turns.upside
  if (!isSideways && !isUpside) return drawn
  const { map } = drawn
  return {
    ...drawn,
    map: (u, v) => {
      const [x, y] = map(u, v)
      return [isSideways ? width - x : x, isUpside ? height - y : y]
    },
  }
}
