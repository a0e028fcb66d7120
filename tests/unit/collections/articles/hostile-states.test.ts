import { describe, expect, it } from 'vitest'
import { assignFindingIds } from '#collections/articles/finding-ids.ts'
import { BodyError, lexicalToMdast } from '#collections/articles/lexical-to-mdast.ts'
import { block, cell, item, list, media, type Node, paragraph, state, table, text } from './states.ts'

const words = state(paragraph(text('x')))
const many = <T>(count: number, one: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => one(index))

/** `levels` of the same block, each in the editor of the one before it. */
function nested(levels: number, wrap: (inner: Node) => Node): Node {
  let inner = paragraph(text('x'))
  for (let level = 0; level < levels; level += 1) inner = wrap(inner)
  return inner
}

const finding = (inner: Node) => block('break', { findingId: 'b1', title: 'T', body: state(inner) })
const step = (inner: Node) => block('steps', { steps: [{ title: 'T', body: state(inner) }] })
const proto = JSON.parse('{"id":"1","blockType":"callout","body":{"root":{"type":"root","__proto__":{"type":"x"}}}}')

const hostile: [name: string, value: () => unknown, refusal: RegExp][] = [
  ['breaks 1,000 deep', () => state(nested(1000, finding)), /too deep/],
  ['callouts 1,000 deep', () => state(nested(1000, (inner) => block('callout', { body: state(inner) }))), /too deep/],
  ['steps 1,000 deep', () => state(nested(1000, step)), /too deep/],
  ['lists 1,000 deep', () => state(nested(1000, (inner) => list('check', item(inner)))), /too deep/],
  ['10,000 paragraphs', () => state(...many(10_000, () => paragraph(text('x')))), /more than 10000 nodes/],
  ['10,000 callouts', () => state(...many(10_000, () => block('callout', { body: words }))), /more than 10000 nodes/],
  ['10,000 rows', () => state(block('decision', rowsOf(10_000))), /more than 10000 nodes/],
  ['10,000 figures', () => state(block('figures', { figures: many(10_000, figure) })), /more than/],
  ['a table of 10,000 cells', () => state(block('table', { table: state(wide(10_000)) })), /more than 10000 nodes/],
  ['10,000 links to articles', () => state(paragraph(...many(10_000, link))), /more than 10000 nodes/],
  ['an unknown block', () => state(block('video')), /the block “video”/],
  ['a block named as what every object has', () => state(block('constructor')), /the block “constructor”/],
  ['a block without a name', () => state({ type: 'block', fields: {} }), /the block “undefined”/],
  ['an unknown note', () => state(paragraph(inline('toString'))), /“toString” cannot stand/],
  ['an unknown node', () => state({ type: '__proto__' }), /“__proto__” is not something/],
  ['a key __proto__ in a block', () => state({ type: 'block', fields: proto }), /never accepted/],
  ['rows that are no rows', () => state(block('steps', { steps: [1, 'x', null] })), /“steps” is not a list/],
  ['editors that are none', () => state(block('pullquote', { text: 'x' })), /not an editor state/],
  ['a title that is an object', () => state(block('callout', { title: { toString: 1 }, body: words })), /not text/],
  [
    'a title of a million characters',
    () => state(block('callout', { title: 'x'.repeat(1e6), body: words })),
    /more than/,
  ],
  ['an article that is an object of nothing', () => state(block('card', { article: {} })), /names no article/],
]

const figure = (index: number) => ({ value: String(index), label: 'x' })
const inline = (blockType: string) => ({ type: 'inlineBlock', fields: { blockType } })
const wide = (cells: number) => table(many(cells, () => cell({}, paragraph(text('x')))))
const link = () => ({
  type: 'link',
  fields: { linkType: 'internal', doc: { relationTo: 'articles', value: 1 } },
  children: [text('x')],
})
function rowsOf(count: number): Node {
  const then = words
  return { headWhen: 'If', headThen: 'Then', rows: many(count, () => ({ when: words, then })) }
}

function timed<T>(run: () => T): T {
  const begun = performance.now()
  const result = run()
  expect(performance.now() - begun).toBeLessThan(500)
  return result
}

const outcome = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof BodyError) return error.message
    throw error
  }
  return 'accepted'
}

describe('hostile states are refused in words, in less than half a second', () => {
  it.each(hostile)('%s', (_, make, refusal) => {
    const value = make()
    expect(timed(() => outcome(() => lexicalToMdast(value, media)))).toMatch(refusal)
    // Ids are given before anything else is known of a state: that it cannot be walked is all that is refused there.
    expect(timed(() => outcome(() => assignFindingIds(value, { b: 0, h: 0 }, value)))).toMatch(
      /^accepted$|too deep|too large|never accepted/,
    )
  })
})
