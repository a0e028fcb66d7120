import type { LoadCase } from '../article/index.ts'
import { type Drawing, draw, duties, partsOf, type Size } from './plate.ts'
import { marksOf, type Sheet } from './shapes.ts'
import { svgOf } from './svg.ts'

/** The undisturbed load of a topic: a swatch for lists, a band for its own page. */
export const sheetFormats = {
  sheet: { width: 400, height: 400, pitch: 13, points: 6200 },
  'sheet-wide': { width: 1600, height: 400, pitch: 17, points: 6200 },
} as const satisfies Record<string, Size>

export type SheetFormat = keyof typeof sheetFormats

const sound = { breaks: 0, keys: 0, isOpen: false, arrests: 0, duty: duties.chalk }

/** The undisturbed load of a topic at any size. @param seed the slug of the topic */
export const drawSheet = (seed: string, load: LoadCase, size: Size): Drawing =>
  draw({ ...sound, ...size, seed, load }, 'chalk')

/** The sheet of a topic as an SVG document. @param seed the slug of the topic */
export const sheetSvg = (seed: string, load: LoadCase, format: SheetFormat): string =>
  svgOf(drawSheet(seed, load, sheetFormats[format]))

/** The home page's beam: one opening for each article. On narrow screens it is a picture without links. */
export const beamFormats = {
  beam: { width: 1600, height: 260, pitch: 13, points: 6200 },
  'beam-narrow': { width: 780, height: 300, pitch: 14, points: 6200 },
} as const satisfies Record<string, Size>

export type BeamFormat = keyof typeof beamFormats

/** The beam shows the newest articles, and so many of them. */
export const beamLength = 24

/** Of all breaks: the part that an opening has at least, so that its number has room beside its neighbours'. */
const leastPart = 0.045

/** An article with few breaks, or without any, still has its place among those with many. */
function breadthsOf(breaks: readonly number[]): number[] {
  const all = breaks.reduce((sum, count) => sum + count, 0)
  return breaks.map((count) => Math.max(count, 1, all * leastPart))
}

const beamOf = (breaks: readonly number[], format: BeamFormat): Sheet => ({
  ...beamFormats[format],
  seed: 'beam',
  load: 'column',
  breaks: breaks.length,
  keys: Math.max(0, breaks.length - 1),
  // One or two openings that ran out of the sheet would be all that is seen of it.
  isOpen: breaks.length > 2,
  arrests: 0,
  duty: duties.chalk,
  breadths: breadthsOf(breaks),
})

/** @param breaks how many each article has, newest first, at most `beamLength` of them */
export function beamSvg(breaks: readonly number[], format: BeamFormat): string {
  // The wide one is stretched to the page, so that places on it are parts of its width and height.
  const fit = format === 'beam' ? 'none' : 'xMidYMid slice'
  return svgOf(draw(beamOf(breaks, format), 'chalk'), ` preserveAspectRatio="${fit}"`)
}

/** The middle of each opening of the wide beam, in parts of its width and height. */
export const beamMarks = (breaks: readonly number[]): Drawing['marks'] =>
  partsOf(marksOf(beamOf(breaks, 'beam')), beamFormats.beam)
