/** Why a Markdown source is not even parsed, and where. */
export type SourceIssue = { line: number; reason: string }

const most = { characters: 500_000, lines: 10_000, blocks: 500, marks: 5_000 }
const blockStart = /^[ \t>]*:{3,}[ \t]*[a-z]/i
const deepLine = /^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))){41}/

/**
 * Refuses what would keep the parser busy for minutes: its time grows with the square of nested quotes and points, and
 * of brackets and stars in one paragraph, and faster with nested ::: blocks. No article comes near these limits.
 */
export function sourceIssue(source: string): SourceIssue | null {
  if (source.length > most.characters) {
    return { line: 1, reason: `the file has more than ${most.characters} characters; split the article in two` }
  }
  let [blocks, lines, marks, work] = [0, 0, 0, 0]
  for (const [index, line] of source.split('\n').entries()) {
    const refused = (reason: string): SourceIssue => ({ line: index + 1, reason })
    if (line.trim() === '') {
      marks = 0
      continue
    }
    lines += 1
    if (lines > most.lines) return refused(`more than ${most.lines} lines; split the article in two`)
    if (blockStart.test(line)) blocks += 1
    if (blocks > most.blocks) return refused(`more than ${most.blocks} ::: blocks; split the article in two`)
    if (deepLine.test(line)) return refused('nested more than 40 levels deep; flatten its lists and quotes')
    const found = line.match(/[\]*_]/g)?.length ?? 0
    // The square of each paragraph's marks, summed up line by line.
    work += found * (2 * marks + found)
    marks += found
    if (work > most.marks ** 2) {
      return refused(`too many of the signs ] * _ in one piece; put empty lines into it, or split the article in two`)
    }
  }
  return null
}
