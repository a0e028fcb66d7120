/** A line of a diagram's source: its number, from 1, and its text without the spaces around it. */
export type Line = { number: number; text: string }

/** The order in which the nodes of a diagram are handed to the renderer. It changes nothing in what is said. */
export type Order = (keys: readonly string[]) => readonly string[]

/** What is wrong with a diagram, and on which line of its source, in words for who wrote it. */
export type DiagramProblem = { line: number; message: string }

/** Thrown by the readers of diagrams; it does not leave this folder. */
export class Refusal extends Error {
  readonly problem: DiagramProblem

  constructor(line: Line, message: string) {
    super(message)
    this.problem = { line: line.number, message }
  }
}

/** A diagram may be this large, so that drawing it takes well under half a second and somebody can read it. */
export const most = {
  characters: 8_000,
  lines: 200,
  label: 160,
  nodes: 30,
  links: 40,
  depth: 4,
  participants: 10,
  messages: 50,
}

/** The names of things in a source: letters, digits and underscores, with single hyphens between them. */
export const name = String.raw`[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*`

// The renderer has a syntax of its own within labels, and no way to write its signs. They travel as private characters.
const privateUse = 0xe000
const signs = /[^\p{L}\p{N}\p{M} .,!?'’“”–—…\p{Emoji_Presentation}\u00b7]/gu

const asPrivate = (sign: string): string => {
  const code = sign.codePointAt(0) ?? 0
  return code < 0x80 ? String.fromCodePoint(privateUse + code) : sign
}

/** Text as it was written, from text in a drawing. */
export const unveiled = (text: string): string =>
  text.replace(/[\ue000-\ue07f]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - privateUse))

const entities: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>' }

/** Breaks between words, so that no box is wider than a telephone. */
function wrapped(line: string, width: number): string {
  const rows: string[] = []
  let row = ''
  for (const word of line.split(' ')) {
    if (row !== '' && row.length + 1 + word.length > width) {
      rows.push(row)
      row = word
    } else row = row === '' ? word : `${row} ${word}`
  }
  return [...rows, row].join('<br>')
}

/**
 * A label as the renderer takes it. `<br>` breaks its line, `#quot;` and its like are signs; anything else is words.
 * @throws Refusal for markup, a label that says nothing, or one that is too long
 */
export function labelOf(written: string, line: Line, width = 28): string {
  const text = written.trim()
  if (/[\ue000-\uf8ff]/.test(text)) throw new Refusal(line, 'a character in this label has no shape; take it out')
  if (text.startsWith('`')) throw new Refusal(line, 'labels are plain words, without Markdown; take the backticks out')
  const rows = text.split(/<br\s*\/?>|\\n/i).map((row) => row.replace(/\s+/g, ' ').trim())
  const tag = rows.map((row) => /<\/?[a-z][^<>]*>/i.exec(row)?.[0]).find(Boolean)
  if (tag) throw new Refusal(line, `labels are plain words, without “${tag.slice(0, 20)}”; only <br> breaks a line`)
  if (!rows.some((row) => row !== '')) throw new Refusal(line, 'a label is empty; write words into it or take it away')
  if (text.length > most.label) {
    throw new Refusal(line, `a label has ${text.length} characters; at most ${most.label} can be read in a drawing`)
  }
  return rows
    .filter((row) => row !== '')
    .map((row) => row.replace(/#(quot|amp|lt|gt);/g, (_, sign: string) => entities[sign] ?? ''))
    .map((row) =>
      wrapped(row, width)
        .split('<br>')
        .map((part) => part.replace(signs, asPrivate))
        .join('<br>'),
    )
    .join('<br>')
}

/** Directives of Mermaid that change its looks or add behaviour, and why there are none here. */
export function refuseDirectives(line: Line): void {
  const [, word = ''] =
    /^(classDef|class|style|linkStyle|click|link|links|href|accTitle|accDescr|title)\b/.exec(line.text) ?? []
  if (line.text.startsWith('%%{'))
    throw new Refusal(line, 'settings (%%{…}%%) are not read; colours are those of the site')
  if (/^(?:---|config:)/.test(line.text)) throw new Refusal(line, 'a diagram has no front matter; begin with its kind')
  // `title --> x` is a node of that name.
  if (word === '' || /^\S+\s*(?:[-=<[({>&]|$)/.test(line.text)) return
  if (/^(?:click|link|links|href)$/.test(word))
    throw new Refusal(line, `“${word}”: a drawing has no links; put the link into its description`)
  if (/^(?:acc|title)/.test(word)) throw new Refusal(line, `“${word}”: title and description have fields of their own`)
  throw new Refusal(line, `“${word}”: colours are those of the site; take this line out`)
}
