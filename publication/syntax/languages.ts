import { inShort, lineAt, type SyntaxProblem } from './problem.ts'

type Parse = (code: string) => Promise<SyntaxProblem | null>

// Parsers are loaded by the first code of their language: most processes never need them.

async function json(code: string): Promise<SyntaxProblem | null> {
  const { parse, printParseErrorCode } = await import('jsonc-parser')
  const errors: { error: number; offset: number; length: number }[] = []
  parse(code, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (!first) return null
  const words = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return { line: lineAt(code, first.offset), message: words }
}

async function yaml(code: string): Promise<SyntaxProblem | null> {
  const { LineCounter, parseAllDocuments } = await import('yaml')
  const lines = new LineCounter()
  const documents = parseAllDocuments(code, { lineCounter: lines, uniqueKeys: true })
  for (const { errors } of Array.isArray(documents) ? documents : []) {
    const [first] = errors
    if (first) return { line: lines.linePos(first.pos[0]).line, message: inShort(first.message) }
  }
  return null
}

/** PostgreSQL's own grammar. */
async function sql(code: string): Promise<SyntaxProblem | null> {
  const { hasSqlDetails, parse } = await import('libpg-query')
  if (code.trim() === '') return null
  try {
    await parse(code)
    return null
  } catch (error) {
    const details = hasSqlDetails(error) ? error.sqlDetails : undefined
    // PostgreSQL counts characters from nought, and names the end when something is missing there.
    const offset = details ? [...code].slice(0, details.cursorPosition).join('').length : 0
    return {
      line: lineAt(code, Math.min(offset, code.trimEnd().length)),
      message: inShort(error instanceof Error ? error.message : String(error)),
    }
  }
}

const script =
  (plugins: ('typescript' | 'jsx')[]): Parse =>
  async (code) => {
    const { parse } = await import('@babel/parser')
    try {
      parse(code, {
        sourceType: 'module',
        plugins,
        allowAwaitOutsideFunction: true,
        allowReturnOutsideFunction: true,
        allowUndeclaredExports: true,
        errorRecovery: false,
      })
      return null
    } catch (error) {
      const { loc, message } = error as { loc?: { line: number }; message: string }
      if (loc === undefined) throw error
      return { line: loc.line, message: inShort(message) }
    }
  }

async function shell(code: string): Promise<SyntaxProblem | null> {
  const { parse } = await import('sh-syntax')
  try {
    await parse(code)
    return null
  } catch (error) {
    const { Text, Pos, message } = error as { Text?: string; Pos?: { Line?: number }; message?: string }
    return { line: Pos?.Line ?? 1, message: inShort(Text ?? message ?? String(error)) }
  }
}

/** Parsers by the word that stands after the fence. What is not here is not checked. */
export const parsers: Readonly<Record<string, Parse>> = {
  json,
  yaml,
  yml: yaml,
  sql,
  postgresql: sql,
  typescript: script(['typescript']),
  ts: script(['typescript']),
  tsx: script(['typescript', 'jsx']),
  javascript: script(['jsx']),
  js: script(['jsx']),
  jsx: script(['jsx']),
  bash: shell,
  sh: shell,
  shell,
}
