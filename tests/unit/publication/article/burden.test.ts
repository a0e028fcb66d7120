import { describe, expect, it } from 'vitest'
import {
  type ArticleRef,
  type Body,
  bodyOf,
  bodyToMarkdown,
  bodyToText,
  checkBody,
  findingsOf,
  parseDocument,
  referLinks,
  resolveLinks,
  wordsOf,
} from '#publication/article/index.ts'

const articles = new Map<string, ArticleRef>()
const nothing = { media: new Map(), articles }
const many = <T>(count: number, one: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => one(index))

const text = (value: string) => ({ type: 'text', value })
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children })
const container = (name: string, attributes: unknown, ...children: unknown[]) => ({
  type: 'containerDirective',
  name,
  attributes,
  children,
})
const root = (...children: unknown[]) => ({ type: 'root', children })
const tableRow = (cells: number) => ({
  type: 'tableRow',
  children: many(cells, () => ({ type: 'tableCell', children: [text('x')] })),
})
const table = (rows: number) => ({ type: 'table', children: many(rows, () => tableRow(2)) })
const deep = (levels: number, name: string) => {
  let node: unknown = paragraph(text('x'))
  for (let level = 0; level < levels; level += 1) node = container(name, { title: 't' }, node)
  return root(node)
}

/** Processor time, which other work on the machine does not lengthen. */
function millisecondsOf(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const link = (index: number) => ({
  type: 'link',
  url: `article:a_${String(index).padStart(26, '0')}#b${(index % 9) + 1}`,
  children: [text(`x${index}`)],
})

const trees: [string, unknown, RegExp | null][] = [
  ...['callout', 'steps', 'step', 'break', 'diagram', 'x', '__proto__'].map((name): [string, unknown, RegExp] => [
    `1,000 times ${name}`,
    deep(1_000, name),
    /more than 40 levels/,
  ]),
  [
    'ten thousand cards',
    root(...many(9_999, () => ({ type: 'leafDirective', name: 'card', attributes: {} }))),
    /a card needs/,
  ],
  ['ten thousand callouts', root(...many(9_999, () => container('callout', null))), /callout is empty/],
  ['ten thousand unknown blocks', root(...many(9_999, () => container('__proto__', {}))), /is not known/],
  ['ten thousand breaks', root(...many(9_999, () => container('break', { id: 'b1', title: 't' }))), /used twice/],
  [
    'five thousand holds that answer everything',
    root(...many(5_000, (index) => container('hold', { id: `h${index + 1}`, title: 't', answers: 'b1 '.repeat(150) }))),
    /no break here/,
  ],
  [
    'ten thousand steps',
    root(container('steps', {}, ...many(9_990, () => container('step', { title: 't' })))),
    /more than 30/,
  ],
  ['a decision of 1,900 rows', root(container('decision', {}, table(1_900))), null],
  ['10,001 nodes in a decision', root(container('decision', {}, table(2_001))), /more than 10000 nodes/],
  [
    'a checklist of three thousand points',
    root({
      type: 'list',
      children: many(3_000, () => ({ type: 'listItem', checked: true, children: [paragraph(text('x'))] })),
    }),
    null,
  ],
  [
    'the corners of a table of millions',
    root({ type: 'table', children: [tableRow(2_500), ...many(4_900, () => tableRow(0))] }),
    /table has more than 10000 cells/,
  ],
  [
    'a body that is larger in normal form',
    root(paragraph(...many(4_999, (index) => ({ type: index % 2 ? 'strong' : 'emphasis', children: [text('x ')] })))),
    /more than 10000 nodes/,
  ],
  ['five thousand links to articles', root(paragraph(...many(4_999, link))), null],
  [
    'a title of a million characters',
    root(container('callout', { title: 'x '.repeat(500_000) }, paragraph(text('x')))),
    /more than 200/,
  ],
  [
    'twenty thousand attributes',
    root(container('callout', Object.fromEntries(many(20_000, (index) => [`a${index}`, 'x'])), paragraph(text('x')))),
    /no attribute “a0”/,
  ],
]

describe('a burden', () => {
  it.each(trees)('is taken or refused in words within half a second: %s', (_, tree, words) => {
    let issues: { message: string }[] = []
    expect(millisecondsOf(() => (issues = checkBody(tree)))).toBeLessThan(500)
    if (words) expect(issues[0]?.message).toMatch(words)
    else expect(bodyOf(tree).issues).toEqual([])
  })

  it.each(
    trees.filter(([, , words]) => !String(words).includes('more than 40') && !String(words).includes('00 nodes')),
  )('is neutral in what is read out of it: %s', (_, tree) => {
    const body = tree as Body
    const readers: (() => unknown)[] = [
      () => findingsOf(body),
      () => wordsOf(body),
      () => bodyToText(body, nothing),
      () => resolveLinks(body, articles),
      () => referLinks(body, () => null),
    ]
    for (const read of readers) expect(millisecondsOf(read)).toBeLessThan(500)
    expect(bodyToMarkdown(body)).toEqual(expect.any(String))
  })
})

describe('a burden in a file', () => {
  const front = '---\ntitle: T\ndeck: D\nslug: s\ntopics: [t]\nauthors: [a]\n---\n\n'
  const row = '|x|y|\n'
  it.each<[string, string, RegExp]>([
    ['marks', '*_a'.repeat(100_000), /too many of the signs/],
    ['marks on many lines', '*_a\n'.repeat(10_000), /too many of the signs/],
    ['brackets in a checklist', '- [ ] ['.repeat(50_000), /too many of the signs/],
    ['points', '- x\n'.repeat(60_000), /more than 10000 lines/],
    ['code', `:::callout\n\`\`\`\n${'x\n'.repeat(200_000)}`, /more than 10000 lines/],
    ['notes', '[^1]: x\n\n'.repeat(9_000), /more than 1000 footnotes/],
    ['attributes', `::card{${'a="b" '.repeat(60_000)}}`, /begins with :: has more than 20000/],
    ['ids', `> :::callout{${'#a'.repeat(200_000)}}`, /begins with :: has more than 20000/],
    ['blocks in blocks', ':::callout\n'.repeat(100), /more than 40 levels/],
    ['rows', `|a|b|\n|-|-|\n${row.repeat(2_400)}`, /more than 10000 nodes/],
    [
      'corners of a table',
      `|${'a|'.repeat(3_000)}\n|${'-|'.repeat(3_000)}\n${'|a|\n'.repeat(900)}`,
      /10000 (?:cells|nodes)/,
    ],
    ['steps', `::::steps\n${':::step{title="x"}\n:::\n'.repeat(499)}::::`, /more than 30 steps/],
  ])('is refused in words within half a second: %s', (_, markdown, words) => {
    let reason = ''
    const read = () => {
      try {
        parseDocument(front + markdown)
      } catch (error) {
        reason = String(error)
      }
    }
    expect(millisecondsOf(read)).toBeLessThan(500)
    expect(reason).toMatch(words)
  })

  it('is none when it is what long articles are', () => {
    const markdown = 'A **bold** word, a [link](/x) and `code`.\n\n'.repeat(800)
    expect(parseDocument(front + markdown).body.children).toHaveLength(800)
  })
})
