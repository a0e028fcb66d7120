import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode

const tags = new Set(
  `a blockquote br code dd div dl dt em figcaption figure h2 h3 h4 img li ol p pre section span strong sup table tbody
  td th thead tr ul`.split(/\s+/),
)
const values: Record<string, RegExp> = {
  href: /^(?:https?:\/\/[^\s\\]|mailto:|\/(?![/\\])|#)/,
  src: /^(?:https?:\/\/[^\s\\]|\/(?![/\\]))/,
  id: /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u,
  class:
    /^(?:finding (?:break|hold)|finding-label|finding-title|code|language-[a-z0-9+#._-]+|line(?: (?:hold|break))?|table-scroll|footnotes|fnref)$/,
  'data-kind': /^(?:break|hold)$/,
  'data-status': /^(?:open|held)$/,
  'aria-label': /^(?:Footnote \d+|Footnotes|Back to text|Table \d+)$/,
  alt: /^/,
  width: /^\d+$/,
  height: /^\d+$/,
  loading: /^lazy$/,
  decoding: /^async$/,
  tabindex: /^0$/,
  role: /^region$/,
  scope: /^col$/,
}

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
    if (!tags.has(node.tagName)) faults.push(node.tagName)
    for (const { name, value } of node.attrs) {
      if (!Object.hasOwn(values, name) || !values[name]?.test(value)) faults.push(`${node.tagName} ${name}=${value}`)
      if (name === 'id' && ids.has(value)) faults.push(`id ${value} twice`)
      if (name === 'id') ids.add(value)
    }
    waiting.push(...node.childNodes)
  }
  return faults
}
