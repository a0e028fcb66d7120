import { inOneLine } from './in-one-line.ts'

/** What a citation says of an edition. Times are ISO 8601; `url` is the absolute address of the article. */
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

/** A day by UTC. `month` counts from 0. */
function dayOf(iso: string): { year: number; month: number; day: number; words: string } {
  const date = new Date(iso)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  return { year, month, day, words: `${day} ${months[month]} ${year}` }
}

/** Where the edition stays to be read. A citation vouches for words, so it leads to the words that it means. */
const addressOf = ({ url, edition }: Cited): string => `${url}/editions/${edition}`

/** What bibliographies call an edition, of all articles alone. */
const keyOf = ({ slug, edition }: Cited): string => `${slug}-${edition}`

/** `Author, Other (2026). Title (Edition 3, 18 November 2026). Publication. https://…/3` The year is that of the edition. */
export function plainCitation(cited: Cited): string {
  const { title, authors, edition, modifiedAt, publication } = cited
  const { year, words } = dayOf(modifiedAt)
  const names = inOneLine(authors.map(({ name }) => name).join(', '))
  // A name or title that ends a sentence by itself gets no second full stop.
  const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
  const what = ended(`${inOneLine(title)} (Edition ${edition}, ${words})`)
  return `${names} (${year}). ${what} ${ended(publication)} ${addressOf(cited)}`
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
export function bibtexCitation(cited: Cited): string {
  const { title, authors, edition, modifiedAt, publication } = cited
  const { year, month, words } = dayOf(modifiedAt)
  const fields: [string, string][] = [
    ['author', `{${authors.map(({ name }) => kept(name)).join(' and ')}}`],
    ['title', `{${kept(title)}}`],
    ['howpublished', kept(publication)],
    ['year', `{${year}}`],
    ['month', (months[month] ?? '').slice(0, 3).toLowerCase()],
    ['note', kept(`Edition ${edition}, ${words}`)],
    ['url', `{${addressOf(cited)}}`],
  ]
  const lines = fields.map(([name, value]) => `  ${name} = ${value},`)
  return `@misc{${keyOf(cited)},\n${lines.join('\n')}\n}`
}

/**
 * An item as CSL-JSON (csl-data.json of the Citation Style Language, 1.0.2), in the list that the format asks for. Names
 * are literal: a desk has no family name. A web page and no article of a magazine: there are no issues to ask for.
 */
export function cslCitation(cited: Cited): string {
  const { title, authors, edition, modifiedAt, publication } = cited
  const { year, month, day, words } = dayOf(modifiedAt)
  const item = {
    id: keyOf(cited),
    type: 'webpage',
    title: inOneLine(title),
    author: authors.map(({ name }) => ({ literal: inOneLine(name) })),
    'container-title': publication,
    issued: { 'date-parts': [[year, month + 1, day]] },
    version: String(edition),
    note: `Edition ${edition}, ${words}`,
    URL: addressOf(cited),
    language: 'en-GB',
  }
  return `${JSON.stringify([item], null, 2)}\n`
}
