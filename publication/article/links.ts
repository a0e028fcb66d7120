import type { Nodes } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { articleLinkIn, articlePathIn } from './grammar.ts'
import { safeBody } from './safe-body.ts'
import type { ArticleRef, Body } from './schema.ts'

/** What the addresses of a body, those of its links and cards, are read as; those that `read` knows, in order. */
function leadingTo<T>(body: Body, read: (url: string) => T | null): T[] {
  const found: T[] = []
  visit(safeBody(body), (node: Nodes) => {
    const url = node.type === 'link' ? node.url : node.type === 'leafDirective' ? node.attributes?.['to'] : null
    const known = read(url ?? '')
    if (known !== null) found.push(known)
  })
  return found
}

/** The references of a body to articles and their findings, in order. */
export const articleLinksOf = (body: Body) => leadingTo(body, articleLinkIn)

/** Ids of the articles that a body leads to, by links and by cards, each once, in order. */
export const articleIdsOf = (body: Body): string[] => [...new Set(articleLinksOf(body).map(({ id }) => id))]

/** The paths of articles that a body still has, as files do: slugs, each once, in order. */
export const articleSlugsOf = (body: Body): string[] => [
  ...new Set(leadingTo(body, articlePathIn).map(({ slug }) => slug)),
]

/** Where a reference leads: the article, or the finding if the article has it. Null when the article is not public. */
export function articlePathOf(url: string, articles: ReadonlyMap<string, ArticleRef>): string | null {
  const link = articleLinkIn(url)
  const target = link ? articles.get(link.id) : undefined
  if (!link || !target) return null
  const isThere = link.finding !== null && target.findings.some(({ id }) => id === link.finding)
  return isThere ? `${target.path}#${link.finding}` : target.path
}

/**
 * A body in which references to articles are paths of this site. One to an article that is not among `articles`, the
 * public ones, leaves its words; its card goes.
 * @param options.cards `keep` leaves cards to whoever looks them up itself
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function resolveLinks(
  body: Body,
  articles: ReadonlyMap<string, ArticleRef>,
  options: { cards?: 'keep' } = {},
): Body {
  const safe = safeBody(body)
  if (articleLinksOf(safe).length === 0) return safe
  const copy = structuredClone(safe)
  let isChanged = false
  visit(copy, (node: Nodes, index, parent) => {
    if (!parent || index === undefined) return undefined
    if (node.type === 'link' && articleLinkIn(node.url)) {
      isChanged = true
      const path = articlePathOf(node.url, articles)
      if (path === null) {
        parent.children.splice(index, 1, ...(node.children as never[]))
        return index
      }
      node.url = path
      return SKIP
    }
    if (node.type === 'leafDirective' && node.attributes?.['to'] && options.cards !== 'keep') {
      const path = articlePathOf(node.attributes['to'], articles)
      if (path === null) {
        parent.children.splice(index, 1)
        return index
      }
      node.attributes = { to: path }
    }
    return undefined
  })
  // Words that were a link join the words around them, and so do two links that now lead to one address.
  return isChanged ? safeBody(copy) : copy
}

/**
 * A copy in which the paths of articles are references to them, wherever `idOf` knows the article of a slug.
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function referLinks(body: Body, idOf: (slug: string) => string | null): Body {
  const copy = structuredClone(safeBody(body))
  const referenceTo = (url: string): string | null => {
    const link = articlePathIn(url)
    const id = link ? idOf(link.slug) : null
    return id === null || !link ? null : `article:${id}${link.finding ? `#${link.finding}` : ''}`
  }
  let isChanged = false
  visit(copy, (node: Nodes) => {
    const reference = node.type === 'link' ? referenceTo(node.url) : null
    if (node.type === 'link' && reference !== null) {
      node.url = reference
      isChanged = true
    }
    if (node.type === 'leafDirective' && node.attributes?.['to']) {
      node.attributes['to'] = referenceTo(node.attributes['to']) ?? node.attributes['to']
    }
  })
  return isChanged ? safeBody(copy) : copy
}
