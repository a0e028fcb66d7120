/** Path data of the site's marks, drawn at any size in pixels. */

const at = (x: number, y: number, size: number, points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([px, py]) => `${(x + px * size).toFixed(1)} ${(y + py * size).toFixed(1)}`).join('L')}z`

/** The lozenge, an opening: a break. `size` is its height. */
export const lozenge = (x: number, y: number, size: number): string =>
  at(x, y, size, [
    [0.243, 0],
    [0.714, 0.329],
    [0.471, 1],
    [0, 0.671],
  ])

/** The bow-tie key: a hold. `size` is its height. */
export const key = (x: number, y: number, size: number): string =>
  at(x, y, size, [
    [0, 0.071],
    [0.314, 0.329],
    [0.471, 0.329],
    [0.786, 0.071],
    [0.786, 0.929],
    [0.471, 0.671],
    [0.314, 0.671],
    [0, 0.929],
  ])

/** The full stops of the wordmark, on a baseline: the first is an opening, the second a key. */
export const stopOfBreaks = (x: number, baseline: number, size: number): string =>
  at(x, baseline - size * 0.27, size * 0.27, [
    [0.26, 0],
    [1, 0.22],
    [0.74, 1],
    [0, 0.78],
  ])
export const stopOfHolds = (x: number, baseline: number, size: number): string =>
  at(x, baseline - size * 0.27, size * 0.27, [
    [0, 0],
    [0.5, 0.29],
    [0.7, 0.29],
    [1.2, 0],
    [1.2, 1],
    [0.7, 0.71],
    [0.5, 0.71],
    [0, 1],
  ])

/** More lozenges than this cannot be counted at a glance: the words stand alone. */
const mostGlyphs = 16
const pitch = 40
const height = 34

/**
 * The seam line: a lozenge for each break, a key for each hold between them, first beside those that are held, a gap where
 * one is missing, and a dot at the end of a crack that was stopped. Null for what cannot be counted.
 */
export function seamLine(held: readonly boolean[], holds: number, x: number, y: number) {
  if (held.length === 0 || held.length > mostGlyphs) return null
  const step = Math.min(pitch, 500 / held.length)
  const gaps = [...held.slice(0, -1).keys()]
  const keyed = [...gaps.filter((gap) => held[gap]), ...gaps.filter((gap) => !held[gap])].slice(0, holds)
  const size = height * (step / pitch)
  const top = y + (height - size) / 2
  const isStopped = held.every(Boolean) && holds >= held.length
  const keyAt = (gap: number) => {
    const [left, right] = [x + gap * step + size * 0.6, x + (gap + 1) * step + size * 0.1]
    const [waist, half] = [size * 0.15, size * 0.43]
    const [middle, centre] = [(left + right) / 2, top + size / 2]
    return `M${left} ${centre - half}L${middle} ${centre - waist}L${right} ${centre - half}V${centre + half}L${middle} ${centre + waist}L${left} ${centre + half}z`
  }
  return {
    openings: held.map((_, at) => lozenge(x + at * step, top, size)).join(''),
    keys: keyed.map(keyAt).join(''),
    dot: isStopped ? { x: x + held.length * step + 2, y: top + size / 2, radius: size * 0.19 } : null,
    width: isStopped ? held.length * step + 10 : (held.length - 1) * step + size * 0.714,
  }
}

/** Stripes that say “open”, as on the pages. All in px. */
export function hatching(x: number, y: number, breadth: number, height: number): string {
  const [stripe, step] = [8, 18]
  let d = ''
  for (let at = x; at + height + stripe <= x + breadth; at += step)
    d += `M${at} ${y + height}h${stripe}l${height} ${-height}h${-stripe}z`
  return d
}
