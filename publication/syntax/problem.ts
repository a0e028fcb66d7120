/** Where code does not parse: a 1-based line of it, and why in a few words. */
export type SyntaxProblem = { line: number; message: string }

/** The 1-based line of a character in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** One short line in words, without what repeats the place. */
export function inShort(message: string): string {
  const first = message.split('\n', 1)[0] ?? ''
  const text = first
    .replace(/\s*\(\d+:\d+\)\s*$/, '')
    .replace(/\s+at line \d+, column \d+:?$/, '')
    .trim()
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
