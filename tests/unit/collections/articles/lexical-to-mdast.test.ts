import { describe, expect, it } from 'vitest'
import { BodyError, lexicalToMdast } from '#collections/articles/lexical-to-mdast.ts'
import {
  block,
  cell,
  element,
  footnote,
  internalLink,
  item,
  link,
  list,
  media,
  paragraph,
  state,
  table,
  text,
} from './states.ts'

const read = (value: unknown) => lexicalToMdast(value, media).children
const refusal = (value: unknown): string => {
  try {
    lexicalToMdast(value, media)
  } catch (error) {
    if (error instanceof BodyError) return `${error.path}: ${error.reason}`
    throw error
  }
  return 'accepted'
}
const para = (value: string) => ({ type: 'paragraph', children: [{ type: 'text', value }] })
const target = (value: unknown) => ({ relationTo: 'articles', value })
const deep = (levels: number) => {
  let inner = list('bullet', item(text('x')))
  for (let level = 1; level < levels; level += 1) inner = list('bullet', item(text('x')), item(inner))
  return state(inner)
}

describe('what editors leave behind', () => {
  it.each([
    [null],
    [undefined],
    [state()],
    [state(paragraph(), paragraph(text(' ')), element('heading', [], { tag: 'h2' }))],
  ])('reads an empty field as an empty body', (value) => expect(read(value)).toEqual([]))

  it('joins runs, collapses white space and orders marks', () => {
    const runs = [text('  a\t'), text(' b', 2), text('c', 3), text('d', 16), text('e', 16), text(' ')]
    expect(read(state(paragraph(...runs)))).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'text', value: 'a ' },
          { type: 'emphasis', children: [{ type: 'text', value: 'b' }] },
          { type: 'strong', children: [{ type: 'emphasis', children: [{ type: 'text', value: 'c' }] }] },
          { type: 'inlineCode', value: 'de' },
        ],
      },
    ])
  })

  it('drops looks: underline, highlight, colour, alignment, indent, direction, control characters', () => {
    const node = { ...paragraph({ ...text('a\u0000b', 8 | 128), style: 'color: red' }), format: 'center', indent: 3 }
    expect(read(state({ ...node, direction: 'rtl', textFormat: 9 }))).toEqual([para('ab')])
  })

  it('lifts an item that is indented under nothing, and joins split nested lists', () => {
    expect(read(state(list('bullet', item(list('bullet', item(text('a')))), item(text('b')))))).toEqual(
      read(state(list('bullet', item(text('a')), item(text('b'))))),
    )
    const nested = (...names: string[]) => item(list('number', ...names.map((name) => item(text(name)))))
    expect(read(state(list('bullet', item(text('a')), nested('b'), item(), nested('c'))))).toEqual(
      read(state(list('bullet', item(text('a')), nested('b', 'c')))),
    )
  })

  it('lifts a code block out of the paragraph in which it was typed', () => {
    const code = block('code', { language: 'sql', code: 'select 1', holdLines: '3-2, 1 ', caption: ' a  "b" ' })
    expect(read(state(paragraph(text('a'), code)))).toEqual([
      para('a'),
      { type: 'code', lang: 'sql', meta: '{hold=1-3} caption="a &quot;b&quot;"', value: 'select 1' },
    ])
  })

  it('leaves out a link without words and keeps what stood in it', () => {
    expect(read(state(paragraph(text('a'), link('', text(' ')), text('b'))))).toEqual([para('a b')])
  })

  it('reads several paragraphs of a table cell or footnote as lines', () => {
    const line = [{ type: 'text', value: 'a' }, { type: 'break' }, { type: 'text', value: 'b' }]
    const [first, second] = read(
      state(
        table([cell({ headerState: 3 }, paragraph(text('a')), paragraph(text('b')))]),
        paragraph(text('x'), footnote(state(paragraph(text('a')), paragraph(text('b'))))),
      ),
    )
    expect(first).toMatchObject({ children: [{ children: [{ children: line }] }] })
    expect(second).toMatchObject({ children: [{ type: 'text' }, { type: 'footnoteReference', identifier: '1' }] })
  })

  it('reads a populated picture by its id', () => {
    const upload = {
      type: 'upload',
      version: 3,
      relationTo: 'media',
      value: { id: 1, filename: 'a.png' },
      fields: { caption: ' c ' },
    }
    expect(read(state(upload))).toEqual([
      { type: 'paragraph', children: [{ type: 'image', url: `media:${media.toRef(1)}`, alt: '', title: 'c' }] },
    ])
  })

  it('reads a link to an article by its reference, populated or not', () => {
    const reference = `article:${media.articleRef(1)}`
    const [node] = read(
      state(
        paragraph(
          internalLink(target(1), { finding: ' ', url: 'javascript:x' }, text('a')),
          internalLink(target({ id: 1, title: 'T' }), { finding: 'b2' }, text('b')),
        ),
      ),
    )
    expect(node).toMatchObject({
      children: [
        { type: 'link', url: reference },
        { type: 'link', url: `${reference}#b2` },
      ],
    })
  })

  it('numbers footnotes in reading order and says which breaks are open', () => {
    const note = (words: string) => footnote(state(paragraph(text(words))))
    const body = read(
      state(
        block('break', { findingId: 'b1', title: 'T', body: state(paragraph(text('x'), note('one'))) }),
        block('break', { findingId: 'b2', title: 'U', shows: '', scale: null }),
        block('hold', { findingId: 'h1', title: 'H', answers: ['b1', 'b1'], cost: 'c' }),
        paragraph(text('y'), note('two')),
      ),
    )
    expect(body.map((node) => ('attributes' in node ? node.attributes : node.type))).toEqual([
      { id: 'b1', title: 'T' },
      { id: 'b2', title: 'U', status: 'open' },
      { id: 'h1', answers: 'b1', title: 'H', cost: 'c' },
      'paragraph',
      'footnoteDefinition',
      'footnoteDefinition',
    ])
    expect(body.at(-2)).toMatchObject({ identifier: '1', children: [{ children: [{ value: 'one' }] }] })
  })
})

describe('what is refused, in words', () => {
  const words = paragraph(text('x'))
  it.each([
    ['a text', 'body', /not an editor state/],
    [{ root: { type: 'div', children: [] } }, 'body', /not an editor state/],
    [state('x'), 'body', /not an editor node/],
    [{ root: { type: 'root', children: {} } }, 'body', /not a list/],
    [state(words, { type: 'horizontalrule' }), 'block 2', /“horizontalrule” is not something/],
    [state(element('code', [text('x')])), 'block 1', /“code” is not something/],
    [state({ type: 'relationship', value: 1 }), 'block 1', /is not something/],
    [state(element('heading', [text('x')], { tag: 'h1' })), 'block 1', /level/],
    [state(paragraph(element('mark', [text('x')]))), 'block 1', /“mark” cannot stand/],
    [state(paragraph({ type: 'text' })), 'block 1', /holds no text/],
    [state(paragraph(text('old', 4))), 'block 1', /“old” is set in strikethrough/],
    [state(paragraph(text('2', 64))), 'block 1', /superscript/],
    [state(list('todo', item(text('x')))), 'block 1', /unknown kind/],
    [state(list('bullet', words)), 'block 1', /not an item/],
    [state(list('bullet', item(words))), 'block 1, item 1', /“paragraph” cannot stand/],
    [
      state(
        list('bullet', item(text('a')), item(list('bullet', item(text('b')))), item(list('number', item(text('c'))))),
      ),
      'block 1, item 3',
      /two nested lists/,
    ],
    [state(element('quote', [words, element('list', [])])), 'block 1', /inside a quote/],
    [state(table()), 'block 1 (table)', /no cells/],
    [state(table([cell({ colSpan: 2 }, words)])), 'block 1 (table), row 1, cell 1', /merged/],
    [state(table([cell({ rowSpan: 2 }, words)])), 'block 1 (table), row 1, cell 1', /merged/],
    [state(table([cell({}, words)], [])), 'block 1 (table)', /row 2 has a different number/],
    [
      state(table([cell({}, list('bullet', item(text('x'))))])),
      'block 1 (table), row 1, cell 1',
      /“list” cannot stand/,
    ],
    [state(element('table', [element('tablerow', [words])])), 'block 1 (table), row 1, cell 1', /not a cell/],
    [state({ type: 'upload', relationTo: 'media', value: 'x' }), 'block 1', /picture x is not in the media library/],
    [state({ type: 'upload', relationTo: 'users', value: 7 }), 'block 1', /not in the media library/],
    [state({ type: 'upload', pending: {} }), 'block 1', /upload it/],
    [state(block('video')), 'block 1', /the block “video”/],
    [state({ type: 'block' }), 'block 1', /no fields/],
    [state(block('break', { title: 'T' })), 'block 1 (break)', /no id yet/],
    [state(block('break', { findingId: 'h1', title: 'T' })), 'block 1 (break)', /no id yet/],
    [state(block('break', { findingId: 'b1', title: ' ' })), 'block 1 (break)', /no title/],
    [state(block('break', { findingId: 'b1', title: {} })), 'block 1 (break)', /“title” is not text/],
    [state(block('hold', { findingId: 'h1', title: 'T', answers: 'b1' })), 'block 1 (hold)', /not a list of ids/],
    [state(block('hold', { findingId: 'h1', title: 'T', answers: ['x'] })), 'block 1 (hold)', /“x” is not the id/],
    [
      state(words, block('hold', { findingId: 'h1', title: 'T', answers: ['b9'] })),
      'block 2 (hold)',
      /no break here has the id “b9”/,
    ],
    [
      state(
        paragraph(),
        block('break', { findingId: 'b1', title: 'T' }),
        block('break', { findingId: 'b1', title: 'T' }),
      ),
      'block 3 (break)',
      /used twice/,
    ],
    [
      state(block('break', { findingId: 'b1', title: 'T', body: state(block('hold')) })),
      'block 1 (break), block 1 (hold)',
      /inside a break or hold/,
    ],
    [
      state(
        block('break', { findingId: 'b1', title: 'T', body: state(element('heading', [text('x')], { tag: 'h2' })) }),
      ),
      'block 1 (break), block 1',
      /a heading stands inside/,
    ],
    [state(block('code', { code: 1 })), 'block 1 (code)', /not text/],
    [state(block('code', { code: '', holdLines: '0' })), 'block 1 (code)', /write them like 2,4-5/],
    [state(block('code', { code: '', language: 'a b' })), 'block 1', /not a language/],
    [state(paragraph(footnote(state()))), 'block 1', /footnote 1 is empty/],
    [state(paragraph(footnote(state(list('bullet'))))), 'block 1, footnote 1', /text only/],
    [state(paragraph(footnote(state(paragraph(footnote(null)))))), 'block 1, footnote 1', /inside a footnote/],
    [state(paragraph(link('/x', text('x'), footnote(state(words))))), 'block 1', /footnote stands inside a link/],
    [state(paragraph(link('/x', link('/y', text('x'))))), 'block 1', /link stands inside a link/],
    [state(paragraph({ type: 'inlineBlock', fields: { blockType: 'x' } })), 'block 1', /“x” cannot stand/],
    [state(paragraph(internalLink({}, {}, text('x')))), 'block 1', /no article/],
    [state(paragraph(internalLink(null, {}, text('x')))), 'block 1', /names no article/],
    [state(paragraph(internalLink({ relationTo: 'users', value: 1 }, {}, text('x')))), 'block 1', /no article/],
    [state(paragraph(internalLink(target(9), {}, text('x')))), 'block 1', /the article 9 that it links to/],
    [state(paragraph(internalLink(target(1), { finding: 'x' }, text('x')))), 'block 1', /“x” is not the id/],
    [JSON.parse('{"root":{"type":"root","children":[{"type":"text","__proto__":{"x":1}}]}}'), 'body', /__proto__/],
  ])('%j', (value, path, reason) => {
    const said = refusal(value)
    expect(said).toMatch(reason)
    expect(said.startsWith(`${path}: `)).toBe(true)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    ' https://example.org',
    'data:text/html,x',
    'vbscript:x',
    '//example.org',
    '/\\example.org',
    'https://',
    'ftp://example.org',
    'articles/x',
    '#',
    '',
    null,
    7,
    `/${'x'.repeat(2000)}`,
  ])('the address %j', (url) => {
    expect(refusal(state(paragraph(link(url, text('x')))))).toMatch(/block 1: (the|a) link/)
  })

  it('passes on in words why a picture is unknown', () => {
    const toRef = () => {
      throw new Error('picture 7 does not exist any more')
    }
    const upload = state({ type: 'upload', relationTo: 'media', value: 7 })
    expect(() => lexicalToMdast(upload, { ...media, toRef })).toThrow('block 1: picture 7 does not exist any more')
  })

  it('accepts lists as deep as the grammar, and refuses deeper ones without overflowing the stack', () => {
    expect(refusal(deep(12))).toBe('accepted')
    expect(refusal(deep(25))).toMatch(/deep/)
    let node: unknown = text('x')
    for (let level = 0; level < 100_000; level += 1) node = { type: 'list', listType: 'bullet', children: [node] }
    expect(refusal(state(node))).toMatch(/too deep/)
    const cycle: { children: unknown[] } = { children: [] }
    cycle.children.push(cycle)
    expect(refusal(cycle)).toMatch(/too deep/)
  })

  it('refuses more than 10,000 nodes', () => {
    expect(refusal(state(...Array.from({ length: 4000 }, () => paragraph(text('x')))))).toBe('accepted')
    expect(refusal(state(...Array.from({ length: 5001 }, () => paragraph(text('x')))))).toMatch(/more than 10000 nodes/)
    const runs = Array.from({ length: 150_000 }, () => text('x'))
    expect(refusal(state(element('paragraph', runs)))).toMatch(/too large/)
  })
})
