import type { Nodes } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { articleLinkIn, articlePathIn } from './grammar.ts'
import { safeBody } from './safe-body.ts'
import type { ArticleRef, Body } from './schema.ts'

/** Ids of the articles that a body leads to, by links and by cards, each once, in order. */
export function articleIdsOf(body: Body): string[] {
  const ids = new Set<string>()
  visit(safeBody(body), (node: Nodes) => {
    const url = node.type === 'link' ? node.url : node.type === 'leafDirective' ? node.attributes?.['to'] : null
    const id = articleLinkIn(url ?? '')?.id
    if (id) ids.add(id)
  })
  return [...ids]
}

/** Where a reference leads: the article, or the finding if the article has it. Null when the article is not public. */
export function articlePathOf(url: string, articles: ReadonlyMap<string, ArticleRef>): string | null {
  const link = articleLinkIn(url)
  const target = link ? articles.get(link.id) : undefined
  if (!link || !target) return null
  const isThere = link.finding !== null && target.findings.some(({ id }) => id === link.finding)
  return isThere ? `${target.path}#${link.finding}` : target.path
}

/**
 * A copy in which references to articles are paths of this site. One to an article that is not among `articles`, the
 * public ones, leaves its words; its card goes.
 * @param options.cards `keep` leaves cards to whoever looks them up itself
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function resolveLinks(
  body: Body,
  articles: ReadonlyMap<string, ArticleRef>,
  options: { cards?: 'keep' } = {},
): Body {
  const copy = safeBody(body)
  visit(copy, (node: Nodes, index, parent) => {
    if (!parent || index === undefined) return undefined
    if (node.type === 'link' && articleLinkIn(node.url)) {
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
  return safeBody(copy)
}

/**
 * A copy in which the paths of articles are references to them, wherever `idOf` knows the article of a slug.
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function referLinks(body: Body, idOf: (slug: string) => string | null): Body {
  const copy = safeBody(body)
  const referenceTo = (url: string): string | null => {
    const link = articlePathIn(url)
    const id = link ? idOf(link.slug) : null
    return id === null || !link ? null : `article:${id}${link.finding ? `#${link.finding}` : ''}`
  }
  visit(copy, (node: Nodes) => {
    if (node.type === 'link') node.url = referenceTo(node.url) ?? node.url
    if (node.type === 'leafDirective' && node.attributes?.['to']) {
      node.attributes['to'] = referenceTo(node.attributes['to']) ?? node.attributes['to']
    }
  })
  return safeBody(copy)
}

/** The paths of articles that a body still has, as files do: slugs, each once, in order. */
export function articleSlugsOf(body: Body): string[] {
  const slugs = new Set<string>()
  visit(safeBody(body), (node: Nodes) => {
    const url = node.type === 'link' ? node.url : node.type === 'leafDirective' ? node.attributes?.['to'] : null
    const slug = articlePathIn(url ?? '')?.slug
    if (slug) slugs.add(slug)
  })
  return [...slugs]
}
