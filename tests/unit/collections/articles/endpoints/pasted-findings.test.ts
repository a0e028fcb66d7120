import { describe, expect, it } from 'vitest'
import { renumber, standIns } from '#collections/articles/endpoints/pasted-findings.ts'
import { bodyFromMarkdown, findingsOf } from '#publication/article/index.ts'

/** What the endpoint does with Markdown that is pasted into an article. */
function pasted(markdown: string, taken: string[], counters = { b: 0, h: 0 }) {
  const before = standIns(markdown, taken, counters)
  const { body, notices } = bodyFromMarkdown(before.text + markdown)
  expect(notices).toEqual([])
  const own = { type: 'root' as const, children: body.children.slice(before.count) }
  renumber(own, taken, counters)
  return findingsOf(own).map((finding) => [finding.id, ...(finding.kind === 'hold' ? finding.answers : [])].join(' '))
}

describe('breaks and holds that are pasted', () => {
  it('keep their ids where the article has none', () => {
    const text = ':::break{#b4 title="x"}\n:::\n\n:::hold{#h2 answers="b4" title="y"}\n:::'
    expect(pasted(text, [])).toEqual(['b4', 'h2 b4'])
  })
  it('get the next ids where the article has theirs, and answer what they answered', () => {
    const text = ':::break{#b1 title="x"}\n:::\n\n:::hold{#h1 answers="b1" title="y"}\n:::'
    expect(pasted(text, ['b1', 'h1'], { b: 3, h: 1 })).toEqual(['b4', 'h2 b4'])
  })
  it('may answer a break that the article has', () => {
    expect(pasted(':::hold{answers="b2" title="y"}\n:::', ['b1', 'b2'], { b: 2, h: 0 })).toEqual(['h1 b2'])
  })
  it('never take a number that was given before, also of a break that is gone', () => {
    expect(pasted(':::break{title="x"}\n:::', [], { b: 7, h: 0 })).toEqual(['b8'])
  })
})
