import type { Metadata } from 'next'
import type { HouseWords } from '#components/house/house-frame.tsx'
import { siteDeck, siteName } from '#components/site-words.ts'
import { clipped } from '#components/wording.ts'
import { env } from '#platform/env.ts'
import { type Author, archivePath, type Current, type Topic } from '#publication/edition/index.ts'
import { feedFormats } from '#publication/feeds/index.ts'

/** The absolute address of a path, from the configured origin and never from a request. */
export const absolute = (path: string): string => new URL(path, env().SITE_URL).href

/** Read by the door, which takes it out of the page: `revision` becomes X-Revision, `status` the HTTP status. */
export const forTheDoor = (revision: number, status?: number): Record<string, string> => ({
  revision: String(revision),
  ...(status === undefined ? {} : { status: String(status) }),
})

/** `revision` is null for a page that shows nothing of the publication's. */
type Words = {
  title: string
  description: string
  path: string
  revision: number | null
  /** address of the feeds of this list, without an ending */
  feed?: string
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
export function pageMetadata({ title, description, path, revision, feed }: Words): Metadata {
  const url = absolute(path)
  const short = clipped(description, 160)
  return {
    title: path === '/' ? { absolute: title } : title,
    description: short,
    alternates: { canonical: url, ...(feed === undefined ? {} : { types: feedsAt(feed) }) },
    robots: { index: true, follow: true, 'max-image-preview': 'large', 'max-snippet': -1 },
    openGraph: { type: 'website', siteName, locale: 'en_GB', url, title, description: short },
    twitter: { card: 'summary', title, description: short },
    other: revision === null ? {} : forTheDoor(revision),
  }
}

export const homeMetadata = (revision: number): Metadata =>
  pageMetadata({ title: siteName, description: siteDeck, path: '/', revision, feed: '/feeds/all' })

/** What a topic's page and its feeds say of it. */
export const topicWords = ({ name, description, path }: Topic) => ({
  title: name,
  description: description || `Teardowns on ${name}: what breaks, and what holds.`,
  path,
})

export const topicMetadata = (topic: Topic, revision: number): Metadata =>
  pageMetadata({ ...topicWords(topic), revision, feed: `/feeds${topic.path}` })

/** What an author's page and feeds say of the author. */
export const authorWords = ({ name, bio, path }: Author) => ({
  title: name,
  description: bio || `Teardowns by ${name}.`,
  path,
})

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

/** Head of an article: what search engines, link previews and readers' machines are told. */
export function articleMetadata(article: Current, revision: number): Metadata {
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
  })
  return {
    ...page,
    authors: article.authors.map((author) => ({ name: author.name, url: absolute(author.path) })),
    alternates: {
      canonical: url,
      types: {
        'text/markdown': [{ url: `${url}.md`, title: 'Markdown' }],
        'application/json': [{ url: `${url}.json`, title: 'JSON' }],
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
    },
    twitter: { card: 'summary', ...shared },
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
