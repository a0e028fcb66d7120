import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import {
  type Body,
  bodyToText,
  type KindName,
  kinds,
  kindsIn,
  parseDocument,
  toMarkdown,
} from '#publication/article/index.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'

const nothing = { media: new Map(), articles: new Map() }
const names = Object.keys(kinds) as KindName[]
const sink = readFileSync(join(import.meta.dirname, '../../../support/kitchen-sink/articles/kitchen-sink.md'), 'utf8')

const isFinding = (name: string) => name === 'break' || name === 'hold'

/** How often each kind stands in each place, as `root:callout`; `step` and `figure` as `steps:step`. */
function countsIn(bodies: Body[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const body of bodies) {
    visit(body, (node: Nodes, _, parent: Nodes | undefined) => {
      if (node.type !== 'containerDirective' && node.type !== 'leafDirective') return
      const inside = parent && 'name' in parent ? String(parent.name) : 'root'
      const place = `${isFinding(inside) ? 'finding' : inside}:${node.name}`
      counts.set(place, (counts.get(place) ?? 0) + 1)
    })
  }
  return counts
}

describe('the specimen', () => {
  const { body, ...rest } = parseDocument(sink, 'kitchen-sink.md')

  it('is written as it was', () => {
    expect(toMarkdown({ ...rest, body })).toBe(sink)
  })

  it('has every kind of block twice', () => {
    const counts = new Map<string, number>()
    for (const [place, count] of countsIn([body])) {
      const name = place.replace(/^.*:/, '')
      counts.set(name, (counts.get(name) ?? 0) + count)
    }
    expect(names.filter((name) => (counts.get(name) ?? 0) < 2)).toEqual([])
  })

  it('says in plain text what its blocks say', () => {
    const text = bodyToText(body, nothing)
    for (const said of [
      'Verified since: 2026-11-20',
      'Cost: one refund and one apology each',
      'Breaks: Seen by nobody',
      'a worker[4] (our pick)',
      '0 kB: of framework JavaScript (the door takes it out)',
      '1. Count starts and ends',
      '- [x] Somebody other than its author did it.',
      'What each signal does',
      'Diagram: From a keystroke to a reader',
      'https://www.postgresql.org/docs/18/explicit-locking.html',
    ]) {
      expect(text).toContain(said)
    }
    expect(text).not.toMatch(/flowchart LR|:::|unchecked/)
  })
})

describe('random bodies', () => {
  it('have every kind in every place that it may have', () => {
    const counts = countsIn(fc.sample(arbitraryBody(), { numRuns: 600, seed: 4 }))
    const expected = (['root', 'finding'] as const).flatMap((where) => kindsIn(where).map((name) => `${where}:${name}`))
    expect([...counts.keys()].sort()).toEqual([...expected, 'steps:step', 'figures:figure'].sort())
    expect(kindsIn('aside')).toEqual([])
  })
})
