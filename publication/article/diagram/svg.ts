import type { Element, ElementContent, Properties } from 'hast'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { extentOf, type Point } from './extent.ts'
import { unveiled } from './line.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Attributes = Readonly<Record<string, string>>

/** The renderer's markup cannot be taken: numbers that are none, or its version was changed without this file. */
class MarkupError extends Error {}

/** Numbers to a tenth of a pixel, so that the same source is the same bytes on every machine. */
const short = (value: number): number => Math.round(value * 10) / 10 || 0

const rounded = (text: string): string =>
  text.replace(/-?\d+(?:\.\d+)?(?:e-\d+)?/g, (found) => `${short(Number(found))}`)

const numeric = ['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height', 'dy'] as const

const geometry: Record<string, readonly string[]> = {
  rect: ['x', 'y', 'width', 'height', 'rx', 'ry'],
  circle: ['cx', 'cy', 'r'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  line: ['x1', 'y1', 'x2', 'y2'],
  polyline: ['points'],
  polygon: ['points'],
  path: ['d'],
  text: ['x', 'y', 'dy'],
  tspan: ['x', 'dy'],
}

function placed(tag: string, attributes: Attributes): Properties {
  const properties: Properties = {}
  for (const name of geometry[tag] ?? []) {
    const value = attributes[name]
    if (value === undefined) continue
    // Self-links beside loose parts can be laid out nowhere.
    if (/NaN|Infinity/.test(value)) throw new MarkupError(`a ${tag} with ${name} ${value}`)
    const isNumber = (numeric as readonly string[]).includes(name)
    properties[name] = isNumber ? short(Number(value)) : tag === 'path' ? value : rounded(value)
  }
  return properties
}

const fills: Record<string, string> = {
  'var(--_node-fill)': 'box',
  'var(--_group-fill)': 'group',
  'var(--_group-hdr)': 'head',
  'var(--bg)': 'label',
  'var(--_inner-stroke)': 'fold',
  'var(--_text)': 'dot',
}

/** What a shape is in the drawing. Style sheets give it its colours; without them it is an outline in the text's. */
function roleOf(tag: string, { fill = 'none', stroke = 'none', class: kind }: Attributes): string {
  if (kind === 'lifeline') return 'life'
  if (fill === 'none') {
    if (stroke === 'var(--_text)') return 'ring'
    if (stroke === 'var(--_node-stroke)') return tag === 'line' ? 'side' : 'frame'
    if (stroke === 'var(--_line)') return 'line'
  }
  const role = fills[fill]
  if (!role) throw new MarkupError(`a ${tag} with fill ${fill} and stroke ${stroke}`)
  if (role === 'label' && tag === 'polygon') return 'note'
  return role === 'box' && stroke === 'none' ? 'body' : role
}

const bare = new Set(['label', 'body'])

function shape(tag: string, attributes: Attributes): Element {
  const role = roleOf(tag, attributes)
  const dashes = attributes['stroke-dasharray']
  const isThick = role === 'line' && Number(attributes['stroke-width']) > 1
  const properties: Properties = {
    className: [`dia-${role}`, ...(isThick ? ['dia-thick'] : [])],
    ...placed(tag, attributes),
    fill: role === 'dot' ? 'currentColor' : 'none',
  }
  if (!bare.has(role) && role !== 'dot') properties['stroke'] = 'currentColor'
  if (isThick) properties['strokeWidth'] = '3'
  if (dashes) properties['strokeDashArray'] = dashes.split(' ').filter((dash) => /^\d+$/.test(dash))
  return { type: 'element', tagName: tag, properties, children: [] }
}

const length = 9
const halfWidth = 4

/** An arrow's head as a shape of its own: markers need ids, which may not repeat in a page. */
function head([x, y]: Point, [fromX, fromY]: Point, isOpen: boolean): Element {
  const run = Math.hypot(x - fromX, y - fromY) || 1
  const [dx, dy] = [(x - fromX) / run, (y - fromY) / run]
  const corner = (side: number) =>
    `${short(x - dx * length - dy * side * halfWidth)},${short(y - dy * length + dx * side * halfWidth)}`
  return {
    type: 'element',
    tagName: isOpen ? 'polyline' : 'polygon',
    properties: {
      className: [isOpen ? 'dia-line' : 'dia-tip'],
      points: `${corner(1)} ${short(x)},${short(y)} ${corner(-1)}`,
      fill: isOpen ? 'none' : 'currentColor',
      ...(isOpen && { stroke: 'currentColor' }),
    },
    children: [],
  }
}

function pointsOf(tag: string, attributes: Attributes): Point[] {
  if (tag === 'line') {
    const [x1, y1, x2, y2] = ['x1', 'y1', 'x2', 'y2'].map((name) => Number(attributes[name]))
    return [[x1, y1] as Point, [x2, y2] as Point]
  }
  return (attributes['points'] ?? '').split(' ').map((pair) => pair.split(',').map(Number) as Point)
}

function heads(tag: string, attributes: Attributes): Element[] {
  const { 'marker-start': start, 'marker-end': end } = attributes
  if (!start && !end) return []
  const points = pointsOf(tag, attributes)
  const [first, second] = points
  const [last, beforeLast] = [points.at(-1), points.at(-2)]
  return [
    ...(start && first && second ? [head(first, second, start.includes('open'))] : []),
    ...(end && last && beforeLast ? [head(last, beforeLast, end.includes('open'))] : []),
  ]
}

function words(tag: string, attributes: Attributes, children: ElementContent[]): Element {
  if (tag === 'tspan') return { type: 'element', tagName: tag, properties: placed(tag, attributes), children }
  const isName = attributes['font-weight'] === '600'
  const kind = isName ? 'name' : attributes['fill'] === 'var(--_text)' ? 'text' : 'words'
  return {
    type: 'element',
    tagName: tag,
    properties: {
      className: [`dia-${kind}`],
      ...placed(tag, attributes),
      textAnchor: attributes['text-anchor'] ?? 'start',
      fontSize: attributes['font-size'],
      fill: 'currentColor',
    },
    children,
  }
}

const moved = /^translate\((-?[\d.]+),(-?[\d.]+)\) scale\(([\d.]+)\)$/

function content(node: Node): ElementContent[] {
  if ('value' in node) return node.value.trim() === '' ? [] : [{ type: 'text', value: unveiled(node.value) }]
  if (!('tagName' in node) || node.tagName === 'style' || node.tagName === 'defs') return []
  const { tagName: tag } = node
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
  const children = node.childNodes.flatMap(content)
  if (tag === 'g') {
    const [, x, y, by] = moved.exec(attributes['transform'] ?? '') ?? []
    if (!x) return children
    const transform = `translate(${short(Number(x))},${short(Number(y))}) scale(${by})`
    return [{ type: 'element', tagName: 'g', properties: { transform }, children: children }]
  }
  if (tag === 'text' || tag === 'tspan') return [words(tag, attributes, children)]
  if (!geometry[tag]) throw new MarkupError(`an element ${tag}`)
  return [shape(tag, attributes), ...heads(tag, attributes)]
}

/** The renderer's SVG as a tree of a few elements, with classes in the place of its colours and markers. */
export function svgOf(markup: string): Element {
  const [svg] = parseFragment(markup).childNodes
  if (!svg || !('tagName' in svg) || svg.tagName !== 'svg') throw new MarkupError('no svg')
  const children = svg.childNodes.flatMap(content)
  const { x, y, width, height } = extentOf(children)
  return {
    type: 'element',
    tagName: 'svg',
    properties: { viewBox: `${x} ${y} ${width} ${height}`, width, height },
    children,
  }
}
