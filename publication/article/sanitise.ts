import type { Nodes, Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { safeUrl } from './grammar.ts'
import { tokenKinds } from './highlight.ts'
import { drawing } from './sanitise-svg.ts'

const safeSource = /^(?:https?:\/\/(?![/?#])|\/(?![/\\]))[^\s\p{Cc}\p{Cs}\\]*$/u
const copy = String.raw`(?:https?:\/\/(?![\/?#])|\/(?![\/\\]))[^\s\p{Cc}\p{Cs}\\,]* \d+w`
const copies = new RegExp(`^${copy}(?:, ${copy})*$`, 'u')
const anchor = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u

const named = `a aside blockquote br caption code dd details div dl dt em figcaption figure h2 h3 h4 img li ol p pre
  section span strong summary sup table tbody td th thead time tr ul`.split(/\s+/)

/** The one allow-list of every rendering: no attribute that is not named here, no class and no address outside a form. */
const allowed: Schema = {
  tagNames: [...named, ...drawing.tagNames],
  attributes: {
    ...drawing.attributes,
    a: [['href', safeUrl], ['id', /^r\d+$/], ['className', 'fnref'], 'ariaLabel'],
    aside: [['className', 'callout', 'break', 'hold']],
    code: [['className', /^language-[a-z0-9+#._-]+$/]],
    dd: [['className', 'basis']],
    div: [
      ['className', 'table-scroll', 'diagram-scroll', 'steps', 'card'],
      ['id', /^diagram_\d+_text$/],
      ['tabIndex', 0],
      ['role', 'region'],
      'ariaLabel',
    ],
    figure: [['className', 'code', 'pullquote', 'figures', 'diagram']],
    h2: [['id', anchor]],
    h3: [
      ['id', anchor],
      ['className', 'finding-title'],
    ],
    h4: [['id', anchor]],
    img: [
      ['src', safeSource],
      ['srcSet', copies],
      ['sizes', '(width >= 46rem) 44rem, 100vw'],
      'alt',
      'width',
      'height',
      ['loading', 'lazy'],
      ['decoding', 'async'],
    ],
    li: [
      ['id', /^f\d+$/],
      ['className', 'done', 'undone'],
    ],
    p: [
      [
        'className',
        ...['finding-label', 'callout-label', 'callout-title', 'block-title', 'step-title'],
        ...['card-title', 'card-words', 'card-from'],
      ],
    ],
    pre: [['tabIndex', 0]],
    section: [
      ['id', /^[bh]\d+$/],
      ['className', 'finding', 'break', 'hold', 'footnotes'],
      ['dataKind', 'break', 'hold'],
      ['dataStatus', 'open', 'held'],
      'ariaLabel',
    ],
    span: [
      [
        'className',
        ...['line', 'hold', 'break', 'unseen', 'pick-mark', 'credit'],
        ...tokenKinds.map((kind) => `tk-${kind}`),
      ],
    ],
    table: [['className', 'decision']],
    th: [['scope', 'col', 'row']],
    time: [['dateTime', /^\d{4}-\d{2}-\d{2}$/]],
    tr: [['className', 'pick']],
    ul: [['className', 'checklist']],
  },
  ancestors: drawing.ancestors,
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
