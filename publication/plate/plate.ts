import type { Finding, LoadCase } from '../article/index.ts'
import type { Point } from './load-cases.ts'
import { pathOf } from './polygon.ts'
import { type Sheet, shapesOf } from './shapes.ts'

/** What a plate is drawn from, and nothing else: the same spec gives the same drawing. */
export type PlateSpec = {
  /** seeds the chance in it: the slug of the article */
  seed: string
  load: LoadCase
  breaks: number
  holds: number
  /** breaks that no hold answers */
  open: number
  /** another number is another drawing of the same counts */
  variant: number
  /** thinner lines, for readers whom high contrast disturbs */
  calm: boolean
}

/** What the ground of a sheet says: everything held, something open, much open. */
export type Ground = 'blue' | 'chalk' | 'red'

/** Paths are SVG path data in half pixels: the view box is `0 0 {2 × width} {2 × height}`. */
export type Drawing = {
  width: number
  height: number
  ground: Ground
  lines: string
  openings: string
  /** torn ligaments; empty where there are none */
  cuts: string
  keys: string
  /** arrest holes, in half pixels */
  arrests: { x: number; y: number; radius: number }[]
  /** the middle of each opening, in parts of the sheet */
  marks: { x: number; y: number }[]
}

/** Pixels; `points` says how fine the drawing may be, and with it how heavy. */
export type Size = { width: number; height: number; pitch: number; points: number }

/** The forms in which the plate of an article is kept. Each is composed anew, none is cut from another. */
export const plateFormats = {
  '3x2': { width: 1200, height: 800, pitch: 18, points: 4400 },
  '1x1': { width: 800, height: 800, pitch: 20, points: 2000 },
  wide: { width: 1600, height: 640, pitch: 18, points: 6200 },
} as const satisfies Record<string, Size>

export type PlateFormat = keyof typeof plateFormats

/** Breadth of a line in parts of the pitch. Red grounds go brown under broad lines. */
export const duties: Record<Ground, number> = { chalk: 0.44, blue: 0.4, red: 0.27 }
const calmDuty = 0.16

/** From this part of the breaks on, what is open decides the ground. */
const muchOpen = 0.3

/** The verdict that is read across the room. A sound sheet is chalk. */
export function groundOf({ breaks, open }: Pick<PlateSpec, 'breaks' | 'open'>): Ground {
  if (breaks === 0) return 'chalk'
  if (open === 0) return 'blue'
  return open / breaks >= muchOpen ? 'red' : 'chalk'
}

/** Keys that are drawn: one a hold, as far as there are ligaments between the openings. */
export const keysOf = ({ breaks, holds }: Pick<PlateSpec, 'breaks' | 'holds'>): number =>
  Math.max(0, Math.min(holds, breaks - 1))

/** Arrest holes: none where something is open, one at the tip that was stopped, two where holds are left over. */
function arrestsOf({ breaks, holds, open }: PlateSpec): number {
  if (breaks === 0 || open > 0) return 0
  return holds > breaks ? 2 : 1
}

type Plated = {
  slug: string
  /** that of the first topic */
  load: LoadCase
  findings: readonly Finding[]
  cover: { variant: number; calm: boolean }
}

/** What the plate of an article is drawn from. */
export function plateSpecOf(article: Plated): PlateSpec {
  const breaks = article.findings.filter((finding) => finding.kind === 'break')
  return {
    seed: article.slug,
    load: article.load,
    breaks: breaks.length,
    holds: article.findings.length - breaks.length,
    open: breaks.filter((finding) => finding.status === 'open').length,
    variant: article.cover.variant,
    calm: article.cover.calm,
  }
}

/** Places on a sheet in parts of it. */
export const partsOf = (places: readonly Point[], { width, height }: Pick<Size, 'width' | 'height'>) =>
  places.map(([x, y]) => ({ x: x / width, y: y / height }))

/** A sheet as path data. */
export function draw(sheet: Sheet, ground: Ground): Drawing {
  const { width, height } = sheet
  const shapes = shapesOf(sheet)
  const radius = Math.round(Math.min(width, height) * 0.044)
  return {
    width,
    height,
    ground,
    lines: pathOf(shapes.lines),
    openings: pathOf(shapes.openings),
    cuts: pathOf(shapes.cuts),
    keys: pathOf(shapes.keys),
    arrests: shapes.arrests.map(([x, y]) => ({ x: Math.round(x * 2), y: Math.round(y * 2), radius })),
    marks: partsOf(shapes.marks, sheet),
  }
}

/** The plate of an article at any size; `plateFormats` has those that are kept. */
export function drawPlate(spec: PlateSpec, size: Size): Drawing {
  const ground = groundOf(spec)
  const sheet: Sheet = {
    ...size,
    seed: spec.variant === 0 ? spec.seed : `${spec.seed}:${spec.variant}`,
    load: spec.load,
    breaks: spec.breaks,
    keys: keysOf(spec),
    isOpen: spec.open > 0,
    arrests: arrestsOf(spec),
    duty: spec.calm ? calmDuty : duties[ground],
  }
  return draw(sheet, ground)
}

/** What a finding by itself can be: a break that is held, one that is open, or a hold. */
export type FindingKind = 'held' | 'open' | 'hold'

/**
 * The sheet of one finding under the load of its article: an opening that was stopped, one that was not, or two with the
 * key between them. Its ground is that of the finding, not the verdict on the article.
 */
export function drawFinding(kind: FindingKind, seed: string, load: LoadCase, size: Size): Drawing {
  const ground = ({ held: 'chalk', open: 'red', hold: 'blue' } as const)[kind]
  const breaks = kind === 'hold' ? 2 : 1
  const arrests = kind === 'held' ? 1 : 0
  const sheet: Sheet = { ...size, seed, load, breaks, keys: breaks - 1, isOpen: false, arrests, duty: duties[ground] }
  return draw(sheet, ground)
}
