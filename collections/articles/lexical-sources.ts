import type { PhrasingContent } from 'mdast'
import { type Source, sourceForm, sourceSchema } from '#publication/article/index.ts'
import { dayOf, type Json, textOf } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'
import { webAddressProblem } from './lexical-links.ts'

/** The most characters of a source's fields; a longer one stays a plain footnote. */
export const sourceLimits = { title: 300, publisher: 120 } as const

const textFrom = ({ title, publisher, url, checkedAt }: Source): string =>
  `${title}, ${publisher}, ${url}, checked ${checkedAt}.`

/** The source that the text of a footnote names; null if it is in another form. */
function sourceIn(text: string): Source | null {
  const [, title, publisher, url, checkedAt] = sourceForm.exec(text) ?? []
  const { success, data } = sourceSchema.safeParse({ title, publisher, url, checkedAt })
  return success ? data : null
}

const isWords = (text: string): boolean => text.trim() !== '' && !/^ | $/.test(text)

/**
 * The source that a footnote consists of, if its fields say exactly as much as its text; else null, and it stays a
 * footnote with its text.
 */
export function sourceOf(children: readonly PhrasingContent[]): Source | null {
  const [only, ...others] = children
  const source = only?.type === 'text' && others.length === 0 ? sourceIn(only.value) : null
  if (source === null || webAddressProblem(source.url) !== null) return null
  const isExact = isWords(source.title) && isWords(source.publisher)
  const isShort = source.title.length <= sourceLimits.title && source.publisher.length <= sourceLimits.publisher
  return isExact && isShort ? source : null
}

const named = { title: 'title', publisher: 'publisher', url: 'address' } as const

/** The text of the footnote that a source is. @throws BodyError if a part is missing or cannot be told from the others */
export function readSource(fields: Json, path: string): string {
  const part = (name: keyof typeof named): string => {
    const text = textOf(fields, name, path)
      ?.replace(/[\t\n\v\f\r \u0085\u2028\u2029]+/g, ' ')
      .replace(/^ | $/g, '')
    if (!text) throw new BodyError(path, `the source has no ${named[name]}; fill it in or remove the source`)
    return text
  }
  const [title, publisher, url] = [part('title'), part('publisher'), part('url')]
  const checkedAt = dayOf(fields, 'checkedAt', path)
  if (checkedAt === null) throw new BodyError(path, 'the source has no day on which it was checked; choose one')
  if (publisher.includes(',')) throw new BodyError(path, 'the publisher of the source has a comma; write it without')
  const problem = webAddressProblem(url)
  if (problem !== null) throw new BodyError(path, `the source: ${problem}`)
  const text = textFrom({ title, publisher, url, checkedAt })
  const read = sourceIn(text)
  if (read === null || read.title !== title || read.url !== url) {
    throw new BodyError(path, 'the parts of the source cannot be told apart; make it a footnote')
  }
  return text
}
