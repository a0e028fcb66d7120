import { type Failure, findingPath } from '../edition/index.ts'

/** What may stand before a sign without keeping a spreadsheet from seeing it. */
const ignored = String.raw`[\s\u0000-\u0020\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff"'‘’“”]*`
/** With these a formula begins, in full width too; OWASP names tab and carriage return with them. */
const signs = String.raw`[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]`
const beginsFormula = new RegExp(`^${ignored}${signs}`)
/** Where a spreadsheet of another country or an import by hand cuts a cell in two. */
const cut = new RegExp(String.raw`(?<=[;\t\r\n])(?=${ignored}${signs})`, 'g')
const marked = new RegExp(String.raw`(?<=[;\t\r\n])'(?=${ignored}${signs})`, 'g')

/**
 * A text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one, at the start and
 * after whatever may begin another cell. See https://owasp.org/www-community/attacks/CSV_Injection.
 */
export function inert(text: string): string {
  const whole = text.replaceAll(cut, "'")
  return beginsFormula.test(whole) ? `'${whole}` : whole
}

/** The text as it was before `inert`. */
export function asWritten(cell: string): string {
  const whole = cell.startsWith("'") && beginsFormula.test(cell.slice(1)) ? cell.slice(1) : cell
  return whole.replaceAll(marked, '')
}

const fieldOf = (text: string): string => `"${inert(text).replaceAll('"', '""')}"`
const lineOf = (cells: readonly string[]): string => `${cells.map(fieldOf).join(',')}\r\n`

const columns: readonly [name: string, value: (failure: Failure, origin: string) => string][] = [
  ['id', ({ finding }) => `${finding.article.slug}.${finding.id}`],
  ['break', ({ finding }) => finding.title],
  ['shows', ({ finding }) => finding.shows ?? ''],
  ['scale', ({ finding }) => finding.scale ?? ''],
  ['users', ({ users }) => (users === 0 ? '' : String(users))],
  ['cost', ({ finding }) => finding.cost ?? ''],
  ['status', ({ finding }) => finding.status],
  ['holds', ({ holds }) => holds.map(({ title }) => title).join(' · ')],
  ['holds cost', ({ holds }) => holds.map(({ cost }) => cost ?? '').join(' · ')],
  ['teardown', ({ finding }) => finding.article.title],
  ['published', ({ finding }) => finding.article.publishedAt],
  ['url', ({ finding }, origin) => origin + findingPath(finding.article.slug, finding.id)],
]

/**
 * Breaks as CSV (RFC 4180): a line of names, then one line each, every field in quotes. It begins with a byte order mark,
 * without which Excel takes UTF-8 for the code page of its country.
 * @param origin scheme and host of every address in it
 */
export const failuresCsv = (failures: readonly Failure[], origin: string): string =>
  `\ufeff${lineOf(columns.map(([name]) => name))}${failures
    .map((failure) => lineOf(columns.map(([, value]) => value(failure, origin))))
    .join('')}`
