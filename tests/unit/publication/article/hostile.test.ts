import { describe, expect, it } from 'vitest'
import {
  type ArticleRef,
  type Body,
  bodyToHtml,
  bodyToMarkdown,
  bodyToText,
  kinds,
  type MediaRef,
  normalise,
} from '#publication/article/index.ts'
import { sanitise } from '#publication/article/sanitise.ts'
import { faultsIn } from '#tests/support/html-faults.ts'

const nothing = { media: new Map<string, MediaRef>(), articles: new Map<string, ArticleRef>() }

const scripts = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https:evil',
  'ftp://x/y',
  'media:m_x',
  '',
]

const paragraph = (...children: unknown[]) => ({ type: 'root', children: [{ type: 'paragraph', children }] })
const words = { type: 'text', value: 'words' }

const markup = '"><script>alert(2)</script><img src="x" onerror="y">'
const picture = { type: 'paragraph', children: [{ type: 'image', url: 'javascript:x', alt: '"><script>' }] }

const block = (name: string, attributes: unknown, ...children: unknown[]) => ({
  type: name === 'card' || name === 'figure' ? 'leafDirective' : 'containerDirective',
  name,
  attributes,
  children,
})

/** Steps and figures stand in the block that holds them. */
function within(name: string, node: unknown): unknown {
  const holder = name === 'step' ? 'steps' : name === 'figure' ? 'figures' : null
  return { type: 'root', children: [holder ? block(holder, {}, node) : node] }
}

const hostile: [string, unknown][] = [
  ...scripts.map((url): [string, unknown] => [
    `link ${JSON.stringify(url)}`,
    paragraph({ type: 'link', url, children: [words] }),
  ]),
  ...scripts.map((url): [string, unknown] => [
    `image ${JSON.stringify(url)}`,
    paragraph({ type: 'image', url, alt: 'words' }),
  ]),
  ...scripts.map((url): [string, unknown] => [
    `card ${JSON.stringify(url)}`,
    { type: 'root', children: [block('card', { url, title: 'words' })] },
  ]),
  ...scripts.map((to): [string, unknown] => [
    `card to ${JSON.stringify(to)}`,
    {
      type: 'root',
      children: [block('card', { to }), block('card', { to, url: 'https://example.org/', title: 'words' })],
    },
  ]),
  ...Object.entries(kinds).map(([name, { attributes }]): [string, unknown] => [
    `hostile words in ${name}`,
    within(name, block(name, Object.fromEntries(Object.keys(attributes).map((key) => [key, markup])), words, picture)),
  ]),
  ...Object.keys(kinds).map((name): [string, unknown] => [
    `prototypes in ${name}`,
    within(name, block(name, JSON.parse('{"__proto__":{"title":"x","id":"b1"},"constructor":"x","title":{"x":1}}'))),
  ]),
  ...Object.keys(kinds).map((name): [string, unknown] => [
    `elements made by data in ${name}`,
    within(name, { ...block(name, { title: 'words' }), data: { hName: 'script', hProperties: { onclick: 'x' } } }),
  ]),
  ['html', { type: 'root', children: [{ type: 'html', value: '<script>alert(1)</script>' }] }],
  ['inline html', paragraph(words, { type: 'html', value: '<img src=x onerror=alert(1)>' })],
  ['an unknown node', { type: 'root', children: [{ type: 'mdxJsxFlowElement', name: 'script', children: [words] }] }],
  [
    'an element made by data',
    paragraph({ ...words, data: { hName: 'script', hProperties: { onclick: 'x' } } }, { type: 'x' }),
  ],
  ['raw hast', { type: 'root', children: [{ type: 'raw', value: '<script>' }] }],
  ['a hast element', { type: 'root', children: [{ type: 'element', tagName: 'script', children: [words] }] }],
  [
    'a prototype',
    JSON.parse(
      '{"type":"root","children":[{"type":"containerDirective","name":"break","attributes":{"__proto__":{"id":"b1"},"id":"b1\\"><script>","title":"t"},"children":[]}]}',
    ),
  ],
  [
    'a type called __proto__',
    JSON.parse(
      '{"type":"root","children":[{"type":"__proto__","children":[]},{"type":"constructor"},{"type":"toString"}]}',
    ),
  ],
  ['a language', { type: 'root', children: [{ type: 'code', lang: 'x"><script>', value: 'a' }] }],
  [
    'wrong values',
    {
      type: 'root',
      children: [
        { type: 'code', lang: {}, meta: [], value: 7 },
        { type: 'heading', depth: 'x', children: [words] },
        { type: 'table', align: 'x', children: [] },
        { type: 'thematicBreak' },
      ],
    },
  ],
  [
    'wrong attributes',
    {
      type: 'root',
      children: [
        { type: 'containerDirective', name: {}, attributes: 'x' },
        {
          type: 'containerDirective',
          name: 'break',
          attributes: ['x'],
          data: null,
          children: [{ type: 'paragraph', data: 7, children: [] }],
        },
      ],
    },
  ],
  [
    'positions that are none',
    { type: 'root', position: 7, children: [{ type: 'x', position: { start: { line: 'x' } } }] },
  ],
]

describe('a hostile tree', () => {
  it.each(hostile)('is neutral in renderings: %s', (_, tree) => {
    const body = tree as Body
    const html = bodyToHtml(body, nothing)
    expect(faultsIn(html)).toEqual([])
    expect(html).not.toMatch(/javascript:|vbscript:|alert\(1\)>|evil/i)
    // What stands between quotation marks in Markdown is an attribute, and words.
    expect(bodyToMarkdown(body).replaceAll(/"[^"\n]*"/g, '')).not.toMatch(/<script|javascript:|evil/i)
    expect(() => bodyToText(body, nothing)).not.toThrow()
    expect(Object.prototype).not.toHaveProperty('id')
  })

  it('keeps what is made by data out of hast', () => {
    const body = paragraph({ ...words, data: { hName: 'script', hProperties: { onclick: 'x' } } }) as Body
    expect(bodyToHtml(body, nothing)).toBe('<p>words</p>')
  })

  it('keeps the path of a picture within the allow-list', () => {
    const id = 'm_00000000000000000000000000'
    const body = normalise(paragraph({ type: 'image', url: `media:${id}`, alt: 'words' }))
    const record = {
      id,
      path: 'javascript:alert(1)',
      alt: '',
      width: null,
      height: null,
      credit: null,
      focal: null,
      sizes: [],
    }
    expect(faultsIn(bodyToHtml(body, { ...nothing, media: new Map([[id, record]]) }))).toEqual([])
    expect(bodyToHtml(body, { ...nothing, media: new Map([[id, record]]) })).not.toContain('javascript')
  })
})

describe('the sanitiser', () => {
  const element = (tagName: string, properties: object, children: unknown[] = []) =>
    ({ type: 'element', tagName, properties, children }) as never

  it.each([
    ['scripts, with their text', element('script', {}, [words])],
    ['styles', element('style', {}, [words])],
    ['frames', element('iframe', { src: 'https://example.org' })],
    ['mathematics', element('math', { onload: 'x' }, [element('script', {}, [words])])],
    ['comments', { type: 'comment', value: '--><script>' } as never],
    ['raw text', { type: 'raw', value: '<script>' } as never],
  ])('takes out %s', (_, node) => {
    expect(sanitise({ type: 'root', children: [node] }).children).toEqual([])
  })

  it.each<[string, string, object]>([
    ['handlers', 'p', { onClick: 'x', onclick: 'x' }],
    ['styles', 'p', { style: 'color:red' }],
    ['classes', 'p', { className: ['admin'] }],
    ['anchors', 'section', { id: 'x"y' }],
    ['scripts in links', 'a', { href: 'javascript:x' }],
    ['hosts without a scheme', 'a', { href: '//evil.example' }],
    ['hosts behind a backslash', 'a', { href: '/\\evil.example' }],
    ['data in images', 'img', { src: 'data:image/svg+xml,x' }],
    ['sources', 'img', { srcSet: 'x', src: '//x' }],
    ['data attributes', 'section', { dataX: 'y', dataKind: 'z' }],
    ['focus traps', 'pre', { tabIndex: 7 }],
  ])('takes out attributes: %s', (_, tag, properties) => {
    const html = JSON.stringify(sanitise({ type: 'root', children: [element(tag, properties)] }))
    expect(html).not.toMatch(/javascript|evil|data:image|onclick|admin|color|srcSet|dataX|"z"|x\\"y|7/i)
  })

  it('takes a lone element or a doctype', () => {
    expect(sanitise(element('p', {})).children).toHaveLength(1)
    expect(sanitise({ type: 'doctype' } as never).children).toEqual([])
  })
})
