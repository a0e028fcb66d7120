import { authorWords, topicWords } from '#app/(site)/page-metadata.ts'
import { type Answer, reply } from '#app/api/v1/reply.ts'
import { siteDeck, siteName } from '#components/site-words.ts'
import {
  type Author,
  type Found,
  newestArticles,
  newestOfAuthor,
  newestOfTopic,
  type Topic,
  type WithNewest,
} from '#publication/edition/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import { type FeedFormat, feedFormats, renderFeed } from '#publication/feeds/index.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ path: string[] }> }
type Kind = 'all' | 'topics' | 'authors'

/** Articles in a feed: as many as the home page shows. */
const limit = 24

type Words = { title: string; description: string; path: string }
type Read = { revision: number; revisedAt: string }
type Scope = WithNewest<Words & { of: string | null }> & Read
type Move = { to: string } & Read

const notFound = () =>
  new PublicError('not-found', 'There is no such feed. The one of all teardowns is /feeds/all.rss.')

/** `all.rss`, `topics/scale.atom`: the list and the format. @throws PublicError `not-found` */
function parsePath(path: string): { kind: Kind; slug: string; format: FeedFormat } {
  const match = /^(?:(all)|(topics|authors)\/([a-z0-9-]{1,120}))\.(rss|atom|json)$/.exec(path)
  if (!match) throw notFound()
  const [, all, kind = all, slug = '', format] = match
  return { kind: kind as Kind, slug, format: format as FeedFormat }
}

/** @throws PublicError `gone` or `not-found` */
function scopeOf<T extends Topic | Author>(
  found: Found<WithNewest<T>> & Read,
  wordsOf: (record: T) => Words,
): Scope | Move {
  const { revision, revisedAt } = found
  switch (found.kind) {
    case 'current': {
      const { title, ...words } = wordsOf(found.value)
      return {
        ...words,
        of: found.value.id,
        title: `${title} · ${siteName}`,
        newest: found.value.newest,
        revision,
        revisedAt,
      }
    }
    case 'moved':
      return { to: found.to, revision, revisedAt }
    case 'gone':
      throw new PublicError('gone', 'What this feed was of is not public any more.')
    case 'unknown':
      throw notFound()
  }
}

async function find(kind: Kind, slug: string): Promise<Scope | Move> {
  switch (kind) {
    case 'all': {
      const { newest, ...seen } = await newestArticles(limit)
      return { of: null, title: siteName, description: siteDeck, path: '/', newest, ...seen }
    }
    case 'topics':
      return scopeOf(await newestOfTopic(slug, limit), topicWords)
    case 'authors':
      return scopeOf(await newestOfAuthor(slug, limit), authorWords)
  }
}

async function answer(path: string, origin: string): Promise<Answer> {
  const { kind, slug, format } = parsePath(path)
  const scope = await find(kind, slug)
  if ('to' in scope) return { status: 308, location: `${origin}/feeds${scope.to}.${format}`, revision: scope.revision }
  const { newest: articles, path: page, revision, revisedAt, ...words } = scope
  const feed = { ...words, articles, home: origin + page, self: `${origin}/feeds/${path}`, origin }
  const { type } = feedFormats[format]
  return {
    type: format === 'json' ? type : `${type}; charset=utf-8`,
    body: renderFeed(feed, format),
    revision,
    changedAt: revisedAt,
  }
}

/** `/feeds/{all, topics/slug, authors/slug}.{rss,atom,json}`: whole articles, newest first. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  reply(request, async ({ origin }) => answer((await params).path.join('/'), origin))
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
