import { parsers } from './languages.ts'
import type { SyntaxProblem } from './problem.ts'

const longest = 50_000
const deepest = 100

/** What opens and is not closed, at its deepest: parsers walk nested code by recursion, and overflow. */
function depthOf(code: string): { depth: number; line: number } {
  let [depth, deep, line, at] = [0, 0, 1, 1]
  for (const character of code) {
    if (character === '\n') line += 1
    if ('([{'.includes(character)) depth += 1
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1)
    if (depth > deep) [deep, at] = [depth, line]
  }
  return { depth: deep, line: at }
}

/** Whether code in that language is parsed at all. */
const isChecked = (language: string | null | undefined): boolean =>
  typeof language === 'string' && Object.hasOwn(parsers, language.toLowerCase())

/**
 * Where code does not parse in its language; null if it does, or if the language is none that is checked. Up to 50,000
 * characters and 100 levels of brackets are parsed.
 */
export async function syntaxProblem(language: string | null | undefined, code: string): Promise<SyntaxProblem | null> {
  const parser = isChecked(language) ? parsers[String(language).toLowerCase()] : undefined
  if (!parser) return null
  if (code.length > longest) return { line: 1, message: `more than ${longest} characters; show less of it` }
  const { depth, line } = depthOf(code)
  if (depth > deepest) return { line, message: `brackets more than ${deepest} levels deep` }
  try {
    return await parser(code)
  } catch (error) {
    // Nesting without brackets (“if” in “if” …) can still be deeper than a parser's stack.
    if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError)
      return { line: 1, message: 'nested too deep to be read' }
    throw error
  }
}
