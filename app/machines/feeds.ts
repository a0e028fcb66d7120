import { setImmediate as pause } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { Answer, Move } from '#app/api/v1/prepared.ts'
import { settled } from '#app/api/v1/settled.ts'
import { authorWords, topicWords } from '#components/record-words.ts'
import { siteDeck, siteName } from '#components/site-words.ts'
import { env } from '#platform/env.ts'
import { listPositions, writePosition } from '#publication/contract/index.ts'
import {
  corrections,
  type Newest,
  newestArticles,
  newestOfAuthor,
  newestOfTopic,
  type Position,
  type Span,
} from '#publication/edition/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import {
  articleEntry,
  correctionEntry,
  type Feed,
  type FeedFormat,
  feedFormats,
  renderFeed,
} from '#publication/feeds/index.ts'
import type { MachineRoute } from './route.ts'

/** Entries on one page of a feed. */
const limit = 30

/**
 * A feed reads thirty whole articles, and after a publication all of them are asked for at once. They wait here and not
 * for a connection to the database, of which the pages have need. Two at a time would be done no sooner: it is this
 * process that has to work.
 */
const inTurn = pLimit(1)

type Seen = { revision: number; revisedAt: string }
type Words = { title: string; description: string; path: string; of?: string }
type Neighbours = Pick<Newest, 'next' | 'previous'>
/** What a feed shows, before it is known in which format. */
type Scope = Words & Seen & Neighbours & { entries: (origin: string, format: FeedFormat) => Promise<Feed['entries']> }
type Reading = { slug: string; span: Span; movedTo: (path: string) => string }

const notFound = () =>
  new PublicError('not-found', 'There is no such feed. The one of all teardowns is /feeds/all.rss.')

const ofArticles = (words: Words, { newest, next, previous }: Newest, { revision, revisedAt }: Seen): Scope => ({
  ...words,
  next,
  previous,
  revision,
  revisedAt,
  async entries(origin, format) {
    const entries: Feed['entries'][number][] = []
    for (const article of newest) {
      const entry = articleEntry(article, origin)
      entries.push(entry)
      // Whole texts take a while; others are answered in between.
      await pause()
      if (format !== 'json') continue
      // Known from then on, for the feed that has it.
      entry.text()
      await pause()
    }
    return entries
  },
})

const titled = (words: Words): Words => ({ ...words, title: `${words.title} · ${siteName}` })

/** Every kind of feed there is, by the beginning of its address. */
const kinds = {
  all: async ({ span }: Reading): Promise<Scope> => {
    const found = await newestArticles(span)
    return ofArticles({ title: siteName, description: siteDeck, path: '/' }, found, found)
  },
  corrections: async (): Promise<Scope> => {
    const { items, ...seen } = await corrections({ limit })
    const words = {
      title: 'Corrections',
      description: 'What was wrong in a teardown, and in which edition it is right.',
      path: '/about#corrections',
    }
    const entries = async (origin: string) => items.map((correction) => correctionEntry(correction, origin))
    return { ...titled(words), ...seen, next: null, previous: null, entries }
  },
  topics: async ({ slug, span, movedTo }: Reading): Promise<Scope | { answer: Move }> => {
    const found = await newestOfTopic(slug, span)
    const reached = settled(found, movedTo, notFound)
    if ('answer' in reached) return reached
    return ofArticles(titled({ ...topicWords(reached.value), of: reached.value.id }), reached.value, found)
  },
  authors: async ({ slug, span, movedTo }: Reading): Promise<Scope | { answer: Move }> => {
    const found = await newestOfAuthor(slug, span)
    const reached = settled(found, movedTo, notFound)
    if ('answer' in reached) return reached
    return ofArticles(titled({ ...authorWords(reached.value), of: reached.value.id }), reached.value, found)
  },
} as const

/**
 * A feed reader may wait five minutes. Shared caches ask again each time, which costs a 304: a hub fetches a feed as soon as
 * it has been told of it, and nobody is to be handed what was withdrawn an hour ago.
 */
const caching = 'public, max-age=300, s-maxage=0, stale-while-revalidate=3600'

/** `Link` in its header says what the document says, for whoever reads no further (WebSub, 4). */
function linkHeader({ hub, self, pages }: Pick<Feed, 'hub' | 'self' | 'pages'>): string {
  const links = { hub, self, next: pages.next, prev: pages.previous, first: pages.first }
  return Object.entries(links)
    .flatMap(([rel, href]) => (href === null ? [] : [`<${href}>; rel="${rel}"`]))
    .join(', ')
}

/** `all.rss`, `topics/scale.atom?after=…`: whole articles, newest first. @throws PublicError */
async function answerFeed(path: string, search: string, origin: string): Promise<Answer> {
  const match =
    /^\/feeds\/((all|corrections|(?:topics|authors)(?=\/))(?:\/([a-z0-9-]{1,120}))?)\.(rss|atom|json)$/.exec(path)
  const [, name = '', kind, slug = '', ending] = match ?? []
  // Only topics and authors are named.
  if (!match || (kind === 'topics' || kind === 'authors') !== (slug !== '')) throw notFound()
  const format = ending as FeedFormat
  const addressOf = (position: Position | null, cursor: 'after' | 'before') =>
    position && `${origin}${path}?${cursor}=${writePosition(position, `feeds/${name}`)}`
  const from = listPositions(kind === 'corrections' ? '' : search, `feeds/${name}`)
  const isFirst = from.after === undefined && from.before === undefined
  const scope = await kinds[kind as keyof typeof kinds]({
    slug,
    span: { limit, ...from },
    movedTo: (to) => `${origin}/feeds${to}.${format}`,
  })
  if ('answer' in scope) return scope.answer
  const hub = isFirst ? (env().WEBSUB_HUB_URL ?? null) : null
  const feed: Feed = {
    of: scope.of ?? null,
    title: scope.title,
    description: scope.description,
    home: origin + scope.path,
    self: origin + path + search,
    origin,
    publisher: siteName,
    hub,
    pages: {
      first: isFirst ? null : origin + path,
      previous: addressOf(scope.previous, 'before'),
      next: addressOf(scope.next, 'after'),
    },
    entries: await scope.entries(origin, format),
  }
  const { type } = feedFormats[format]
  return {
    type: format === 'json' ? type : `${type}; charset=utf-8`,
    body: renderFeed(feed, format),
    headers: { 'Cache-Control': caching, Link: linkHeader(feed) },
    revision: scope.revision,
    changedAt: scope.revisedAt,
  }
}

export const feeds: MachineRoute = {
  isPath: (path) => path.startsWith('/feeds/'),
  queryOf: (search) => {
    const given = new URLSearchParams(search)
    const kept = ['after', 'before'].flatMap((key) => {
      const value = given.get(key)
      return value === null ? [] : [[key, value]]
    })
    return kept.length > 0 ? `?${new URLSearchParams(kept)}` : ''
  },
  answer: ({ path, search, origin }) => inTurn(() => answerFeed(path, search, origin)),
}
