import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import {
  articleIdsOf,
  articlePathOf,
  bodyOf,
  bodyToMarkdown,
  bodyToText,
  checkBody,
  kinds,
  normalise,
  parseDocument,
  referLinks,
  resolveLinks,
  toMarkdown,
  wordsOf,
} from '#publication/article/index.ts'

const front = '---\ntitle: T\ndeck: D\nslug: s\ntopics: [t]\nauthors: [a]\n---\n\n'
const bodyIn = (markdown: string) => parseDocument(front + markdown).body
const none = { media: new Map(), articles: new Map() }

describe('the specimen', () => {
  const file = resolve(import.meta.dirname, '../../../support/kitchen-sink/articles/kitchen-sink.md')
  const source = readFileSync(file, 'utf8')
  const document = parseDocument(source, 'kitchen-sink.md')

  test('is written as it would be written again', () => {
    expect(toMarkdown(document)).toBe(source)
  })

  test('has every kind of block at least twice', () => {
    const counts = new Map<string, number>()
    visit(document.body, (node) => {
      const name = node.type === 'containerDirective' || node.type === 'leafDirective' ? node.name : node.type
      counts.set(name, (counts.get(name) ?? 0) + 1)
    })
    const plain = [
      'paragraph',
      'heading',
      'list',
      'blockquote',
      'code',
      'table',
      'image',
      'link',
      'strong',
      'emphasis',
      'inlineCode',
      'footnoteReference',
    ]
    for (const name of [...Object.keys(kinds), ...plain])
      expect([name, (counts.get(name) ?? 0) >= 2]).toEqual([name, true])
  })

  test('says everything as plain text', () => {
    const text = bodyToText(document.body, none)
    for (const words of [
      '[ ] The backup was restored',
      '[x] Somebody other',
      'Cost: one refund and one apology each',
      'Verified since: 2026-11-20',
      'Breaks: Seen by nobody',
      '1. Count starts and ends',
      'What each signal does\nSignal | Worker | Job',
      'Then: A table, for update skip locked, and a worker[4] (our pick)',
      '0 kB: of framework JavaScript (the door takes it out)',
      'Diagram: From a keystroke to a reader',
      'Explicit Locking (PostgreSQL)',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('flowchart')
  })
})

describe('what a block is refused for, in words with its line', () => {
  test.each([
    [':::callout\n:::', /a callout is empty/],
    [':::callout{kind="x"}\na\n:::', /kind of a callout is break or hold/],
    [':::callout{colour="red"}\na\n:::', /no attribute “colour”; it has kind, title/],
    [':::callout[Label]\na\n:::', /no label in brackets/],
    ['::::callout\n:::callout\na\n:::\n::::', /cannot stand inside a callout or step/],
    ['::::callout\n## H\n::::', /a heading cannot stand inside a callout or step/],
    [':::decision\n- a\n:::', /a decision holds one table/],
    [':::decision\n| a |\n| - |\n| b |\n:::', /two columns/],
    [':::decision\n| a | b |\n| - | - |\n:::', /no rows/],
    [':::decision\n| a | b |\n| - | - |\n| c | |\n:::', /row 1 of a decision has an empty cell/],
    [':::decision{pick="2"}\n| a | b |\n| - | - |\n| c | d |\n:::', /“pick” of a decision/],
    [':::decision\n| **a** | b |\n| - | - |\n| c | d |\n:::', /headings of a decision are plain words/],
    [':::table{scope="col"}\n| a |\n| - |\n:::', /scope of a table is row/],
    [':::pullquote\na\n\nb\n:::', /one paragraph/],
    [':::figures\na\n:::', /figures hold only ::figure/],
    [':::figures\n::figure{value="1"}\n:::', /a figure needs a label/],
    ['::figure{value="1" label="a"}', /only inside :::figures/],
    [':::step{title="a"}\n:::', /only inside ::::steps/],
    ['::::steps\n:::step\na\n:::\n::::', /a step needs a title/],
    [':::diagram{title="a"}\n```mermaid\nflowchart LR\n```\n:::', /needs a description in words/],
    [':::diagram\n```mermaid\nx\n```\n\nd\n:::', /a diagram needs a title/],
    [':::diagram{title="a"}\nd\n:::', /begins with its source/],
    ['::card{title="a"}', /a card needs to=/],
    ['::card{url="javascript:alert(1)" title="a"}', /is not allowed/],
    ['::card{to="/x"}', /is no article/],
    ['::card{to="/articles/x" title="a"}', /has nothing but “to”/],
    [':::card{url="https://x.y/" title="a"}\n:::', /a card is written ::card/],
    [':::hold{#h1 title="a" verified="2026-02-30"}\n:::', /“verified” of a hold is not a day/],
    ['1. [ ] a', /a numbered list has no boxes/],
    ['- [ ] a\n- b', /some points have a box/],
    ['```sql unchecked="x" hold=2\na\n```', /after the language write/],
    [':::constructor{title="a"}\na\n:::', /“:::constructor” is not known/],
  ])('%j', (markdown, reason) => {
    expect(() => bodyIn(markdown)).toThrow(reason)
    expect(() => bodyIn(markdown)).toThrow(/^article\.md:\d+:/)
  })
})

test('what is left of a refused body is a sound body', () => {
  for (const name of Object.keys(kinds)) {
    for (const form of ['containerDirective', 'leafDirective']) {
      const { body } = bodyOf({
        type: 'root',
        children: [{ type: form, name, attributes: { title: 4, x: {} }, children: [{ type: 'text', value: 'a' }] }],
      })
      const isFinding = name === 'break' || name === 'hold'
      if (!isFinding) expect(checkBody(body)).toEqual([])
    }
  }
})

test('a table block that says nothing of its own is a plain table', () => {
  expect(bodyToMarkdown(bodyIn(':::table\n| a |\n| - |\n| b |\n:::'))).toBe('| a |\n| - |\n| b |\n')
})

test('notes are numbered in the order of reading, through every block', () => {
  const body = bodyIn(
    'a[^z]\n\n:::decision\n| a | b |\n| - | - |\n| c[^y] | d |\n:::\n\n::::steps\n:::step{title="t"}\ne[^x]\n:::\n::::\n\n:::pullquote\nf[^w]\n:::\n\n[^w]: four\n\n[^x]: three\n\n[^y]: two\n\n[^z]: one\n',
  )
  expect(bodyToMarkdown(body)).toMatch(/\[\^1\]: one\n\n\[\^2\]: two\n\n\[\^3\]: three\n\n\[\^4\]: four\n$/)
})

test('more diagrams than can be drawn in a moment are refused', () => {
  const diagram = ':::diagram{title="one"}\n```mermaid\nflowchart LR\n```\n\ntwo\n:::\n\n'
  expect(checkBody(bodyIn(diagram.repeat(20)))).toEqual([])
  expect(() => bodyIn(diagram.repeat(21))).toThrow(/more than 20 diagrams; split the article in two/)
})

test('words of blocks are counted, sources of diagrams are not', () => {
  expect(wordsOf(bodyIn(':::figures{title="one two"}\n::figure{value="3" label="four five"}\n:::'))).toBe(5)
  expect(wordsOf(bodyIn(':::diagram{title="one"}\n```mermaid\nflowchart LR\n```\n\ntwo three\n:::'))).toBe(3)
})

describe('links to articles', () => {
  const id = `a_${'0'.repeat(25)}a`
  const target = { id, path: '/articles/now', title: 'Now', deck: 'Deck', findings: [{ id: 'b1', title: 'x' }] }
  const articles = new Map([[id, target]])
  const file =
    'See [one](/articles/was), [its break](/articles/was#b1), [none](/articles/was#b2) and [x](/articles/other).\n\n::card{to="/articles/was"}\n'
  const body = referLinks(bodyIn(file), (slug) => (slug === 'was' ? id : null))

  test('are references where the article is known, and follow its address', () => {
    expect(articleIdsOf(body)).toEqual([id])
    expect(bodyToMarkdown(body, { media: new Map(), articles })).toBe(
      'See [one](/articles/now), [its break](/articles/now#b1), [none](/articles/now) and [x](/articles/other).\n\n::card{to="/articles/now"}\n',
    )
    expect(articlePathOf(`article:${id}#b9`, articles)).toBe('/articles/now')
  })

  test('to what is not public are words, and a card of it is gone', () => {
    expect(bodyToMarkdown(body, none)).toBe('See one, its break, none and [x](/articles/other).\n')
    expect(checkBody(resolveLinks(body, new Map()))).toEqual([])
    expect(bodyToText(body, none)).not.toContain('Now')
  })

  test('a card of a finding names it in text as in HTML', () => {
    const card = referLinks(bodyIn('::card{to="/articles/was#b1"}'), () => id)
    expect(bodyToText(card, { media: new Map(), articles })).toBe('Now\nBreak 1: x\n/articles/now#b1\n')
  })

  test('a card has room for the longest address of an article, and is read back', () => {
    const path = `/articles/${'long-'.repeat(23)}slug`
    const card = referLinks(bodyIn('::card{to="/articles/was#b1"}'), () => id)
    const written = bodyToMarkdown(card, { media: new Map(), articles: new Map([[id, { ...target, path }]]) })
    expect(written).toBe(`::card{to="${path}#b1"}\n`)
    expect(bodyToMarkdown(bodyIn(written))).toBe(written)
  })

  test.each(['article:a_x', 'article:', `article:${id}#x`, `article:${id}?x`, `ARTICLE:${id}/`])(
    '%s is no reference',
    (url) => {
      expect(() =>
        normalise({
          type: 'root',
          children: [
            { type: 'paragraph', children: [{ type: 'link', url, children: [{ type: 'text', value: 'a' }] }] },
          ],
        }),
      ).toThrow(/not allowed/)
    },
  )
})
