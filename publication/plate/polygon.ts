import type { Point } from './load-cases.ts'

/** Leaves out the points of a line that lie within `tolerance` pixels of it (Douglas–Peucker, without recursion). */
export function simplified(points: readonly Point[], tolerance: number): Point[] {
  const kept = points.map((_, at) => at === 0 || at === points.length - 1)
  const open: [number, number][] = points.length < 3 ? [] : [[0, points.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span
    const [ax, ay] = points[from] as Point
    const [bx, by] = points[to] as Point
    const dx = bx - ax
    const dy = by - ay
    const length = Math.hypot(dx, dy) || 1e-9
    let farthest = 0
    let index = -1
    for (let at = from + 1; at < to; at++) {
      const [x, y] = points[at] as Point
      const distance = Math.abs((x - ax) * dy - (y - ay) * dx) / length
      if (distance <= farthest) continue
      farthest = distance
      index = at
    }
    if (farthest <= tolerance) continue
    kept[index] = true
    open.push([from, index], [index, to])
  }
  return points.filter((_, at) => kept[at])
}

/** A band between two lines as one polygon. */
export const band = (low: readonly Point[], high: readonly Point[], tolerance: number): Point[] => [
  ...simplified(low, tolerance),
  ...simplified(high, tolerance).reverse(),
]

/** A number as path data needs it: a sign separates as well as a space. */
const apart = (value: number): string => (value < 0 ? String(value) : ` ${value}`)

/**
 * Polygons as path data of an SVG: whole numbers on a grid of half pixels, moves relative to the last point. A plate
 * takes 3 to 9 kB compressed in this form.
 */
export function pathOf(polygons: readonly (readonly Point[])[]): string {
  let path = ''
  for (const polygon of polygons) {
    let x = 0
    let y = 0
    let isFirst = true
    let hasMoved = false
    for (const point of polygon) {
      const nextX = Math.round(point[0] * 2)
      const nextY = Math.round(point[1] * 2)
      if (isFirst) path += `M${nextX}${apart(nextY)}`
      else if (nextX !== x || nextY !== y) {
        path += `${hasMoved ? apart(nextX - x) : `l${nextX - x}`}${apart(nextY - y)}`
        hasMoved = true
      }
      isFirst = false
      x = nextX
      y = nextY
    }
    path += 'z'
  }
  return path
}
