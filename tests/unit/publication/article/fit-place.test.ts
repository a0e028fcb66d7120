import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyFromMarkdown, bodyToMarkdown, checkBody, kindsIn, type Spot, takenAt } from '#publication/article/index.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'

const at = (markdown: string, spot: Spot) => {
  const { body, notices } = takenAt(bodyFromMarkdown(markdown), spot)
  return { markdown: bodyToMarkdown(body), notices }
}

describe('what is brought to a place of the editor', () => {
  it('stays as it is at the root', () => {
    expect(at('## Head\n\n- a', 'root')).toEqual({ markdown: '## Head\n\n- a\n', notices: [] })
  })
  it('has no headings, breaks and pull quotes inside a finding', () => {
    const { markdown, notices } = at('## Head\n\n:::pullquote\nSaid.\n:::\n\n:::callout\nx\n:::', 'finding')
    expect(markdown).toBe('Head\n\nSaid.\n\n:::callout\nx\n:::\n')
    expect(notices).toEqual(['“pullquote” could not be kept as a block here; what it says was.'])
  })
  it('is one line where only a line may stand, with its notes', () => {
    const { markdown, notices } = at('One.[^1]\n\n- two\n- three\n\n[^1]: note', 'line')
    expect(markdown).toBe('One.[^1]\\\ntwo\\\nthree\n\n[^1]: note\n')
    expect(notices).toHaveLength(1)
  })
  it('loses notes inside a note, and says so', () => {
    const { markdown, notices } = at('One.[^1]\n\n[^1]: note', 'note')
    expect(markdown).toBe('One.\n')
    expect(notices).toEqual(['A note holds no further notes; they were left out.'])
  })
  it('is key figures inside a finding: their words, and nothing of what was put around them', () => {
    const { markdown } = at(':::figures{title="Cost"}\n::figure{value="126 ms" label="to save"}\n:::', 'finding')
    expect(markdown).toBe('Cost\n\n126 ms: to save\n')
  })
  it('is sound, and holds what may stand there alone', () => {
    const spots = ['finding', 'aside', 'line', 'note'] as const
    fc.assert(
      fc.property(arbitraryBody(), fc.constantFrom(...spots), (body, spot) => {
        const taken = takenAt({ body, notices: [] }, spot)
        expect(checkBody(taken.body)).toEqual([])
        const allowed: readonly string[] = spot === 'finding' || spot === 'aside' ? kindsIn(spot) : []
        for (const node of taken.body.children) {
          if ('name' in node) expect(allowed).toContain(node.name)
          expect(node.type).not.toBe('heading')
        }
      }),
      { numRuns: 200 },
    )
  })
})
