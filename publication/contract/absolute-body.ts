import {
  type ArticleRef,
  articlePathIn,
  type Body,
  clipped,
  type MediaRef,
  type References,
  resolveLinks,
} from '../article/index.ts'

type Attributes = Record<string, string | null | undefined>
type Node = { type: string; url?: unknown; alt?: unknown; children?: unknown; attributes?: Attributes | null }

const isSitePath = (url: string): boolean => url.startsWith('/') && !url.startsWith('//')

/**
 * The same body for somebody who is not on this site: pictures are addresses with their description instead of
 * references to media records, paths and references to articles are whole addresses, and a card of an article says
 * whatever a card of another site's page says. Fragments stay: they mean a place in this very text.
 * @param pictures `reference` leaves the addresses of pictures to a rendering that looks them up itself
 */
export function absoluteBody(
  body: Body,
  { media, articles }: { media: readonly MediaRef[]; articles: readonly ArticleRef[] },
  origin: string,
  pictures: 'address' | 'reference' = 'address',
): Body {
  const bySlug = new Map(articles.map((article) => [articlePathIn(article.path)?.slug, article]))
  const records = new Map(media.map((record) => [`media:${record.id}`, record]))

  const addressOf = (url: string): string => (isSitePath(url) ? origin + url : url)
  const resolve = (node: Node): Node => {
    const copy: Node = { ...node }
    if (typeof node.url === 'string') {
      const record = node.type === 'image' ? records.get(node.url) : undefined
      if (!record) copy.url = addressOf(node.url)
      else if (pictures === 'address') copy.url = addressOf(record.path)
      if (record && !node.alt) copy.alt = record.alt
    }
    const to = node.type === 'leafDirective' ? node.attributes?.['to'] : null
    const target = to ? bySlug.get(articlePathIn(to)?.slug) : null
    if (to && target)
      copy.attributes = { url: origin + to, title: clipped(target.title, 200), description: clipped(target.deck, 400) }
    if (Array.isArray(node.children)) copy.children = node.children.map((child) => resolve(child as Node))
    return copy
  }
  return resolve(resolveLinks(body, new Map(articles.map((article) => [article.id, article])))) as Body
}

/** Media records whose paths, and those of their smaller copies, are whole addresses. */
export const absoluteMedia = (media: readonly MediaRef[], origin: string): References['media'] => {
  const whole = <Placed extends { path: string }>(placed: Placed): Placed => ({ ...placed, path: origin + placed.path })
  return new Map(media.map((record) => [record.id, { ...whole(record), sizes: record.sizes.map(whole) }]))
}
