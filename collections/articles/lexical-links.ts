import { isSafeUrl } from '#publication/article/index.ts'
import { isObject, type Json, said, textOf } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'

/**
 * Why a link may not be stored, in words; `null` if it may. Allowed are http, https, mailto, paths of this site (`/x`,
 * never `//host`) and fragments (`#x`), without spaces and backslashes.
 */
export function linkProblem(url: unknown): string | null {
  if (typeof url === 'string' && isSafeUrl(url)) return null
  const given =
    typeof url === 'string' && url !== '' ? `the link to “${url.slice(0, 60)}” is not allowed` : 'a link has no address'
  return `${given}; use https://, http://, mailto:, a path of this site such as /articles/x, or #an-anchor`
}

/** Why the address of a page elsewhere (of a card, of a source) may not be stored, in words; `null` if it may. */
export function webAddressProblem(url: unknown): string | null {
  if (typeof url === 'string' && /^https?:/.test(url) && isSafeUrl(url)) return null
  const given =
    typeof url === 'string' && url !== '' ? `“${url.slice(0, 60)}” is no address of a page` : 'it has no address'
  return `${given}; use https://…`
}

/** The public id of a record that a field points at; its number, or the record itself when it was populated. */
export type ToRef = (id: number | string) => string | null

/**
 * The reference that a relationship to an article and the text field `finding` beside it make.
 * @throws BodyError if the article is unknown or the finding is none
 */
export function readReference(value: unknown, fields: Json, path: string, articleRef: ToRef): string {
  const id = isObject(value) ? value.id : value
  if (typeof id !== 'number' && typeof id !== 'string') {
    throw new BodyError(path, 'a link names no article; choose one, or give it an address')
  }
  const article = said(path, () => articleRef(id))
  if (article === null) {
    throw new BodyError(path, `the article ${id} that it links to does not exist any more; choose another`)
  }
  const finding = textOf(fields, 'finding', path)?.trim() ?? null
  if (finding !== null && !/^[bh][1-9][0-9]{0,3}$/.test(finding)) {
    throw new BodyError(path, `“${finding.slice(0, 20)}” is not the id of a break or hold; use one such as b1`)
  }
  return `article:${article}${finding === null ? '' : `#${finding}`}`
}

/** The address of a link. @throws BodyError */
export function readTarget(fields: Json, path: string, articleRef: ToRef): string {
  const { linkType, url, doc } = fields
  if (linkType === 'internal') {
    if (isObject(doc) && doc.relationTo !== 'articles') {
      throw new BodyError(path, 'a link points at something that is no article; give it the address of the page')
    }
    return readReference(isObject(doc) ? doc.value : null, fields, path, articleRef)
  }
  const problem = linkProblem(url)
  if (problem !== null) throw new BodyError(path, problem)
  return String(url)
}
