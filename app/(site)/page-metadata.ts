import type { Metadata } from 'next'
import type { HouseWords } from '#components/house/house-frame.tsx'
import { authorWords, topicWords } from '#components/record-words.ts'
import { siteDeck, siteName } from '#components/site-words.ts'
import { env } from '#platform/env.ts'
import { clipped } from '#publication/article/index.ts'
import {
  articleCard,
  type Card,
  cardAlt,
  cardPath,
  cardSize,
  heldInWords,
  siteCard,
  topicCard,
} from '#publication/card/index.ts'
import { type Author, archivePath, type Current, editionPath, type Topic } from '#publication/edition/index.ts'
import { feedFormats } from '#publication/feeds/index.ts'

/** The absolute address of a path, from the configured origin and never from a request. */
export const absolute = (path: string): string => new URL(path, env().SITE_URL).href

/** Read by the door, which takes it out of the page: `revision` becomes X-Revision, `status` the HTTP status. */
export const forTheDoor = (revision: number, status?: number): Record<string, string> => ({
  revision: String(revision),
  ...(status === undefined ? {} : { status: String(status) }),
})

/** The picture that a page is shared with. @param alt what is to be seen on it, if the card itself does not say it best */
export const sharedImage = (card: Card, alt = cardAlt(card)) => ({
  url: absolute(cardPath(card)),
  type: 'image/png',
  ...cardSize,
  alt,
})

/** `revision` is null for a page that shows nothing of the publication's. */
type Words = {
  title: string
  description: string
  path: string
  revision: number | null
  /** address of the feeds of this list, without an ending */
  feed?: string
  /** the picture that it is shared with: that of the site, if left out */
  card?: Card
}

/** The feeds of a list, for readers that look for them in the head of its page. */
const feedsAt = (feed: string) =>
  Object.fromEntries(
    Object.entries(feedFormats).map(([ending, { name, type }]) => [
      type,
      [{ url: absolute(`${feed}.${ending}`), title: name }],
    ]),
  )

/** Head of a page that is a list. The home page's title stands alone. */
export function pageMetadata({ title, description, path, revision, feed, card = siteCard }: Words): Metadata {
  const url = absolute(path)
  const short = clipped(description, 160)
  return {
    title: path === '/' ? { absolute: title } : title,
    description: short,
    alternates: { canonical: url, ...(feed === undefined ? {} : { types: feedsAt(feed) }) },
    robots: { index: true, follow: true, 'max-image-preview': 'large', 'max-snippet': -1 },
    openGraph: {
      type: 'website',
      siteName,
      locale: 'en_GB',
      url,
      title,
      description: short,
      images: [sharedImage(card)],
    },
    twitter: { card: 'summary_large_image' },
    other: revision === null ? {} : forTheDoor(revision),
  }
}

export const homeMetadata = (revision: number): Metadata =>
  pageMetadata({ title: siteName, description: siteDeck, path: '/', revision, feed: '/feeds/all' })

export const topicMetadata = (topic: Topic, revision: number): Metadata =>
  pageMetadata({ ...topicWords(topic), revision, feed: `/feeds${topic.path}`, card: topicCard(topic) })

export const authorMetadata = (author: Author, revision: number): Metadata =>
  pageMetadata({ ...authorWords(author), revision, feed: `/feeds${author.path}` })

/** Head of the list of all; further into it, `cursor` says where, and search engines are to follow but not to keep. */
export function archiveMetadata(revision: number, cursor?: string): Metadata {
  const page = pageMetadata({
    title: cursor === undefined ? 'All teardowns' : 'Older teardowns',
    description: 'Every teardown, newest first: what breaks, and what holds.',
    path: cursor === undefined ? archivePath : `${archivePath}?${new URLSearchParams({ after: cursor })}`,
    revision,
    feed: '/feeds/all',
  })
  return cursor === undefined ? page : { ...page, robots: { index: false, follow: true } }
}

/** Head of a cursor that leads nowhere (RFC 9110, 15.5.1). */
export const lostPlaceMetadata = (title: string): Metadata => ({
  title,
  robots: { index: false, follow: true },
  other: { status: '400' },
})

/** Head of a page of the house; `revision` where it shows something of the publication's. */
export const houseMetadata = ({ title, deck, path }: HouseWords, revision: number | null = null): Metadata =>
  pageMetadata({ title, description: deck, path, revision })

/** `@name@host` of the first profile that an author calls Mastodon or fediverse; null when there is none. */
function fediverseName({ links }: Pick<Author, 'links'>): string | null {
  for (const { label, url } of links) {
    const [, host, name] = /^https:\/\/([^/@?#]+)\/(?:@|users\/)([\w.-]+)\/?$/.exec(url) ?? []
    if (host !== undefined && /mastodon|fediverse/i.test(label)) return `@${name}@${host}`
  }
  return null
}

/** What previews show beside the picture, in two fields. */
function fieldsOf(article: Current): Record<string, string> {
  const minutes = article.readingMinutes
  const held = heldInWords(articleCard(article).held)
  const fields: [string, string][] = [
    ...(held === '' ? [] : [['Breaks and holds', held] satisfies [string, string]]),
    ['Reading time', `${minutes} minute${minutes === 1 ? '' : 's'}`],
  ]
  return Object.fromEntries(
    fields.flatMap(([label, value], at): [string, string][] => [
      [`twitter:label${at + 1}`, label],
      [`twitter:data${at + 1}`, value],
    ]),
  )
}

/**
 * Head of an article: what search engines, link previews and readers' machines are told.
 * @param beside the records of those who wrote it, as far as they were read, and the publication's own account in the
 * fediverse, which is named for those who have none
 */
export function articleMetadata(
  article: Current,
  revision: number,
  { authors = [], fediverse = null }: { authors?: readonly Author[]; fediverse?: string | null } = {},
): Metadata {
  const url = absolute(article.path)
  const shared = {
    title: article.seo.title ?? article.title,
    description: clipped(article.seo.description ?? article.call?.decision ?? article.deck, 200),
  }
  const page = pageMetadata({
    title: shared.title,
    description: article.seo.description ?? article.deck,
    path: article.path,
    revision,
    feed: '/feeds/all',
  })
  const creator = authors.map(fediverseName).find((name) => name !== null) ?? fediverse
  return {
    ...page,
    authors: article.authors.map((author) => ({ name: author.name, url: absolute(author.path) })),
    alternates: {
      canonical: url,
      types: {
        'text/markdown': [{ url: `${url}.md`, title: 'Markdown' }],
        'application/json': [{ url: `${url}.json`, title: 'JSON' }],
        ...feedsAt('/feeds/all'),
      },
    },
    openGraph: {
      ...page.openGraph,
      ...shared,
      type: 'article',
      publishedTime: article.publishedAt,
      modifiedTime: article.modifiedAt,
      section: article.topics[0]?.name ?? null,
      authors: article.authors.map((author) => absolute(author.path)),
      images: [sharedImage(articleCard(article), article.plate?.alt)],
    },
    other: { ...fieldsOf(article), ...(creator ? { 'fediverse:creator': creator } : {}), ...page.other },
  }
}

/** Head of an edition that is not the newest one, or is it: search engines are led to the article, whose picture it has. */
export function editionMetadata(
  article: Current,
  { title, deck, number }: { title: string; deck: string; number: number },
  revision: number,
): Metadata {
  const page = pageMetadata({
    title: `${title} (edition ${number})`,
    description: deck,
    path: editionPath(article.slug, number),
    revision,
    card: articleCard(article),
  })
  return {
    ...page,
    alternates: { canonical: absolute(article.path) },
    robots: { index: false, follow: true },
    openGraph: { ...page.openGraph, type: 'article' },
  }
}

/** Head of an address that was public once: the door answers 410 (RFC 9110, 15.5.11). */
export const goneMetadata = (title: string, revision: number): Metadata => ({
  title,
  robots: { index: false, follow: true },
  other: forTheDoor(revision, 410),
})

/**
 * Head of an address that leads on; the door makes it a 308 with this Location. Next's own redirect will not do: when a
 * kept page is made again in the background, Next keeps the Location of the answer that it has just sent, or none.
 */
export const movedMetadata = (to: string, revision: number): Metadata => ({
  robots: { index: false, follow: true },
  other: { ...forTheDoor(revision, 308), location: to },
})

/** Head of an address that leads nowhere: only the revision, so that it is known from when the answer is. */
export const unknownMetadata = (revision: number): Metadata => ({ other: forTheDoor(revision) })
