import type { Glyph, Line } from './set-text.ts'

type Box = { left: number; top: number; right: number; bottom: number }

/** Path data of a line with its baseline at `y`, and the box that its ink takes; null when nothing is to be seen. */
export type Outline = { d: string; box: Box | null }

const rounded = (value: number): string => String(Math.round(value * 10) / 10)

/** A glyph as path data. Curves stay within their control points, so these make the box. */
function glyphPath({ run, id, x, y }: Glyph, left: number, baseline: number, size: number, box: Box): string {
  const scale = size / run.unitsPerEm
  let d = ''
  for (const { type, values } of run.font.glyphToJson(id)) {
    const places = values.map((value, at) => {
      const isX = at % 2 === 0
      const place = isX ? left + x * size + value * scale : baseline - y * size - value * scale
      if (isX) {
        box.left = Math.min(box.left, place)
        box.right = Math.max(box.right, place)
      } else {
        box.top = Math.min(box.top, place)
        box.bottom = Math.max(box.bottom, place)
      }
      return rounded(place)
    })
    d += type + places.join(' ')
  }
  return d
}

/** Draws a line of text from its left end. @param size of the type, px */
export function outlineOf(line: Line, left: number, baseline: number, size: number): Outline {
  const far = Number.POSITIVE_INFINITY
  const box = { left: far, top: far, right: -far, bottom: -far }
  const d = line.glyphs.map((glyph) => glyphPath(glyph, left, baseline, size, box)).join('')
  return { d, box: box.left <= box.right ? box : null }
}
