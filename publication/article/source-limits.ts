/** Why a Markdown source is not even parsed, and where. */
export type SourceIssue = { line: number; reason: string }

const mostCharacters = 500_000
const mostBlocks = 500
const blockStart = /^[ \t>]*:{3,}[ \t]*[a-z]/i
const deepLine = /^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))){41}/

/**
 * Refuses what would keep the parser busy for minutes: its time grows with the square of nested quotes and points, and
 * faster with nested ::: blocks. No article comes near these limits.
 */
export function sourceIssue(source: string): SourceIssue | null {
  if (source.length > mostCharacters) {
    return { line: 1, reason: `the file has more than ${mostCharacters} characters; split the article in two` }
  }
  let blocks = 0
  for (const [index, line] of source.split('\n').entries()) {
    if (blockStart.test(line)) blocks += 1
    if (blocks > mostBlocks) {
      return { line: index + 1, reason: `more than ${mostBlocks} ::: blocks; split the article in two` }
    }
    if (deepLine.test(line)) {
      return { line: index + 1, reason: 'nested more than 40 levels deep; flatten its lists and quotes' }
    }
  }
  return null
}
