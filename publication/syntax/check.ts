import { parsers } from './languages.ts'
import type { SyntaxProblem } from './problem.ts'

/** As much as is parsed in less than half a second on a slow core; YAML's parser is the slow one. */
const longestOf = (language: string): number => (/^ya?ml$/.test(language) ? 10_000 : 30_000)
const deepest = 100
const tooDeep = 'nested too deep to be read'

/** How the parsers say that their stack, or their memory, is used up. */
const usedUp = /^(?:maximum call stack|memory exhausted|memory access out of bounds|out of memory|unreachable)/i

/** A type that opens in others is read again for each of them: what Babel has to do grows with the sum of their depths. */
const mostTypeWork = 15_000
function typeWork(code: string): number {
  let [open, work] = [0, 0]
  for (let at = 0; at < code.length; at += 1) {
    const character = code.charAt(at)
    if (character === '<') {
      open += 1
      work += open
    } else if (character === '>' && code[at - 1] !== '=') open = Math.max(0, open - 1)
    else if (';{}'.includes(character)) open = 0
  }
  return work
}

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
 * Where code does not parse in its language; null if it does, or if the language is none that is checked. Up to 30,000
 * characters (10,000 of YAML) and 100 levels of brackets are parsed.
 */
export async function syntaxProblem(language: string | null | undefined, code: string): Promise<SyntaxProblem | null> {
  const name = String(language).toLowerCase()
  const parser = isChecked(language) ? parsers[name] : undefined
  if (!parser) return null
  const longest = longestOf(name)
  if (code.length > longest) return { line: 1, message: `more than ${longest} characters; show less of it` }
  const { depth, line } = depthOf(code)
  if (depth > deepest) return { line, message: `brackets more than ${deepest} levels deep` }
  if (/^(?:tsx?|typescript)$/.test(name) && typeWork(code) > mostTypeWork) return { line: 1, message: tooDeep }
  try {
    const problem = await parser(code)
    return problem && usedUp.test(problem.message) ? { ...problem, message: tooDeep } : problem
  } catch (error) {
    // Nesting without brackets (“if” in “if” …) can still be deeper than a parser's stack.
    if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError) return { line: 1, message: tooDeep }
    throw error
  }
}
