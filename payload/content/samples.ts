import { visit } from 'unist-util-visit'
import { type Body, diagramProblem, fencesOf } from '#publication/article/index.ts'
import { codeProblems } from '#publication/syntax/index.ts'
import { ContentError } from './content-error.ts'
import type { ArticleFile } from './read-folder.ts'

type Problem = { nth: number; line: number; reason: string }

/** The first diagram that cannot be drawn; `nth` counts all code, as a diagram's source is some. */
function drawingProblem(body: Body): Problem | null {
  let nth = 0
  let found: Problem | null = null
  visit(body, 'code', ({ value }, _, parent) => {
    nth += 1
    if (found || parent?.type !== 'containerDirective' || parent.name !== 'diagram') return
    const problem = diagramProblem(value)
    if (problem) found = { nth, line: problem.line, reason: `the diagram cannot be drawn: ${problem.message}` }
  })
  return found
}

async function codeProblem(body: Body): Promise<Problem | null> {
  const [problem] = await codeProblems(body)
  if (!problem) return null
  const advice = 'mend it, or give a reason after the language: unchecked="…"'
  return { ...problem, reason: `${problem.language} that does not parse: ${problem.message}; ${advice}` }
}

/**
 * What would be refused at publication is refused at its line of the file.
 * @throws ContentError
 */
export async function checkSamples({ file, source, document: { body } }: ArticleFile): Promise<void> {
  const problem = drawingProblem(body) ?? (await codeProblem(body))
  if (!problem) return
  const fence = fencesOf(source)[problem.nth - 1]
  throw new ContentError(file, fence ? fence + problem.line : null, problem.reason)
}
