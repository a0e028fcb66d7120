import { describe, expect, it } from 'vitest'
import {
  type Body,
  BodyError,
  bodyOf,
  bodyToHtml,
  bodyToMarkdown,
  bodyToText,
  checkBody,
  findingsOf,
  mediaIdsOf,
  normalise,
  outlineOf,
  sourcesOf,
  wordsOf,
} from '#publication/article/index.ts'

const nothing = { media: new Map(), articles: new Map() }
const text = (value: string) => ({ type: 'text', value })
const root = (...children: unknown[]) => ({ type: 'root', children })
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children })

const nested = (levels: number): unknown => {
  let node: unknown = paragraph(text('x'))
  for (let level = 0; level < levels; level += 1) node = { type: 'blockquote', children: [node] }
  return root(node)
}

const circle = root()
circle.children.push(circle)

const hopeless: [string, unknown, RegExp][] = [
  ['1,000 levels', nested(1_000), /more than 40 levels/],
  ['a million levels', nested(1_000_000), /more than 40 levels/],
  ['a circle', circle, /more than 40 levels|more than 10000 nodes/],
  ['10,001 nodes', root(...Array.from({ length: 10_001 }, () => paragraph())), /more than 10000 nodes/],
  ['a string', 'x', /not a body/],
  ['null', null, /not a body/],
  ['undefined', undefined, /not a body/],
  ['a list', [], /not a body/],
  ['a paragraph', paragraph(), /not a body/],
  ['a root without children', { type: 'root' }, /not a body/],
  ['a node that is text', root('x'), /every node is an object/],
  ['a node that is null', root(null), /every node is an object/],
  ['a node that is a list', root([]), /every node is an object/],
  ['a node without type', root({}), /with a type/],
  ['children that are none', root({ type: 'paragraph', children: 'x' }), /not a list of nodes/],
]

describe('a tree that cannot be walked', () => {
  it.each(hopeless)('is refused in words: %s', (_, tree, words) => {
    const issues = checkBody(tree)
    expect(issues).toHaveLength(1)
    expect(issues[0]?.message).toMatch(words)
    expect(() => normalise(tree)).toThrow(BodyError)
    expect(() => normalise(tree)).toThrow(words)
    const body = tree as Body
    for (const read of [findingsOf, sourcesOf, outlineOf, wordsOf, mediaIdsOf, bodyToMarkdown]) {
      expect(() => read(body)).toThrow(words)
    }
    expect(() => bodyToHtml(body, nothing)).toThrow(words)
    expect(() => bodyToText(body, nothing)).toThrow(words)
  })

  it('is as deep and as large as it may be', () => {
    const points = (levels: number): unknown => ({
      type: 'list',
      children: [
        {
          type: 'listItem',
          children: levels > 0 ? [paragraph(text('x')), points(levels - 1)] : [paragraph(text('x'))],
        },
      ],
    })
    expect(bodyOf(root(points(18))).issues).toEqual([])
    expect(bodyOf(root(points(19))).issues).toHaveLength(1)
    const many = root(...Array.from({ length: 5_000 }, () => paragraph(text('x'))))
    expect(bodyOf(many).issues).toEqual([])
  })

  it('is not made by notes that are referred to again and again', () => {
    const note = {
      type: 'footnoteDefinition',
      identifier: 'x',
      children: [paragraph(...Array.from({ length: 2_000 }, () => text('x')))],
    }
    const references = Array.from({ length: 2_000 }, () => ({ type: 'footnoteReference', identifier: 'x' }))
    const { issues } = bodyOf(root(paragraph(...references), note))
    expect(issues).toHaveLength(1)
    expect(issues[0]?.message).toMatch(/refer to each note once/)
  })
})

describe('the grammar', () => {
  const url = 'media:m_00000000000000000000000000'
  const finding = (name: string, attributes: object, ...children: unknown[]) => ({
    type: 'containerDirective',
    name,
    attributes,
    children,
  })
  const item = (...children: unknown[]) => ({ type: 'listItem', children })
  const boxes = (...checked: unknown[]) => ({
    type: 'list',
    children: checked.map((box) => ({ ...item(paragraph(text('x'))), checked: box })),
  })
  const numbered = (...checked: unknown[]) => ({ ...boxes(...checked), ordered: true })

  it.each<[string, unknown, RegExp]>([
    ['text outside a paragraph', text('x'), /put text in a paragraph/],
    ['a definition that is not needed', { type: 'definition', identifier: 'x', url: '/x' }, /normal form/],
    ['an empty paragraph', paragraph(), /normal form/],
    ['text that is not merged', paragraph(text('a'), text('b')), /normal form/],
    ['a property of its own', { ...paragraph(text('a')), style: 'x' }, /“style”/],
    ['attributes with something in them', finding('break', { id: 'b1', title: 't', status: { x: 1 } }), /not text/],
    ['a status that is not true', finding('break', { id: 'b1', title: 't', status: 'held' }), /normal form/],
    ['a status that is not known', finding('break', { id: 'b1', title: 't', status: 'x' }), /status/],
    ['a long title', finding('break', { id: 'b1', title: 'x'.repeat(201) }), /more than 200/],
    ['answers that are no ids', finding('hold', { id: 'h1', title: 't', answers: 'b1,b2' }), /answers="b1 b2"/],
    ['an answer to a hold', finding('hold', { id: 'h1', title: 't', answers: 'h1' }), /not the id of a break/],
    ['an image by path', paragraph({ type: 'image', url: '/media/a.png', alt: '' }), /media library/],
    ['two images', paragraph({ type: 'image', url, alt: '' }, { type: 'image', url, alt: '' }), /stands alone/],
    [
      'an image in a quote',
      { type: 'blockquote', children: [paragraph({ type: 'image', url, alt: '' })] },
      /stands alone/,
    ],
    ['a list in a quote', { type: 'blockquote', children: [{ type: 'list', children: [] }] }, /only paragraphs/],
    ['a box in a numbered list', numbered(true), /no boxes; write - \[ \]/],
    ['a box beside none', boxes(true, null), /each point a box, or none/],
    ['a box that is no box', boxes('yes'), /normal form/],
    ['a list of text', { type: 'list', children: [text('x')] }, /only points/],
    [
      'code in a list',
      { type: 'list', children: [item(paragraph(text('x')), { type: 'code', value: '' })] },
      /words and lists/,
    ],
    [
      'a point without words',
      { type: 'list', children: [item({ type: 'list', children: [item(paragraph(text('x')))] })] },
      /begins with words/,
    ],
    ['a table of cells', { type: 'table', children: [{ type: 'tableCell', children: [] }] }, /only rows/],
    ['a row of text', { type: 'table', children: [{ type: 'tableRow', children: [text('x')] }] }, /only cells/],
    ['a table of nothing', { type: 'table', children: [] }, /row of headings/],
    [
      'a link in a link',
      paragraph({ type: 'link', url: '/a', children: [text('x'), { type: 'link', url: '/b', children: [text('y')] }] }),
      /inside a link/,
    ],
    [
      'a note in a link',
      paragraph({ type: 'link', url: '/a', children: [text('x'), { type: 'footnoteReference', identifier: '1' }] }),
      /inside a link/,
    ],
    ['a note that is not there', paragraph(text('x'), { type: 'footnoteReference', identifier: '1' }), /no footnote/],
    [
      'an address that is not there',
      paragraph({ type: 'linkReference', identifier: 'x', children: [text('x')] }),
      /no address/,
    ],
    ['a control character', paragraph(text('a\u0000b')), /control characters/],
    ['half a character', paragraph(text('a\uD800b')), /broken characters/],
    ['a control character in code', { type: 'code', value: 'a\u001bb' }, /control characters/],
    ['a caption with a control character', { type: 'code', lang: 'sql', meta: 'caption="a\u0000b"', value: '' }, /./],
  ])('refuses %s', (_, node, words) => {
    const issues = checkBody(root(node))
    expect(issues.map((issue) => issue.message).join('\n')).toMatch(words)
  })

  it('says where in words: path and line', () => {
    const position = { start: { line: 7, column: 1 }, end: { line: 7, column: 2 } }
    const [issue] = checkBody(
      root(paragraph(text('x')), { ...paragraph(text('y'), { type: 'delete', children: [] }), position }),
    )
    expect(issue).toEqual({ path: 'children[1].children[1]', line: 7, message: expect.stringMatching(/struck-out/) })
  })

  it('takes positions and data as no part of a body', () => {
    const position = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }
    expect(checkBody({ ...root({ ...paragraph({ ...text('x'), position, data: {} }), position }), position })).toEqual(
      [],
    )
  })
})
