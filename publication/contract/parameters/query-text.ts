import { type ParameterIssue, PublicError } from '../../errors/index.ts'

const maxLength = 4096
const maxShown = 60

/** Control characters and lone surrogates: in no name, slug, time or cursor, and refused by Postgres or JSON. */
export const isUnprintable = (text: string): boolean => /[\p{Cc}\p{Cs}]/u.test(text)

/** A parameter's name as it may be repeated in an answer: short, and printable. */
export const shown = (name: string): string => {
  const letters = [...name.replaceAll(/[\p{Cc}\p{Cs}]/gu, '\uFFFD')]
  return letters.length > maxShown ? `${letters.slice(0, maxShown).join('')}…` : letters.join('')
}

/** Percent-decoded text, or null when it is not valid UTF-8. */
export function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** One error for everything that is wrong with the parameters. */
export function refuse(issues: ParameterIssue[]): PublicError {
  const names = [...new Set(issues.map((issue) => issue.parameter))].filter((name) => name !== '')
  const detail =
    names.length === 0
      ? (issues[0]?.detail ?? 'The query cannot be read.')
      : `${names.length === 1 ? 'One parameter is' : `${names.length} parameters are`} not right: ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}.`
  return new PublicError('invalid-parameter', detail, { parameters: issues.slice(0, 20) })
}

/**
 * The parameters of a query string, each given once.
 * URLSearchParams alone would turn broken percent-encoding into other text without a word.
 * @param search the raw query, with or without `?`
 * @throws PublicError naming every parameter that is repeated, badly encoded or holds control characters
 */
export function parseQueryText(search: string): Map<string, string> {
  const query = search.replace(/^\?/, '')
  if (query.length > maxLength)
    throw refuse([{ parameter: '', detail: `The query is longer than ${maxLength} characters.` }])
  const values = new Map<string, string>()
  const issues: ParameterIssue[] = []
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const rawName = equals < 0 ? pair : pair.slice(0, equals)
    const name = decoded(rawName.replaceAll('+', ' '))
    const value = decoded(equals < 0 ? '' : pair.slice(equals + 1).replaceAll('+', ' '))
    const parameter = shown(name ?? rawName)
    if (name === null || value === null) issues.push({ parameter, detail: 'is not valid percent-encoded UTF-8' })
    else if (isUnprintable(name + value))
      issues.push({ parameter, detail: 'holds control characters or broken Unicode' })
    else if (values.has(name)) issues.push({ parameter, detail: 'is given more than once; give it once' })
    else values.set(name, value)
  }
  if (issues.length > 0) throw refuse(issues)
  return values
}
