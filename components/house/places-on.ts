import type { Drawing } from '#publication/plate/index.ts'

/** In parts of the sheet. */
export type Place = { x: number; y: number }
type Box = { left: number; top: number; right: number; bottom: number }

/** The boxes of the shapes in a path as plates have them: `M x y l dx dy …z`, in half pixels. */
function boxesOf(path: string): Box[] {
  return path
    .split('z')
    .filter((shape) => shape !== '')
    .map((shape) => {
      const [x = 0, y = 0, ...moves] = (shape.match(/-?\d+/g) ?? []).map(Number)
      const box = { left: x, top: y, right: x, bottom: y }
      let at = { x, y }
      for (let index = 0; index < moves.length; index += 2) {
        at = { x: at.x + (moves[index] ?? 0), y: at.y + (moves[index + 1] ?? 0) }
        box.left = Math.min(box.left, at.x)
        box.top = Math.min(box.top, at.y)
        box.right = Math.max(box.right, at.x)
        box.bottom = Math.max(box.bottom, at.y)
      }
      return box
    })
}

const centre: Place = { x: 0.5, y: 0.5 }
const between = (a: Place, b: Place): Place => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const away = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y)
const areaOf = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top)

/** The middle of shapes together. */
function middleOf(boxes: readonly Box[], { width, height }: Drawing): Place {
  const left = Math.min(...boxes.map((box) => box.left))
  const right = Math.max(...boxes.map((box) => box.right))
  const top = Math.min(...boxes.map((box) => box.top))
  const bottom = Math.max(...boxes.map((box) => box.bottom))
  return { x: (left + right) / (4 * width), y: (top + bottom) / (4 * height) }
}

/** Where on a sheet the parts are that the numbers of the legend point at. */
export type Places = { lines: Place; opening: Place; key: Place; gap: Place; edge: Place }

/**
 * One place for each part of a plate: the largest opening, a torn gap, the end of the fracture that lies farther from it
 * and the key that lies nearest to the middle of the sheet.
 * @throws Error when the plate lacks one of them
 */
export function placesOn(drawing: Drawing): Places {
  const { marks } = drawing
  const openings = boxesOf(drawing.openings)
  const largest = marks[openings.indexOf(openings.toSorted((a, b) => areaOf(b) - areaOf(a))[0] as Box)]
  const torn = boxesOf(drawing.cuts)[0]
  const [first, last] = [marks[0], marks.at(-1)]
  if (!largest || !torn || !first || !last) throw new Error('The plate has no opening or no torn gap')
  const gap = middleOf([torn], drawing)
  const edge = away(first, gap) > away(last, gap) ? first : last

  // A key is many stripes: those that lie nearest to one gap between two marks.
  const gaps = marks.slice(1).map((mark, at) => between(marks[at] ?? mark, mark))
  const stripes = boxesOf(drawing.keys).map((box) => {
    const place = middleOf([box], drawing)
    return { box, near: gaps.toSorted((a, b) => away(a, place) - away(b, place))[0] }
  })
  const keys = gaps
    .map((each) => stripes.flatMap(({ box, near }) => (near === each ? [box] : [])))
    .filter((boxes) => boxes.length > 0)
    .map((boxes) => middleOf(boxes, drawing))
  const key = keys.toSorted((a, b) => away(a, centre) - away(b, centre))[0]
  if (!key) throw new Error('The plate has no key')
  return { lines: { x: 0.1, y: 0.16 }, opening: largest, key, gap, edge }
}
