import type { Nodes, Table } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { toString as wordsOf } from 'mdast-util-to-string'
import { gfmTable } from 'micromark-extension-gfm-table'
import { describe, expect, it } from 'vitest'
import { failuresMarkdown } from '#publication/failures/index.ts'
import { failureOf, hostile, origin } from './failures.ts'

const treeOf = (markdown: string) =>
  fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })
const kindsIn = (node: Nodes): string[] => [node.type, ...('children' in node ? node.children.flatMap(kindsIn) : [])]
const about = { count: 2, next: null }

describe('the index as Markdown', () => {
  it('is a table with a head', () => {
    const held = failureOf(1, { shows: 'Two captures', holds: ['One transaction'] })
    expect(failuresMarkdown([held, failureOf(2)], about, origin)).toBe(`# The failure index

2 breaks, by title, each with what holds. As a page: [https://example.org/failures](https://example.org/failures)

| Break | Shows up as | From | Costs | Holds | Teardown |
| - | - | - | - | - | - |
| [Break 1](https://example.org/failures/queues-1.b1) | Two captures | 10k users | | One transaction (costs one table) | [Queues](https://example.org/articles/queues-1) |
| [Break 2](https://example.org/failures/queues-2.b1) | | 10k users | | Open: no hold that we trust yet | [Queues](https://example.org/articles/queues-2) |
`)
  })

  it('says where it goes on', () => {
    const next = `${origin}/failures.md?after=abc`
    expect(failuresMarkdown([], { count: 1, next }, origin)).toContain(`[The table goes on here](${next})`)
  })

  it('keeps hostile text as text, one row each', () => {
    const failures = hostile.map((title, at) => failureOf(at, { title, shows: title, holds: [title], article: title }))
    const tree = treeOf(failuresMarkdown(failures, about, origin))
    expect(new Set(kindsIn(tree))).toEqual(
      new Set(['root', 'heading', 'text', 'paragraph', 'link', 'table', 'tableRow', 'tableCell']),
    )
    const [, ...rows] = (tree.children.find(({ type }) => type === 'table') as Table).children
    expect(rows).toHaveLength(hostile.length)
    for (const [at, row] of rows.entries()) {
      expect(row.children).toHaveLength(6)
      const words = (hostile[at] ?? '').replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
      expect(row.children.slice(0, 2).map((cell) => wordsOf(cell).trim())).toEqual([words, words])
    }
  })
})
