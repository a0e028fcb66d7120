import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { type Body, diagramProblem } from '#publication/article/index.ts'
import { codeProblems } from '#publication/syntax/index.ts'
import { IncompleteError } from './to-article.ts'

/** What is wrong with the diagrams of a body, each by its title and line. */
function diagramFaults(body: Body): string[] {
  const faults: string[] = []
  visit(body, (node: Nodes) => {
    if (node.type !== 'containerDirective' || node.name !== 'diagram') return
    const [source] = node.children
    const problem = source?.type === 'code' ? diagramProblem(source.value) : null
    if (problem === null) return
    faults.push(`the diagram “${node.attributes?.title ?? ''}”, line ${problem.line}: ${problem.message}`)
  })
  return faults
}

/** Where each piece of code of a body stands among the code blocks of its editor, in which a diagram is none. */
function codePlaces(body: Body): string[] {
  let blocks = 0
  const places: string[] = []
  visit(body, 'code', (_node, _index, parent) => {
    const isDiagram = parent?.type === 'containerDirective' && parent.name === 'diagram'
    if (!isDiagram) blocks += 1
    places.push(isDiagram ? 'the diagram' : `code block ${blocks}`)
  })
  return places
}

async function codeFaults(body: Body): Promise<string[]> {
  const problems = await codeProblems(body)
  const places = problems.length > 0 ? codePlaces(body) : []
  return problems.map(
    ({ nth, language, line, message }) =>
      `${places[nth - 1]} (${language}), line ${line}: ${message}; mend it, or say there why it need not parse`,
  )
}

/**
 * Refuses to make public what the grammar takes and readers could not use: a diagram that cannot be drawn, code that
 * does not parse and gives no reason for it.
 * @throws IncompleteError naming each with its line
 */
export async function refuseFaults(body: Body): Promise<void> {
  const faults = [...diagramFaults(body), ...(await codeFaults(body))]
  if (faults.length > 0) {
    throw new IncompleteError(faults.map((fault) => ({ path: 'body', message: `Body: ${fault}.` })))
  }
}
