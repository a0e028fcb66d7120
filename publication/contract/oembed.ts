import { findingName } from '../article/index.ts'
import { articleCard, type Card, cardPath, cardSize, findingCardIn } from '../card/index.ts'
import type { Current } from '../edition/index.ts'
import { PublicError } from '../errors/index.ts'

/** What oEmbed calls a link: title, author, and a thumbnail when it fits. */
export type EmbedAnswer = {
  version: '1.0'
  type: 'link'
  title: string
  author_name?: string
  author_url?: string
  provider_name: string
  provider_url: string
  /** seconds */
  cache_age: number
  thumbnail_url?: string
  thumbnail_width?: number
  thumbnail_height?: number
}

/** Sizes are in pixels. */
export type EmbedRequest = {
  slug: string
  /** id of a finding, when the address names one */
  finding: string | null
  maxWidth: number
  maxHeight: number
}

const cacheSeconds = 3_600

const wrong = (parameter: string, detail: string) =>
  new PublicError('invalid-parameter', detail, { parameters: [{ parameter, detail }] })

function sizeIn(query: URLSearchParams, name: string): number {
  const given = query.get(name)
  if (given === null) return Number.POSITIVE_INFINITY
  if (!/^[1-9]\d{0,5}$/.test(given)) throw wrong(name, `${name} must be a number of pixels, from 1 to 999999.`)
  return Number(given)
}

/** Which article or finding an address names; null for every other address, here or elsewhere. */
function subjectOf(address: string, origin: string): Pick<EmbedRequest, 'slug' | 'finding'> | null {
  // Those who paste an address may write the scheme as they like.
  if (!URL.canParse(address) || new URL(address).host !== new URL(origin).host) return null
  const { pathname, hash, protocol } = new URL(address)
  if (!/^https?:$/.test(protocol)) return null
  const [, slug] = /^\/articles\/([a-z0-9-]{1,120})\/?$/.exec(pathname) ?? []
  if (slug !== undefined) return { slug, finding: /^#([bh][1-9]\d{0,3})(?::~:|$)/.exec(hash)?.[1] ?? null }
  const found = /^\/failures\/([a-z0-9-]{1,120})\.([bh][1-9]\d{0,3})$/.exec(pathname)
  return found?.[1] && found[2] ? { slug: found[1], finding: found[2] } : null
}

/**
 * Reads a request to `/oembed`. Parameters that it does not know are the consumer's own and left alone.
 * @throws PublicError `invalid-parameter`, or `not-found` for an address that is none of ours
 */
export function parseEmbed(search: string, origin: string): EmbedRequest {
  const query = new URLSearchParams(search)
  const format = query.get('format') ?? 'json'
  if (format !== 'json') throw wrong('format', 'format is json.')
  const sizes = { maxWidth: sizeIn(query, 'maxwidth'), maxHeight: sizeIn(query, 'maxheight') }
  const address = query.get('url')
  if (!address) throw wrong('url', 'url is needed: the address of an article or a finding.')
  const subject = subjectOf(address, origin)
  if (!subject) throw nothingToEmbed()
  return { ...subject, ...sizes }
}

export const nothingToEmbed = () =>
  new PublicError(
    'not-found',
    'There is nothing to embed at that address: no article and no finding is published there.',
  )

/** The picture, if it is not larger than the consumer wants it. It is not made smaller: then there is none. */
function thumbnail(card: Card, { maxWidth, maxHeight }: EmbedRequest, origin: string) {
  if (cardSize.width > maxWidth || cardSize.height > maxHeight) return {}
  const { width, height } = cardSize
  return { thumbnail_url: origin + cardPath(card), thumbnail_width: width, thumbnail_height: height }
}

/**
 * An article or one of its findings as a link.
 * @param provider name of the publication
 * @throws PublicError `not-found` when the article has no such finding
 */
export function presentEmbed(article: Current, request: EmbedRequest, origin: string, provider: string): EmbedAnswer {
  const finding = article.findings.find(({ id }) => id === request.finding)
  if (request.finding !== null && !finding) throw nothingToEmbed()
  const [author] = article.authors
  const card = finding ? findingCardIn(article, finding) : articleCard(article)
  return {
    version: '1.0',
    type: 'link',
    title: finding ? `${findingName(finding.id)}: ${finding.title}` : article.title,
    ...(author && {
      author_name: article.authors.map(({ name }) => name).join(', '),
      author_url: origin + author.path,
    }),
    provider_name: provider,
    provider_url: `${origin}/`,
    cache_age: cacheSeconds,
    ...thumbnail(card, request, origin),
  }
}
