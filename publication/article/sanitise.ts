import type { Nodes, Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { safeUrl } from './grammar.ts'

const safeSource = /^(?:https?:\/\/(?![/?#])|\/(?![/\\]))[^\s\p{Cc}\p{Cs}\\]*$/u
const anchor = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u

/** The one allow-list of every rendering: no attribute that is not named here, no class and no address outside a form. */
const allowed: Schema = {
  tagNames: [
    ...[
      'a',
      'blockquote',
      'br',
      'code',
      'dd',
      'div',
      'dl',
      'dt',
      'em',
      'figcaption',
      'figure',
      'h2',
      'h3',
      'h4',
      'img',
    ],
    ...['li', 'ol', 'p', 'pre', 'section', 'span', 'strong', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  ],
  attributes: {
    a: [['href', safeUrl], ['id', /^r\d+$/], ['className', 'fnref'], 'ariaLabel'],
    code: [['className', /^language-[a-z0-9+#._-]+$/]],
    div: [['className', 'table-scroll'], ['tabIndex', 0], ['role', 'region'], 'ariaLabel'],
    figure: [['className', 'code']],
    h2: [['id', anchor]],
    h3: [
      ['id', anchor],
      ['className', 'finding-title'],
    ],
    h4: [['id', anchor]],
    img: [['src', safeSource], 'alt', 'width', 'height', ['loading', 'lazy'], ['decoding', 'async']],
    li: [['id', /^f\d+$/]],
    p: [['className', 'finding-label']],
    pre: [['tabIndex', 0]],
    section: [
      ['id', /^[bh]\d+$/],
      ['className', 'finding', 'break', 'hold', 'footnotes'],
      ['dataKind', 'break', 'hold'],
      ['dataStatus', 'open', 'held'],
      'ariaLabel',
    ],
    span: [['className', 'line', 'hold', 'break']],
    th: [['scope', 'col']],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  strip: ['script', 'style', 'template', 'iframe', 'object', 'embed', 'svg', 'math', 'noscript', 'title', 'textarea'],
  clobber: [],
  required: {},
}

/** Whatever comes in, only elements, attributes and addresses of the allow-list come out; other text stays as text. */
export function sanitise(tree: Nodes): Root {
  const clean = sanitize(tree, allowed)
  return clean.type === 'root' ? clean : { type: 'root', children: clean.type === 'doctype' ? [] : [clean] }
}
