import type { Line, Part, Text } from './set-text.ts'

/** The room for a text, and the sizes that it may have, in pixels. `leading` is given where it is more than the letters' own. */
export type Room = { width: number; height: number; leading?: number; largest: number; smallest: number }

/** A text in its lines, at its size in pixels. */
export type Fitted = { size: number; lines: Line[]; isRightToLeft: boolean; leading: number; height: number }

type Span = { from: number; to: number; width: number }

/** From this size on, rather a smaller letter than a broken word; below it, words are broken. */
const smallestWhole = 40
/** What the first sizes may be reduced by for the sake of even lines. */
const leastEven = 0.82

/**
 * The lines of a paragraph with the least slack in them, by squares: all places to break are weighed against each other.
 * @returns null when a part is wider than the room
 */
function balanced(parts: readonly Part[], most: number): Span[] | null {
  type Best = { cost: number; next: number; width: number }
  const best: (Best | null)[] = Array.from({ length: parts.length + 1 }, () => null)
  best[parts.length] = { cost: 0, next: parts.length, width: 0 }
  for (let from = parts.length - 1; from >= 0; from--) {
    let width = 0
    for (let to = from; to < parts.length; to++) {
      const part = parts[to] as Part
      const before = to === from ? 0 : (parts[to - 1]?.space ?? 0)
      width += before + part.width
      if (width > most) break
      const rest = best[to + 1]
      if (!rest) continue
      const slack = (most - width) ** 2 * (to + 1 === parts.length ? 0.35 : 1)
      const cost = slack + rest.cost + most * most * 0.12
      if (cost < (best[from]?.cost ?? Number.POSITIVE_INFINITY)) best[from] = { cost, next: to + 1, width }
    }
  }
  const spans: Span[] = []
  for (let at = 0; at < parts.length; ) {
    const step = best[at]
    if (!step) return null
    spans.push({ from: parts[at]?.from ?? 0, to: parts[step.next - 1]?.to ?? 0, width: step.width })
    at = step.next
  }
  return spans
}

const isEven = (spans: readonly Span[], most: number): boolean =>
  spans.every(({ width }, at) => width > most * (at < spans.length - 1 ? 0.52 : spans.length === 1 ? 0 : 0.26))

/** The lines at one size, or null when they do not fit. Parts are measured alone, so lines are measured again whole. */
function linesAt(text: Text, size: number, room: Room, mayBreak: boolean) {
  const most = room.width / size
  const spans = balanced(mayBreak ? text.split(most) : text.parts, most)
  if (!spans || spans.length * size * Math.max(room.leading ?? 0, text.leading) > room.height) return null
  const lines = spans.map(({ from, to }) => text.line(from, to))
  return lines.every(({ width }) => width <= most) ? { lines, isEven: isEven(spans, most) } : null
}

/**
 * The largest size at which a text fits, or one a little below it whose lines are even. Words stay whole down to 40 px;
 * if they do not fit then, they are broken at the largest size that fits.
 * @throws Error when it does not fit at the smallest size either
 */
export function fitInto(text: Text, room: Room): Fitted {
  const { isRightToLeft } = text
  const leading = Math.max(room.leading ?? 0, text.leading)
  const fitted = (size: number, lines: Line[]): Fitted => ({
    size,
    lines,
    isRightToLeft,
    leading,
    height: lines.length * size * leading,
  })
  const sizes = Array.from({ length: (room.largest - room.smallest) / 2 + 1 }, (_, at) => room.largest - at * 2)
  for (const mayBreak of [false, true]) {
    let first: Fitted | null = null
    for (const size of sizes) {
      if (!mayBreak && size < Math.min(smallestWhole, room.largest)) break
      if (first && size < first.size * leastEven) break
      const found = linesAt(text, size, room, mayBreak)
      if (!found) continue
      if (found.isEven) return fitted(size, found.lines)
      first ??= fitted(size, found.lines)
    }
    if (first) return first
  }
  throw new Error(
    `A text does not fit ${room.width} × ${room.height} px at ${room.smallest} px: ${text.parts.length} parts`,
  )
}
