import type { Answer } from '#app/api/v1/prepared.ts'
import { listPositions, writePosition } from '#publication/contract/index.ts'
import { type SitemapPage, sitemap, sitemapIndex } from '#publication/discovery/index.ts'
import {
  type Dated,
  datedRecords,
  developersPath,
  listPages,
  newestChange,
  partOfAll,
  partsOfAll,
} from '#publication/edition/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import type { MachineRequest, MachineRoute } from './route.ts'

/** Articles in one sitemap: far below what the protocol allows (50,000, 50 MB), as each is made in one go. */
const size = 5_000

/** Pages on which the house speaks of itself. Nobody notes when a sentence there was last changed, so no date is given. */
const house = ['/about', '/ai', '/how-to-read-a-plate', '/accessibility', '/licence', developersPath]

type Read = { pages: SitemapPage[]; revision: number; revisedAt: string }

const pageOf = ({ path, updatedAt }: Dated, origin: string): SitemapPage => ({ loc: origin + path, lastmod: updatedAt })

const kinds = {
  articles: async ({ search, origin }: MachineRequest): Promise<Read> => {
    const { after } = listPositions(search, 'sitemap')
    const { items, ...seen } = await partOfAll(after, size)
    const pages = items.map((item) => ({
      ...pageOf(item, origin),
      images: item.plate === null ? [] : [origin + item.plate['3x2']],
    }))
    return { pages, ...seen }
  },
  topics: async ({ origin }: MachineRequest): Promise<Read> => {
    const { items, ...seen } = await datedRecords('topics')
    return { pages: items.map((item) => pageOf(item, origin)), ...seen }
  },
  authors: async ({ origin }: MachineRequest): Promise<Read> => {
    const { items, ...seen } = await datedRecords('authors')
    return { pages: items.map((item) => pageOf(item, origin)), ...seen }
  },
  pages: async ({ origin }: MachineRequest): Promise<Read> => {
    const { updatedAt, ...seen } = await newestChange()
    const listed = listPages.map((path) => ({ loc: origin + path, lastmod: updatedAt }))
    return { pages: [...listed, ...house.map((path) => ({ loc: origin + path, lastmod: null }))], ...seen }
  },
} as const

const answerOf = (body: string, { revision, revisedAt }: Omit<Read, 'pages'>): Answer => ({
  type: 'application/xml; charset=utf-8',
  body,
  revision,
  changedAt: revisedAt,
})

/** `/sitemap.xml`: the sitemaps there are, each with its newest change. */
async function answerIndex(origin: string): Promise<Answer> {
  const [all, topics, authors, newest] = await Promise.all([
    partsOfAll(size),
    datedRecords('topics'),
    datedRecords('authors'),
    newestChange(),
  ])
  const newestOf = (items: readonly Dated[]) =>
    items.reduce<string | null>((a, { updatedAt: b }) => (a === null || (b !== null && b > a) ? b : a), null)
  const at = (kind: keyof typeof kinds, lastmod: string | null, query = ''): SitemapPage => ({
    loc: `${origin}/sitemaps/${kind}.xml${query}`,
    lastmod,
  })
  const articles = all.parts.map(({ after, updatedAt }) =>
    at('articles', updatedAt, after ? `?after=${writePosition(after, 'sitemap')}` : ''),
  )
  const sitemaps = [
    at('pages', newest.updatedAt),
    ...articles,
    at('topics', newestOf(topics.items)),
    at('authors', newestOf(authors.items)),
  ]
  // Several reads: it is as new as the oldest of them.
  const oldest = [all, topics, authors, newest].reduce((a, b) => (b.revision < a.revision ? b : a))
  return answerOf(sitemapIndex(sitemaps), oldest)
}

const one = /^\/sitemaps\/(articles|topics|authors|pages)\.xml$/

export const sitemaps: MachineRoute = {
  isPath: (path) => path === '/sitemap.xml' || path.startsWith('/sitemaps/'),
  queryOf: (search) => {
    const after = new URLSearchParams(search).get('after')
    return after === null ? '' : `?${new URLSearchParams({ after })}`
  },
  answer: async (request) => {
    if (request.path === '/sitemap.xml') return answerIndex(request.origin)
    const kind = one.exec(request.path)?.[1]
    if (kind === undefined) throw new PublicError('not-found', 'There is no such sitemap. They begin at /sitemap.xml.')
    const { pages, ...seen } = await kinds[kind as keyof typeof kinds](request)
    return answerOf(sitemap(pages), seen)
  },
}
