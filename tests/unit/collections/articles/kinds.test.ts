import { describe, expect, it } from 'vitest'
import { lexicalToMdast } from '#collections/articles/lexical-to-mdast.ts'
import { mdastToLexical } from '#collections/articles/mdast-to-lexical.ts'
import { kinds, parseDocument } from '#publication/article/index.ts'
import { media, type Node } from './states.ts'

const article = `article:a_${'0'.repeat(26)}`

const markdown = `
- [ ] open, with a note[^one]
  1. nested
- [x] done
  - plain

::::break{#b1 title="It breaks" shows="Twice" scale="a crash" cost="a refund"}
:::callout{kind="break" title="Mind"}
A remark.[^two]

> Said.

\`\`\`sql {hold=1} unchecked="a fragment" caption="So"
select … from
\`\`\`
:::

:::decision{title="Which" pick="2"}
| If | Then |
| --- | --- |
| **small** | a [table](${article}#b1)[^three] |
| large<br />or slow | \`queue\` |
:::

::card{to="${article}#h1"}
::::

:::hold{#h1 answers="b1" title="It holds" cost="a table" verified="2026-11-01"}
:::

:::callout
Neutral.
:::

:::table{caption="Figures of a day" scope="row"}
| Day | Jobs |
| --- | --- |
| Monday | 1 |
:::

:::pullquote
One *sentence*.
:::

:::figures{title="Measured"}
::figure{value="126 ms" label="median" basis="a laptop"}
::figure{value="0" label="lost"}
:::

::::steps{title="Roll out"}
:::step{title="First"}
Do it.

- [x] checked
:::
:::step{title="Then"}
:::
::::

:::diagram{title="The path"}
\`\`\`mermaid
flowchart LR
  A --> B
\`\`\`

A leads to B.[^four]

And no further.
:::

::card{url="https://example.org/a" title="A page" description="What it says" publisher="Example"}

[^one]: A remark with \`code\`.
[^two]: Title, with a comma, Publisher, https://example.org/a?b=1, checked 2026-11-01.
[^three]: *Title*, Publisher, https://example.org/, checked 2026-11-01.
[^four]: Title, Publisher, https://example.org/, checked 2026-02-30.
`

const sink = (text: string) =>
  parseDocument(`---\ntitle: T\ndeck: D\nslug: t\ntopics: [t]\nauthors: [a]\n---\n${text}`, 'test.md').body
const body = sink(markdown)
const state = mdastToLexical(body, media)
const blocks = state.root.children as Node[]
const fieldsOf = (kind: string) =>
  blocks.flatMap((node) => {
    const fields = node.fields as Node | undefined
    return fields?.blockType === kind ? [fields] : []
  })
const stateOf = (value: unknown) => (value as { root: { children: Node[] } }).root.children
const id = expect.stringMatching(/^[0-9a-f]{24}$/)

/** Inline blocks in reading order, wherever they stand. */
function notesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(notesIn)
  if (typeof value !== 'object' || value === null) return []
  const node = value as Node
  return node.type === 'inlineBlock' ? [node.fields as Node] : Object.values(node).flatMap(notesIn)
}

describe('every kind of block', () => {
  it('comes back from the editor as it went in', () => {
    expect(lexicalToMdast(JSON.parse(JSON.stringify(state)), media)).toEqual(body)
    const names = new Set<string>()
    JSON.stringify(body, (key, value) => {
      if (key === 'name') names.add(value)
      return value
    })
    expect([...names].sort()).toEqual(Object.keys(kinds).sort())
  })

  it('has the fields that its block declares', () => {
    expect(fieldsOf('break')[0]).toMatchObject({ findingId: 'b1', shows: 'Twice', scale: 'a crash', cost: 'a refund' })
    expect(fieldsOf('hold')[0]).toMatchObject({ answers: ['b1'], verifiedSince: '2026-11-01T12:00:00.000Z' })
    expect(fieldsOf('callout')[0]).toMatchObject({ kind: 'neutral' })
    expect(fieldsOf('table')[0]).toMatchObject({ caption: 'Figures of a day', rowHeads: true })
    expect(stateOf(fieldsOf('table')[0]?.table)).toMatchObject([{ type: 'table' }])
    expect(stateOf(fieldsOf('pullquote')[0]?.text)).toMatchObject([{ type: 'paragraph' }])
    expect(fieldsOf('figures')[0]?.figures).toEqual([
      { value: '126 ms', label: 'median', basis: 'a laptop', id },
      { value: '0', label: 'lost', id },
    ])
    expect(fieldsOf('steps')[0]?.steps).toEqual([
      { title: 'First', body: expect.anything(), id },
      { title: 'Then', id },
    ])
    expect(fieldsOf('diagram')[0]).toMatchObject({ title: 'The path', source: 'flowchart LR\n  A --> B' })
    expect(stateOf(fieldsOf('diagram')[0]?.description)).toHaveLength(2)
    expect(fieldsOf('card')[0]).toMatchObject({ url: 'https://example.org/a', title: 'A page', publisher: 'Example' })
  })

  it('stands inside a break with references by Payload’s own ids', () => {
    const inside = stateOf(fieldsOf('break')[0]?.body).map(({ fields }) => fields)
    const [callout, decision, card] = inside as [Node, Node, Node]
    expect(callout).toMatchObject({ blockType: 'callout', kind: 'break', title: 'Mind' })
    expect(stateOf(callout.body).at(-1)?.fields).toMatchObject({ unchecked: 'a fragment', caption: 'So' })
    expect(decision).toMatchObject({ headWhen: 'If', headThen: 'Then', rows: [{ id }, { id, pick: true }] })
    const [first] = decision.rows as [Node]
    expect(first).not.toHaveProperty('pick')
    expect(stateOf(first.then)).toMatchObject([
      {
        children: [
          { text: 'a ' },
          { type: 'link', fields: { linkType: 'internal', doc: { relationTo: 'articles', value: 1 }, finding: 'b1' } },
          { type: 'inlineBlock' },
        ],
      },
    ])
    expect(card).toMatchObject({ blockType: 'card', article: 1, finding: 'h1' })
  })

  it('keeps the boxes of a checklist, each list its own', () => {
    const [list] = blocks as [Node]
    const items = list.children as Node[]
    expect(list).toMatchObject({ listType: 'check', tag: 'ul' })
    expect(items.map(({ checked }) => checked)).toEqual([false, false, true, false])
    const nested = items.flatMap((item) => (item.children as Node[]).filter((n) => n.listType))
    expect(nested.map(({ listType }) => listType)).toEqual(['number', 'bullet'])
  })

  it('has its notes in reading order; one that names a source and nothing else is a source', () => {
    expect(notesIn(state).map(({ blockType }) => blockType)).toEqual(['footnote', 'source', 'footnote', 'footnote'])
    expect(notesIn(state)[1]).toEqual({
      blockType: 'source',
      title: 'Title, with a comma',
      publisher: 'Publisher',
      url: 'https://example.org/a?b=1',
      checkedAt: '2026-11-01T12:00:00.000Z',
      id,
    })
  })
})
