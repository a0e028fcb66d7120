import { describe, expect, it } from 'vitest'
import { refuseFaults } from '#collections/articles/body-faults.ts'
import { IncompleteError } from '#collections/articles/to-article.ts'
import { parseDocument } from '#publication/article/index.ts'

const front = '---\ntitle: T\ndeck: D\nslug: t\ntopics: [t]\nauthors: [a]\n---\n\n'
const bodyOf = (...blocks: string[]) => {
  const inside = `::::break{#b1 title="T"}\n${blocks.join('\n\n')}\n::::`
  return parseDocument(`${front}${inside}\n`, 'test.md').body
}
const diagram = (title: string, source: string) =>
  `:::diagram{title="${title}"}\n\`\`\`mermaid\n${source}\n\`\`\`\n\nIn words.\n:::`
const code = (info: string, source: string) => `\`\`\`${info}\n${source}\n\`\`\``
const drawn = 'flowchart LR\n  A --> B'

async function problemsOf(...blocks: string[]) {
  try {
    await refuseFaults(bodyOf(...blocks))
  } catch (error) {
    if (error instanceof IncompleteError) return error.problems
    throw error
  }
  return []
}

describe('what is not made public', () => {
  it('a diagram that cannot be drawn, named by its title and line', async () => {
    const problems = await problemsOf(diagram('One', drawn), diagram('Two', `${drawn}\n  A -->`))
    expect(problems).toEqual([{ path: 'body', message: expect.stringMatching(/^Body: the diagram “Two”, line 3: /) }])
  })

  it('code that does not parse, named by its number, language and line', async () => {
    const problems = await problemsOf(diagram('One', drawn), code('sql', 'select 1'), code('json', '{\n"a": }'))
    const message = expect.stringMatching(/^Body: code block 2 \(json\), line 2: .+; mend it, or say there why/)
    expect(problems).toEqual([{ path: 'body', message }])
  })

  it('but not code that gives its reason, and not other languages', async () => {
    expect(
      await problemsOf(
        diagram('One', drawn),
        diagram('Two', 'sequenceDiagram\n  A->>B: x'),
        code('json unchecked="a fragment"', '{ … }'),
        code('nginx', '{'),
      ),
    ).toEqual([])
  })
})
