import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode

const tags = new Set(
  `a aside blockquote br caption code dd details div dl dt em figcaption figure h2 h3 h4 img li ol p pre section span
  strong summary sup table tbody td th thead time tr ul`.split(/\s+/),
)
/** Only inside an svg. */
const drawn = new Set('circle ellipse g line path polygon polyline rect text title tspan'.split(' '))

const number = /^-?\d+(?:\.\d)?$/
const classes = new RegExp(
  `^(?:${[
    'finding (?:break|hold)|finding-label|finding-title|code|language-[a-z0-9+#._-]+|line(?: (?:hold|break))?|fnref',
    'table-scroll|footnotes|callout(?: (?:break|hold))?|callout-label|callout-title|block-title|step-title|steps',
    'pullquote|figures|basis|diagram|diagram-scroll|card|card-title|card-words|card-from|decision|pick|pick-mark|credit',
    'checklist|done|undone|unseen|tk-(?:comment|string|number|keyword|function|type|inserted|deleted)',
    'dia-(?:box|body|group|head|label|fold|note|dot|ring|side|frame|line|life|tip|text|words|name)|dia-line dia-thick',
  ].join('|')})$`,
)
const values: Record<string, RegExp> = {
  href: /^(?:https?:\/\/[^\s\\]|mailto:|\/(?![/\\])|#)/,
  src: /^(?:https?:\/\/[^\s\\]|\/(?![/\\]))/,
  srcset: /^(?:(?:https?:\/\/[^\s\\]|\/(?![/\\]))[^\s,]* \d+w(?:, (?!$))?)+$/,
  sizes: /^\(width >= 46rem\) 44rem, 100vw$/,
  id: /^(?:[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*|diagram_\d+_(?:title|text))$/u,
  class: classes,
  'data-kind': /^(?:break|hold)$/,
  'data-status': /^(?:open|held)$/,
  'aria-label': /^(?:Footnote \d+|Footnotes|Back to text|Table \d+|Diagram \d+)$/,
  'aria-labelledby': /^diagram_\d+_title$/,
  'aria-describedby': /^diagram_\d+_text$/,
  alt: /^/,
  loading: /^lazy$/,
  decoding: /^async$/,
  tabindex: /^0$/,
  role: /^(?:region|img)$/,
  scope: /^(?:col|row)$/,
  datetime: /^\d{4}-\d\d-\d\d$/,
  viewBox: /^-?\d+ -?\d+ \d+ \d+$/,
  points: /^(?:-?\d+(?:\.\d)?,-?\d+(?:\.\d)?(?: (?!$))?)+$/,
  d: /^[MCLZ\d. -]+$/,
  transform: /^translate\([\d.,-]+\) scale\([\d.]+\)$/,
  fill: /^(?:none|currentColor)$/,
  stroke: /^currentColor$/,
  'stroke-width': /^3$/,
  'stroke-dasharray': /^\d+,? \d+$/,
  'text-anchor': /^(?:start|middle|end)$/,
}
for (const name of 'width height x y x1 y1 x2 y2 cx cy r rx ry dy font-size'.split(' ')) values[name] = number

const isInSvg = (node: Node | DefaultTreeAdapterTypes.ParentNode | null): boolean =>
  node !== null &&
  'tagName' in node &&
  (node.tagName === 'svg' || ('parentNode' in node && isInSvg(node.parentNode as Node | null)))

/** Every way in which a rendered body leaves the allow-list of elements, attributes, addresses and anchors. */
export function faultsIn(html: string): string[] {
  const faults: string[] = []
  const waiting: Node[] = [...parseFragment(html).childNodes]
  const ids = new Set<string>()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeName === '#text') continue
    if (!('tagName' in node)) {
      faults.push(node.nodeName)
      continue
    }
    const isDrawn = isInSvg(node)
    if (isDrawn ? node.tagName !== 'svg' && !drawn.has(node.tagName) : !tags.has(node.tagName))
      faults.push(node.tagName)
    for (const { name, value } of node.attrs) {
      if (!Object.hasOwn(values, name) || !values[name]?.test(value)) faults.push(`${node.tagName} ${name}=${value}`)
      if (name === 'id' && ids.has(value)) faults.push(`id ${value} twice`)
      if (name === 'id') ids.add(value)
    }
    waiting.push(...node.childNodes)
  }
  return faults
}
