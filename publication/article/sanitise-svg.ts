import type { Schema } from 'hast-util-sanitize'

const n = String.raw`-?\d{1,5}(?:\.\d)?`
const number = new RegExp(`^${n}$`)
const points = new RegExp(`^${n},${n}(?: ${n},${n})*$`)
const curve = /^[MCLZ\d. -]+$/
const move = new RegExp(`^translate\\(${n},${n}\\) scale\\(\\d+(?:\\.\\d+)?\\)$`)

type Attributes = NonNullable<NonNullable<Schema['attributes']>[string]>

const kinds = `box body group head label fold note dot ring side frame line life thick tip text words name`.split(' ')

const paint: Attributes = [
  ['className', ...kinds.map((kind) => `dia-${kind}`)],
  ['fill', 'none', 'currentColor'],
  ['stroke', 'currentColor'],
  ['strokeWidth', '3'],
  ['strokeDashArray', /^\d{1,2}$/],
]

const numbers = (...names: string[]): Attributes => names.map((name) => [name, number])

const attributes: Record<string, Attributes> = {
  rect: numbers('x', 'y', 'width', 'height', 'rx', 'ry'),
  circle: numbers('cx', 'cy', 'r'),
  ellipse: numbers('cx', 'cy', 'rx', 'ry'),
  line: numbers('x1', 'y1', 'x2', 'y2'),
  polyline: [['points', points]],
  polygon: [['points', points]],
  path: [['d', curve]],
  text: [...numbers('x', 'y', 'dy', 'fontSize'), ['textAnchor', 'start', 'middle', 'end']],
  tspan: numbers('x', 'dy'),
}

const shapes = Object.fromEntries(Object.entries(attributes).map(([tag, own]) => [tag, [...own, ...paint]]))

const inside = [...Object.keys(attributes), 'g', 'title']

/** What a drawing may be made of, and only inside an `svg`: no style, script, link, reference or event. */
export const drawing = {
  tagNames: ['svg', ...inside],
  attributes: {
    ...shapes,
    svg: [
      ['viewBox', /^-?\d{1,3} -?\d{1,3} \d{1,5} \d{1,5}$/],
      ...numbers('width', 'height'),
      ['role', 'img'],
      ['ariaLabelledBy', /^diagram_\d+_title$/],
      ['ariaDescribedBy', /^diagram_\d+_text$/],
    ] as Attributes,
    g: [['transform', move]] as Attributes,
    title: [['id', /^diagram_\d+_title$/]] as Attributes,
  },
  ancestors: Object.fromEntries(inside.map((tag) => [tag, ['svg']])),
}
