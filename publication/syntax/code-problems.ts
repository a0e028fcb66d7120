import { visit } from 'unist-util-visit'
import { type Body, codeMetaOf } from '../article/index.ts'
import { syntaxProblem } from './check.ts'
import type { SyntaxProblem } from './problem.ts'

/** Code of a body that does not parse: `nth` is its 1-based place among all code of the body. */
export type CodeProblem = SyntaxProblem & { nth: number; language: string }

/** Every piece of code in a body that does not parse and gives no reason for it, in the order of the text. */
export async function codeProblems(body: Body): Promise<CodeProblem[]> {
  const pieces: { nth: number; language: string; code: string }[] = []
  let nth = 0
  visit(body, 'code', ({ lang, meta, value }) => {
    nth += 1
    if (lang && !codeMetaOf(meta)?.unchecked) pieces.push({ nth, language: lang, code: value })
  })
  const problems: CodeProblem[] = []
  for (const { nth: place, language, code } of pieces) {
    const problem = await syntaxProblem(language, code)
    if (problem) problems.push({ ...problem, nth: place, language })
  }
  return problems
}
