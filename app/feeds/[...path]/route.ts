import { wholeArticles } from '#app/api/v1/articles/whole-articles.ts'
import { type Answer, preflight, refuseMethod, reply } from '#app/api/v1/reply.ts'
import { siteDeck, siteName } from '#components/site-words.ts'
import { notFound, parseArticleKey } from '#publication/contract/index.ts'
import { articles, authorAt, type Found, topicAt } from '#publication/edition/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import { type FeedFormat, feedTypes, renderFeed } from '#publication/feeds/index.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ path: string[] }> }

/** Articles in a feed: as many as the home page shows. */
const limit = 24

/** What a feed is of; `revision` is the oldest journal entry that any of it was read at. */
type Scope = { title: string; description: string; path: string; filter: object; revision: number }
type Move = { to: string; revision: number }

/** `all.rss`, `topics/scale.atom`: the list and the format. @throws PublicError `not-found` */
function parsePath(path: string[]): { kind: string; slug: string; format: FeedFormat } {
  const match = /^(?:(all)|(topics|authors)\/([a-z0-9-]{1,120}))\.(rss|atom|json)$/.exec(path.join('/'))
  if (!match) throw notFound()
  const [, all, kind = all ?? '', slug = '', format] = match
  return { kind, slug, format: format as FeedFormat }
}

type Named = { name: string; path: string; slug: string }

/** @throws PublicError `gone` or `not-found` */
function scopeOf<T extends Named>(
  found: Found<T> & { revision: number },
  words: (value: T) => Pick<Scope, 'title' | 'description' | 'filter'>,
): Scope | Move {
  const { revision } = found
  if (found.kind === 'current') return { ...words(found.value), path: found.value.path, revision }
  if (found.kind === 'moved') return { to: found.to, revision }
  if (found.kind === 'gone') throw new PublicError('gone', 'What this feed was of is not public any more.')
  throw notFound()
}

async function find(kind: string, slug: string): Promise<Scope | Move> {
  if (kind === 'topics')
    return scopeOf(await topicAt(parseArticleKey(slug)), ({ name, description }) => ({
      title: `${name} · ${siteName}`,
      description: description || `Teardowns on ${name}: what breaks, and what holds.`,
      filter: { topic: slug },
    }))
  if (kind === 'authors')
    return scopeOf(await authorAt(parseArticleKey(slug)), ({ name, bio }) => ({
      title: `${name} · ${siteName}`,
      description: bio || `Teardowns by ${name}.`,
      filter: { author: slug },
    }))
  return { title: siteName, description: siteDeck, path: '/', filter: {}, revision: Number.POSITIVE_INFINITY }
}

async function answer(path: string[], origin: string): Promise<Answer> {
  const { kind, slug, format } = parsePath(path)
  const scope = await find(kind, slug)
  if ('to' in scope) return { status: 308, location: `${origin}/feeds${scope.to}.${format}`, revision: scope.revision }
  const list = await articles({ limit, ...scope.filter })
  const body = renderFeed(
    {
      title: scope.title,
      description: scope.description,
      home: origin + scope.path,
      self: `${origin}/feeds/${path.join('/')}`,
      origin,
      articles: await wholeArticles(list.items),
    },
    format,
  )
  return { type: feedTypes[format], body, revision: Math.min(scope.revision, list.revision) }
}

/** `/feeds/{all, topics/slug, authors/slug}.{rss,atom,json}`: whole articles, newest first. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  reply(request, async ({ origin }) => answer((await params).path, origin))
export const HEAD = GET
export const OPTIONS = preflight
export { refuseMethod as DELETE, refuseMethod as PATCH, refuseMethod as POST, refuseMethod as PUT }
