import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { type Body, diagramProblem } from '#publication/article/index.ts'
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

/**
 * Refuses to make public what the grammar takes and readers could not use: a diagram that cannot be drawn.
 * @throws IncompleteError naming each with its line
 */
export function refuseFaults(body: Body): void {
  const faults = diagramFaults(body)
  if (faults.length > 0) {
    throw new IncompleteError(faults.map((fault) => ({ path: 'body', message: `Body: ${fault}.` })))
  }
}
