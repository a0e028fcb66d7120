import { describe, expect, it } from 'vitest'
import { BodyError, lexicalToMdast } from '#collections/articles/lexical-to-mdast.ts'
import { kindsIn } from '#publication/article/index.ts'
import {
  block,
  cell,
  element,
  footnote,
  item,
  link,
  list,
  media,
  type Node,
  paragraph,
  source,
  state,
  table,
  text,
} from './states.ts'

const refusal = (...nodes: unknown[]): string => {
  try {
    lexicalToMdast(state(...nodes), media)
  } catch (error) {
    if (error instanceof BodyError) return error.message
    throw error
  }
  return 'accepted'
}
const read = (...nodes: unknown[]) => lexicalToMdast(state(...nodes), media).children
const line = (...children: unknown[]) => state(paragraph(...children))
const words = line(text('x'))
const row = (fields: Node = {}, then: unknown = words): Node => ({ id: '1', when: words, then, ...fields })
const decision = (fields: Node = {}) =>
  block('decision', { headWhen: 'If', headThen: 'Then', rows: [row()], ...fields })
const captioned = (fields: Node = {}) =>
  block('table', { caption: 'C', table: state(table([cell({}, paragraph(text('a')))])), ...fields })
const figures = (...rows: unknown[]) => block('figures', { figures: rows })
const steps = (...rows: unknown[]) => block('steps', { steps: rows })
const diagram = (fields: Node = {}) =>
  block('diagram', { title: 'T', source: 'flowchart LR', description: words, ...fields })
const page = { url: 'https://example.org/', title: 'T' }
const cited = { title: 'T', publisher: 'P', url: 'https://example.org/', checkedAt: '2026-11-01T12:00:00.000Z' }

/** One sound block of each kind. */
const sound: Record<string, Node> = {
  break: block('break', { findingId: 'b1', title: 'T' }),
  hold: block('hold', { findingId: 'h1', title: 'T' }),
  callout: block('callout', { body: words }),
  decision: decision(),
  table: captioned(),
  pullquote: block('pullquote', { text: words }),
  figures: figures({ value: '1', label: 'x' }),
  steps: steps({ title: 'T' }),
  diagram: diagram(),
  card: block('card', page),
}
const inside = {
  finding: (node: Node) => block('break', { findingId: 'b9', title: 'T', body: state(node) }),
  callout: (node: Node) => block('callout', { body: state(paragraph(text('x')), node) }),
  step: (node: Node) => steps({ title: 'T', body: state(node) }),
}

describe('where a block may stand', () => {
  it.each(Object.keys(sound))('%s', (kind) => {
    const node = sound[kind] as Node
    const isIn = (place: 'root' | 'finding') => kindsIn(place).some((name) => name === kind)
    expect(refusal(node)).toBe('accepted')
    expect(isIn('root')).toBe(true)
    const inFinding = refusal(inside.finding(node))
    if (isIn('finding')) expect(inFinding).toBe('accepted')
    else expect(inFinding).toBe(`block 1 (break), block 1 (${kind}): it stands inside a break or hold; move it out`)
    const message = `(${kind}): it stands inside a callout or step; move it out`
    expect(refusal(inside.callout(node))).toBe(`block 1 (callout), block 2 ${message}`)
    expect(refusal(inside.step(node))).toBe(`block 1 (steps), step 1, block 1 ${message}`)
  })

  it('headings stand at the root only, code everywhere', () => {
    const heading = element('heading', [text('x')], { tag: 'h2' })
    expect(refusal(inside.callout(heading))).toMatch(/block 2: a heading stands inside a callout or step/)
    expect(refusal(inside.finding(heading))).toMatch(/a heading stands inside a break or hold/)
    for (const place of Object.values(inside)) expect(refusal(place(block('code', { code: 'x' })))).toBe('accepted')
  })
})

describe('what is refused, in words and with its place', () => {
  it.each([
    [block('callout', { kind: 'loud', body: words }), 'block 1 (callout): “loud” is no kind'],
    [block('callout', { body: state(paragraph()) }), 'block 1 (callout): it says nothing'],
    [decision({ headWhen: ' ' }), 'block 1 (decision): a column has no heading'],
    [decision({ headThen: undefined }), 'block 1 (decision): a column has no heading'],
    [decision({ rows: [] }), 'block 1 (decision): it has no lines'],
    [decision({ rows: {} }), 'block 1 (decision): “rows” is not a list'],
    [decision({ rows: [null] }), 'block 1 (decision): “rows” is not a list'],
    [decision({ rows: [row(), row({}, null)] }), 'block 1 (decision), row 2: “then” is empty'],
    [decision({ rows: [row({ when: line(text(' ')) })] }), 'block 1 (decision), row 1: “when” is empty'],
    [
      decision({ rows: [row({ pick: true }), row({ pick: true })] }),
      'block 1 (decision): rows 1 and 2 are both picked',
    ],
    [
      decision({ rows: [row({ when: state(list('bullet', item(text('x')))) })] }),
      'block 1 (decision), row 1: “when” holds',
    ],
    [
      decision({ rows: [row(), row({}, line(text('a\\|b', 16)))] }),
      'block 1 (decision), row 2, cell 2: Markdown tables cannot hold',
    ],
    [captioned({ table: state(paragraph()) }), 'block 1 (table): it has no table'],
    [captioned({ table: state(paragraph(text('x'))) }), 'block 1 (table): it holds more than one table'],
    [
      captioned({ table: state(table([cell({})]), table([cell({})])) }),
      'block 1 (table): it holds more than one table',
    ],
    [captioned({ table: state(table()) }), 'block 1 (table): it has no cells'],
    [captioned({ caption: 'x'.repeat(301) }), 'block 1 (table): “caption” of a table has more than 300'],
    [block('pullquote', {}), 'block 1 (pullquote): it is empty'],
    [block('pullquote', { text: state(list('bullet')) }), 'block 1 (pullquote): a pull quote holds text only'],
    [figures(), 'block 1 (figures): it has no figures'],
    [figures({ value: ' ', label: 'x' }), 'block 1 (figures), figure 1: it has no value'],
    [figures({ value: '1', label: 'x' }, { value: '1' }), 'block 1 (figures), figure 2: it does not say what'],
    [
      figures({ value: '1', label: 'x' }, { value: '9'.repeat(41), label: 'x' }),
      'block 1 (figures), figure 2: “value”',
    ],
    [figures(...Array.from({ length: 9 }, () => ({ value: '1', label: 'x' }))), 'block 1 (figures): more than 8'],
    [steps(), 'block 1 (steps): it has no steps'],
    [steps({ title: 'a' }, {}), 'block 1 (steps), step 2: it has no title'],
    [steps(...Array.from({ length: 31 }, () => ({ title: 'x' }))), 'block 1 (steps): more than 30'],
    [diagram({ title: '' }), 'block 1 (diagram): it has no title'],
    [diagram({ source: ' \n' }), 'block 1 (diagram): it has no text to draw'],
    [diagram({ description: null }), 'block 1 (diagram): it has no long description'],
    [diagram({ description: state(list('bullet')) }), 'block 1 (diagram): its description holds paragraphs only'],
    [block('card', {}), 'block 1 (card): it leads nowhere'],
    [block('card', { ...page, url: 'ftp://example.org' }), 'block 1 (card): “ftp://example.org” is no address'],
    [block('card', { ...page, url: '/articles/x' }), 'block 1 (card): “/articles/x” is no address'],
    [block('card', { ...page, url: 'javascript:alert(1)' }), 'block 1 (card): “javascript:alert(1)” is no address'],
    [block('card', { ...page, title: '' }), 'block 1 (card): it has no title'],
    [block('card', { article: 99 }), 'block 1 (card): the article 99 that it links to does not exist'],
    [block('card', { article: 1, finding: 'c1' }), 'block 1 (card): “c1” is not the id'],
    [block('hold', { findingId: 'h1', title: 'T', verifiedSince: 'soon' }), 'block 1 (hold): “soon” is not a day'],
    [block('hold', { findingId: 'h1', title: 'T', verifiedSince: '2026-02-30' }), 'block 1 (hold): “2026-02-30” is'],
    [block('code', { code: 'x', unchecked: 'x'.repeat(201) }), 'block 1'],
    [paragraph(source({ ...cited, title: '' })), 'block 1, footnote 1: the source has no title'],
    [
      paragraph(source({ ...cited, publisher: 'A, B' })),
      'block 1, footnote 1: the publisher of the source has a comma',
    ],
    [paragraph(source({ ...cited, url: 'data:text/html,x' })), 'block 1, footnote 1: the source: “data:text/html,x”'],
    [paragraph(source({ ...cited, checkedAt: null })), 'block 1, footnote 1: the source has no day'],
    [paragraph(link('/x', text('x'), source(cited))), 'block 1: a source stands inside a link'],
    [paragraph(footnote(line(text('x'), source(cited)))), 'block 1, footnote 1: a source stands inside a footnote'],
    [
      list('bullet', item(text('a')), item(list('check', item(text('b'))), list('bullet', item(text('c'))))),
      'block 1, item 2: an item has two nested lists of different kinds',
    ],
    [list('check', item(list('bullet', item(text('b'))))), 'block 1, item 1: a list begins with a nested list'],
    [list('bullet', item(list('check', item(text('b'))))), 'block 1, item 1: a list begins with a nested list'],
  ])('%j', (node, message) => expect(refusal(node).slice(0, message.length)).toBe(message))
})

describe('what editors leave behind in blocks', () => {
  it('empty optional texts are as if they were not there', () => {
    const empty = state(paragraph(), paragraph(text(' ')))
    expect(read(block('callout', { kind: '', title: ' ', body: state(paragraph(text('x')), paragraph()) }))).toEqual(
      read(block('callout', { body: words })),
    )
    expect(read(steps({ title: 'T', body: empty }))).toEqual(read(steps({ title: 'T' })))
    expect(read(captioned({ rowHeads: false, table: state(...tableAmong()) }))).toEqual(read(captioned()))
    expect(read(diagram({ description: state(paragraph(), paragraph(text('x'))) }))).toEqual(read(diagram()))
    expect(read(decision({ title: null, rows: [row({ pick: false })] }))).toEqual(read(decision()))
    expect(read(block('hold', { findingId: 'h1', title: 'T', cost: ' ', verifiedSince: '' }))).toEqual(
      read(block('hold', { findingId: 'h1', title: 'T' })),
    )
  })

  it('a captioned table without caption and row headings is a plain one', () => {
    expect(read(captioned({ caption: ' ' }))).toMatchObject([{ type: 'table' }])
  })

  it('what stands hidden beside the article of a card does not count', () => {
    const [card] = read(block('card', { ...page, url: 'javascript:x', article: { id: 1 }, finding: '' }))
    expect(card).toMatchObject({ name: 'card', attributes: { to: `article:${media.articleRef(1)}` } })
  })

  it('a day is read by its first ten characters', () => {
    const [hold] = read(block('hold', { findingId: 'h1', title: 'T', verifiedSince: '2026-11-01T23:30:00.000+02:00' }))
    expect(hold).toMatchObject({ attributes: { verified: '2026-11-01' } })
  })
})

const tableAmong = () => [paragraph(), table([cell({}, paragraph(text('a')))]), paragraph(text(' '))]
