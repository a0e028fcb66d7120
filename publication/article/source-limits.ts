/** Why a Markdown source is not even parsed, and where. */
export type SourceIssue = { line: number; reason: string }

const most = { characters: 500_000, lines: 10_000, blocks: 500, notes: 1_000, marks: 5_000, directive: 20_000 }
const blockStart = /^[ \t>]*:{3,}[ \t]*[a-z]/i
const directiveStart = /^[ \t>]*::/
const noteStart = /^[ \t>]*\[\^/
const blank = /^[ \t>]*$/
const mark = /[[\]*_]/g
const deepLine = /^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))){41}/

/**
 * Refuses what would keep the parser busy for minutes: its time grows with the square of nested quotes and points, of
 * notes, and of brackets and stars in one paragraph, and faster with nested ::: blocks. No article comes near these
 * limits.
 */
export function sourceIssue(source: string): SourceIssue | null {
  const tooMany = (line: number, what: string): SourceIssue => ({ line, reason: `${what}; split the article in two` })
  if (source.length > most.characters) return tooMany(1, `the file has more than ${most.characters} characters`)
  let [blocks, lines, notes, marks, work] = [0, 0, 0, 0, 0]
  for (const [index, line] of source.split('\n').entries()) {
    const at = index + 1
    if (blank.test(line)) {
      marks = 0
      continue
    }
    lines += 1
    if (lines > most.lines) return tooMany(at, `more than ${most.lines} lines`)
    if (blockStart.test(line)) blocks += 1
    if (blocks > most.blocks) return tooMany(at, `more than ${most.blocks} ::: blocks`)
    if (noteStart.test(line)) notes += 1
    if (notes > most.notes) return tooMany(at, `more than ${most.notes} footnotes`)
    if (deepLine.test(line)) {
      return { line: at, reason: 'nested more than 40 levels deep; flatten its lists and quotes' }
    }
    if (line.length > most.directive && directiveStart.test(line)) {
      return { line: at, reason: `a line that begins with :: has more than ${most.directive} characters; shorten it` }
    }
    const found = line.match(mark)?.length ?? 0
    // The square of each paragraph's marks, summed up line by line.
    work += found * (2 * marks + found)
    marks += found
    if (work > most.marks ** 2) {
      const what = 'too many of the signs [ ] * _ in one piece; put empty lines into it, or split the article in two'
      return { line: at, reason: what }
    }
  }
  return null
}
