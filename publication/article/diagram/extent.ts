import type { Element, ElementContent } from 'hast'

export type Point = [x: number, y: number]

const margin = 8

/** The box that a drawing fills, in whole pixels: the renderer leaves wide and uneven edges. Words are measured by their number. */
export function extentOf(nodes: ElementContent[]): { x: number; y: number; width: number; height: number } {
  const [xs, ys]: [number[], number[]] = [[], []]
  const add = (...points: Point[]) => {
    for (const [x, y] of points) {
      xs.push(x)
      ys.push(y)
    }
  }
  for (const node of nodes) {
    if (node.type !== 'element') continue
    const at = (name: string) => Number(node.properties[name] ?? 0)
    const [x, y] = [at('x'), at('y')]
    const [cx, cy, rx, ry] = [at('cx'), at('cy'), at('r') || at('rx'), at('r') || at('ry')]
    if (node.tagName === 'rect') add([x, y], [x + at('width'), y + at('height')])
    else if (node.tagName === 'circle' || node.tagName === 'ellipse') add([cx - rx, cy - ry], [cx + rx, cy + ry])
    else if (node.tagName === 'line') add([at('x1'), at('y1')], [at('x2'), at('y2')])
    else if (node.tagName === 'text') add(...wordsAt(node, [x, y]))
    else
      add(
        ...`${node.properties['points'] ?? ''}`
          .split(' ')
          .filter(Boolean)
          .map((pair) => pair.split(',').map(Number) as Point),
      )
  }
  const [x, y] = [Math.floor(Math.min(...xs) - margin), Math.floor(Math.min(...ys) - margin)]
  return { x, y, width: Math.ceil(Math.max(...xs) + margin - x), height: Math.ceil(Math.max(...ys) + margin - y) }
}

function wordsAt({ properties, children }: Element, [x, y]: Point): Point[] {
  const rows = children.map((child) => ('children' in child ? child.children : [child]))
  const longest = Math.max(
    ...rows.map((row) => row.map((piece) => ('value' in piece ? piece.value : '')).join('').length),
  )
  const width = longest * Number(properties['fontSize']) * 0.55
  const height = rows.length * 10
  const left =
    properties['textAnchor'] === 'middle' ? x - width / 2 : properties['textAnchor'] === 'end' ? x - width : x
  return [
    [left, y - height],
    [left + width, y + height],
  ]
}
