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

/** Code that does not parse and gives no reason for it, each by its place among the code of the article. */
async function codeFaults(body: Body): Promise<string[]> {
  const problems = await codeProblems(body)
  return problems.map(({ nth, language, line, message }) => {
    const advice = 'mend it, or say in its field why it stays'
    return `code ${nth} (${language}), line ${line}: ${message}; ${advice}`
  })
}

/**
 * Refuses to make public what the grammar takes and readers could not use: a diagram that cannot be drawn, code that
 * does not parse and does not say why.
 * @throws IncompleteError naming each with its line
 */
export async function refuseFaults(body: Body): Promise<void> {
  const faults = [...diagramFaults(body), ...(await codeFaults(body))]
  if (faults.length > 0) {
    throw new IncompleteError(faults.map((fault) => ({ path: 'body', message: `Body: ${fault}.` })))
  }
}
