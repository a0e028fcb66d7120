/** What a citation says of an edition. Times are ISO 8601; `url` is absolute. */
export type Cited = {
  slug: string
  title: string
  authors: readonly { name: string }[]
  edition: number
  modifiedAt: string
  publication: string
  url: string
}

const months = 'January February March April May June July August September October November December'.split(' ')

function dayOf(iso: string): { year: number; month: number; words: string } {
  const date = new Date(iso)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return { year, month, words: `${date.getUTCDate()} ${months[month]} ${year}` }
}

/** One line: whatever a title holds, a citation has no line break in it. */
const inOneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()

/** `Author, Other (2026). Title (Edition 3, 18 November 2026). Publication. https://…` The year is that of the edition. */
export function plainCitation({ title, authors, edition, modifiedAt, publication, url }: Cited): string {
  const { year, words } = dayOf(modifiedAt)
  const names = inOneLine(authors.map(({ name }) => name).join(', '))
  // A name or title that ends a sentence by itself gets no second full stop.
  const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
  const what = ended(`${inOneLine(title)} (Edition ${edition}, ${words})`)
  return `${names} (${year}). ${what} ${ended(publication)} ${url}`
}

// Braces as commands: BibTeX counts braces even behind a backslash, and one without its partner ends the entry.
const commands: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
}

/** Text as TeX prints it: nothing in it is a command, a group, a comment or mathematics. */
const inTex = (text: string): string =>
  inOneLine(text).replace(/[\\{}~^<>|"]|[$&#%_]/gu, (sign) => commands[sign] ?? `\\${sign}`)

/** A value between its own braces: case is kept, and a name is not taken apart. */
const kept = (text: string): string => `{${inTex(text)}}`

/** A `@misc` entry. Its address stands as it is: `url` fields are read verbatim. */
export function bibtexCitation({ slug, title, authors, edition, modifiedAt, publication, url }: Cited): string {
  const { year, month, words } = dayOf(modifiedAt)
  const fields: [string, string][] = [
    ['author', `{${authors.map(({ name }) => kept(name)).join(' and ')}}`],
    ['title', `{${kept(title)}}`],
    ['howpublished', kept(publication)],
    ['year', `{${year}}`],
    ['month', (months[month] ?? '').slice(0, 3).toLowerCase()],
    ['note', kept(`Edition ${edition}, ${words}`)],
    ['url', `{${url}}`],
  ]
  const lines = fields.map(([name, value]) => `  ${name} = ${value},`)
  return `@misc{${slug}-${edition},\n${lines.join('\n')}\n}`
}
