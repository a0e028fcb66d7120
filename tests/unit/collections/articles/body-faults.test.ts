import { describe, expect, it } from 'vitest'
import { refuseFaults } from '#collections/articles/body-faults.ts'
import { IncompleteError } from '#collections/articles/to-article.ts'
import { parseDocument } from '#publication/article/index.ts'

const bodyOf = (...sources: string[]) => {
  const diagrams = sources.map(
    (source, index) => `:::diagram{title="No. ${index + 1}"}\n\`\`\`mermaid\n${source}\n\`\`\`\n\nIn words.\n:::`,
  )
  const inside = `::::break{#b1 title="T"}\n${diagrams.join('\n\n')}\n::::`
  return parseDocument(`---\ntitle: T\ndeck: D\nslug: t\ntopics: [t]\nauthors: [a]\n---\n\n${inside}\n`, 'test.md').body
}

describe('what is not made public', () => {
  it('a diagram that cannot be drawn, named by its title and line', () => {
    const body = bodyOf('flowchart LR\n  A --> B', 'flowchart LR\n  A --> B\n  A -->')
    try {
      refuseFaults(body)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(IncompleteError)
      const { problems } = error as IncompleteError
      expect(problems).toEqual([
        { path: 'body', message: expect.stringMatching(/^Body: the diagram “No. 2”, line 3: /) },
      ])
    }
  })

  it('but one that can be drawn is', () => {
    expect(() => refuseFaults(bodyOf('flowchart LR\n  A --> B', 'sequenceDiagram\n  A->>B: x'))).not.toThrow()
  })
})
