import bidiFactory from 'bidi-js'
import { Direction, Buffer as Shaped, shape } from 'harfbuzzjs'
import LineBreaker from 'linebreak'
import { drawable, type FontRun, type Voice } from './runs.ts'

const bidi = bidiFactory()

/** One glyph of a line. Places are in parts of the type size, from the left end of the line. */
export type Glyph = { run: FontRun['font']; id: number; x: number; y: number }

/** A line of text, shaped. `width` is that of its ink, or more, in parts of the type size: nothing of it stands out. */
export type Line = { text: string; glyphs: Glyph[]; width: number }

/** Where a text may be broken: after each part. `width` without the space at its end, in parts of the type size. */
export type Part = { from: number; to: number; width: number; space: number }

/** A text that can be measured and set in lines. */
export type Text = {
  parts: Part[]
  isRightToLeft: boolean
  /** distance of lines that its letters need, in parts of the type size */
  leading: number
  /** The part of the text as it is drawn. */
  line: (from: number, to: number) => Line
  /** Parts no wider than this, broken inside words where they must be. @param most in parts of the type size */
  split: (most: number) => Part[]
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Spaces as one, nothing that cannot be seen but steers, and no line breaks of its own. */
const tidied = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202D\u202E\uFFF9-\uFFFB]+/gu, ' ')
    .replace(/[ \u00A0]+/g, ' ')
    .trim()

type Levels = ReturnType<typeof bidi.getEmbeddingLevels>

/** The stretches of a line, in the order in which they stand from left to right. */
function visualRuns(text: string, levels: Levels, runs: readonly FontRun[], from: number, to: number) {
  const order = Array.from({ length: to - from }, (_, at) => from + at)
  for (const [start = 0, end = 0] of bidi.getReorderSegments(text, levels, from, to - 1)) {
    const turned = order.slice(start - from, end - from + 1).reverse()
    order.splice(start - from, turned.length, ...turned)
  }
  const fontAt = (at: number) => runs.find((run) => at < run.to)?.font as FontRun['font']
  const stretches: { from: number; to: number; isTurned: boolean; font: FontRun['font'] }[] = []
  for (const at of order) {
    const last = stretches.at(-1)
    const isTurned = ((levels.levels[at] ?? 0) & 1) === 1
    const isNext = last && (isTurned ? at === last.from - 1 : at === last.to)
    if (last && isNext && last.isTurned === isTurned && last.font === fontAt(at)) {
      if (isTurned) last.from = at
      else last.to = at + 1
    } else stretches.push({ from: at, to: at + 1, isTurned, font: fontAt(at) })
  }
  return stretches
}

/** Lays a line so that its ink begins at its left end or later, and its width covers all of it. */
function inked(text: string, glyphs: Glyph[], advance: number): Line {
  let [first, last] = [0, advance]
  for (const { run, id, x } of glyphs) {
    const { xBearing = 0, width = 0 } = run.font.glyphExtents(id) ?? {}
    if (width === 0) continue
    first = Math.min(first, x + xBearing / run.unitsPerEm)
    last = Math.max(last, x + (xBearing + width) / run.unitsPerEm)
  }
  return {
    text,
    glyphs: first < 0 ? glyphs.map((glyph) => ({ ...glyph, x: glyph.x - first })) : glyphs,
    width: last - first,
  }
}

/** How far apart lines stand: what has marks above and below its letters, or no ascenders at all, needs more. */
function leadingOf(text: string): number {
  if (/[\p{sc=Arab}\p{sc=Deva}\p{sc=Thai}\p{sc=Beng}\p{sc=Taml}]/u.test(text)) return 1.34
  return /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(text) ? 1.22 : 1.07
}

/** Shapes the part of a text between two places. @param tracking added after each glyph, in parts of the type size */
function shaped(
  text: string,
  levels: Levels,
  runs: readonly FontRun[],
  [from, to]: [number, number],
  tracking: number,
): Line {
  const glyphs: Glyph[] = []
  let x = 0
  if (from >= to) return { text: '', glyphs, width: 0 }
  for (const stretch of visualRuns(text, levels, runs, from, to)) {
    const buffer = new Shaped()
    // What stands before and after is given along: letters join across a change of font, and are not told apart by it.
    buffer.addText(text, stretch.from, stretch.to - stretch.from)
    buffer.guessSegmentProperties()
    buffer.setDirection(stretch.isTurned ? Direction.RTL : Direction.LTR)
    shape(stretch.font.font, buffer)
    const units = stretch.font.unitsPerEm
    const places = buffer.getGlyphPositions()
    for (const [at, { codepoint }] of buffer.getGlyphInfos().entries()) {
      const place = places[at] ?? { xAdvance: 0, yAdvance: 0, xOffset: 0, yOffset: 0 }
      glyphs.push({ run: stretch.font, id: codepoint, x: x + place.xOffset / units, y: place.yOffset / units })
      if (place.xAdvance !== 0) x += place.xAdvance / units + tracking
    }
  }
  return inked(text.slice(from, to), glyphs, Math.max(0, x - tracking))
}

/** Cuts a part that is too wide between letters, into as few pieces of about the same width as will do. */
function cutPart(text: string, part: Part, most: number, widthOf: (from: number, to: number) => number): Part[] {
  const word = text.slice(part.from, part.to).trimEnd()
  const ends = [...graphemes.segment(word)].map(({ index, segment }) => part.from + index + segment.length)
  for (let pieces = Math.ceil(part.width / most); pieces <= ends.length; pieces++) {
    const cut: Part[] = []
    let from = part.from
    for (let piece = 0; piece < pieces; piece++) {
      const to = ends[Math.ceil(((piece + 1) * ends.length) / pieces) - 1] ?? part.to
      cut.push({ from, to, width: widthOf(from, to), space: 0 })
      from = to
    }
    if (cut.every(({ width }) => width <= most) || pieces === ends.length) {
      const last = cut.at(-1)
      if (last) Object.assign(last, { to: part.to, space: part.space })
      return cut
    }
  }
  return [part]
}

/** Shapes a text, so that it can be measured and drawn by the same glyphs. @param tracking in parts of the type size */
export async function setText(given: string, voice: Voice, tracking = 0): Promise<Text> {
  const { text, runs } = await drawable(tidied(given), voice)
  const levels = bidi.getEmbeddingLevels(text)
  const ended = (from: number, to: number): [number, number] => [from, from + text.slice(from, to).trimEnd().length]
  const line = (from: number, to: number) => shaped(text, levels, runs, ended(from, to), tracking)
  const widthOf = (from: number, to: number) => line(from, to).width
  const parts: Part[] = []
  const breaker = new LineBreaker(text)
  for (let from = 0, next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const to = next.position
    const gap = text.slice(...ended(from, to)).length < to - from
    parts.push({ from, to, width: widthOf(from, to), space: gap ? 0.24 + tracking : 0 })
    from = to
  }
  return {
    parts,
    leading: leadingOf(text),
    isRightToLeft: ((levels.paragraphs[0]?.level ?? 0) & 1) === 1,
    line,
    split: (most) => parts.flatMap((part) => (part.width > most ? cutPart(text, part, most, widthOf) : [part])),
  }
}
