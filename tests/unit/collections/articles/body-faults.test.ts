import { describe, expect, it } from 'vitest'
import { refuseFaults } from '#collections/articles/body-faults.ts'
import { IncompleteError } from '#collections/articles/to-article.ts'
import { type Body, parseDocument } from '#publication/article/index.ts'

const articleIn = (markdown: string): Body =>
  parseDocument(`---\ntitle: T\ndeck: D\nslug: t\ntopics: [t]\nauthors: [a]\n---\n\n${markdown}\n`, 'test.md').body

const bodyOf = (...sources: string[]) => {
  const diagrams = sources.map(
    (source, index) => `:::diagram{title="No. ${index + 1}"}\n\`\`\`mermaid\n${source}\n\`\`\`\n\nIn words.\n:::`,
  )
  const inside = `::::break{#b1 title="T"}\n${diagrams.join('\n\n')}\n::::`
  return articleIn(inside)
}

const problemsOf = (body: Body): Promise<unknown> =>
  refuseFaults(body).then(
    () => [],
    (error: unknown) => (error instanceof IncompleteError ? error.problems : error),
  )

describe('what is not made public', () => {
  it('a diagram that cannot be drawn, named by its title and line', async () => {
    expect(await problemsOf(bodyOf('flowchart LR\n  A --> B', 'flowchart LR\n  A --> B\n  A -->'))).toEqual([
      { path: 'body', message: expect.stringMatching(/^Body: the diagram “No. 2”, line 3: /) },
    ])
  })

  it('but one that can be drawn is', async () => {
    expect(await problemsOf(bodyOf('flowchart LR\n  A --> B', 'sequenceDiagram\n  A->>B: x'))).toEqual([])
  })

  it('code that does not parse, named by its place and line, unless it says why', async () => {
    const body = articleIn(
      '```json\n{}\n```\n\n```sql\nselect 1;\nselect from where\n```\n\n```yaml unchecked="a fragment"\na: [\n```',
    )
    expect(await problemsOf(body)).toEqual([
      { path: 'body', message: expect.stringMatching(/^Body: code 2 \(sql\), line 2: .*say in its field why/) },
    ])
  })
})
