import { siteUrl } from './house.ts'

/** What readers and machines must find of an article, wherever it could show. */

/** An article as readers should find it now. */
export type Standing =
  | {
      is: 'public'
      slug: string
      mark: string
      edition: number
      digest: string
      topics: string[]
      authors: string[]
    }
  | { is: 'gone'; reason: string | null }
  | { is: 'unknown' }

/** An article, with everything that was ever true of it: what was must not show any more. */
export type Subject = {
  /** Payload's id, and the public one, `a_…`. */
  id: number
  publicId: string
  /** Words that stood in a version of it. The one of the current edition must be seen, all others must not. */
  marks: string[]
  /** Slugs under which it was public, and slugs of topics and authors that it was ever under. */
  slugs: string[]
  topics: string[]
  authors: string[]
  now: Standing
  /** Where its marks stand in its title alone, and no finding of it is among the newest without a scale. */
  isOfTitle?: true
}

/** One request, and what its answer must be. */
export type Sight = {
  path: string
  accept?: string
  status: number
  location?: string
  /** Must stand in the answer; must not. */
  shows: string[]
  hides: string[]
}

type Surface = { name: string; sights(article: Subject): Sight[] }

const othersThan = (all: string[], kept: string[]): string[] => all.filter((one) => !kept.includes(one))

const linkToArticle = (slug: string) => `/articles/${slug}"`
const locOf = (slug: string) => `/articles/${slug}</loc>`
const linkInRss = (slug: string) => `/articles/${slug}</link>`

/** A place that shows many articles: this one is among them, or nothing of it is. */
function amongOthers(article: Subject, path: string, isHere = true, linkTo = linkToArticle): Sight {
  const { now, marks, slugs } = article
  const isShown = now.is === 'public' && isHere
  const shows = isShown ? [now.mark, linkTo(now.slug)] : []
  return { path, status: 200, shows, hides: othersThan([...marks, ...slugs.map(linkTo)], shows) }
}

/** The same in a list for machines, which also names the edition. */
function inList(article: Subject, path: string, isHere = true): Sight {
  const sight = amongOthers(article, path, isHere)
  if (article.now.is !== 'public' || !isHere) return sight
  return { ...sight, shows: [...sight.shows, article.now.digest] }
}

type Form = { pathOf(slug: string): string; accept?: string; shows?(now: Standing & { is: 'public' }): string[] }

/** Each address that the article ever had, in one of its forms. */
function ownAddresses(article: Subject, { pathOf, accept, shows }: Form): Sight[] {
  const { now, marks, slugs } = article
  return slugs.map((slug) => {
    const asked = { path: pathOf(slug), ...(accept ? { accept } : {}) }
    if (now.is === 'unknown') return { ...asked, status: 404, shows: [], hides: marks }
    if (now.is === 'gone') return { ...asked, status: 410, shows: now.reason ? [now.reason] : [], hides: marks }
    if (slug !== now.slug) return { ...asked, status: 308, location: pathOf(now.slug), shows: [], hides: marks }
    const shown = [now.mark, ...(shows?.(now) ?? [])]
    return { ...asked, status: 200, shows: shown, hides: othersThan(marks, shown) }
  })
}

const inJson = ({ edition, digest }: Standing & { is: 'public' }) => [`"edition":${edition}`, `"digest":"${digest}"`]
const isUnder = (article: Subject, kind: 'topics' | 'authors', slug: string) =>
  article.now.is === 'public' && article.now[kind].includes(slug)

const api = '/api/v1/articles'

/** The failure index in each form, and how an article is linked to there. */
const indexForms: { form: string; linkTo?: (slug: string) => string }[] = [
  { form: '' },
  { form: '.json' },
  { form: '.csv', linkTo: (slug) => `/failures/${slug}.b1"` },
  { form: '.md', linkTo: (slug) => `/articles/${slug})` },
]

/** Where an article can show. A new surface is one line here, and every event is held against it. */
export const surfaces: Surface[] = [
  { name: 'home', sights: (a) => [amongOthers(a, '/')] },
  { name: 'list of all', sights: (a) => [amongOthers(a, '/articles')] },
  { name: 'topic', sights: (a) => a.topics.map((t) => amongOthers(a, `/topics/${t}`, isUnder(a, 'topics', t))) },
  { name: 'author', sights: (a) => a.authors.map((p) => amongOthers(a, `/authors/${p}`, isUnder(a, 'authors', p))) },
  { name: 'RSS', sights: (a) => [amongOthers(a, '/feeds/all.rss', true, linkInRss)] },
  { name: 'Atom', sights: (a) => [amongOthers(a, '/feeds/all.atom')] },
  { name: 'JSON Feed', sights: (a) => [amongOthers(a, '/feeds/all.json')] },
  {
    name: 'feed of a topic',
    sights: (a) => a.topics.map((t) => amongOthers(a, `/feeds/topics/${t}.atom`, isUnder(a, 'topics', t))),
  },
  {
    name: 'feed of an author',
    sights: (a) => a.authors.map((p) => amongOthers(a, `/feeds/authors/${p}.json`, isUnder(a, 'authors', p))),
  },
  {
    name: 'feed of corrections',
    sights: ({ now, marks }) => {
      const hides = now.is === 'public' ? othersThan(marks, [now.mark]) : marks
      return [{ path: '/feeds/corrections.json', status: 200, shows: [], hides }]
    },
  },
  {
    name: 'sitemap',
    sights: ({ now, marks, slugs }) => {
      const shows = now.is === 'public' ? [locOf(now.slug)] : []
      const hides = othersThan([...marks, ...slugs.map(locOf)], shows)
      return [{ path: '/sitemaps/articles.xml', status: 200, shows, hides }]
    },
  },
  { name: 'llms.txt', sights: (a) => [amongOthers(a, '/llms.txt', true, (slug) => `/articles/${slug}.md)`)] },
  { name: 'llms-full.txt', sights: (a) => [amongOthers(a, '/llms-full.txt', true, (slug) => `/articles/${slug}\n`)] },
  {
    name: 'page',
    sights: (a) =>
      ownAddresses(a, {
        pathOf: (slug) => `/articles/${slug}`,
        shows: ({ slug, edition }) => [`/articles/${slug}"`, `#page_editions">${edition}, <time`],
      }),
  },
  {
    name: 'page of its newest edition',
    sights: (a) =>
      ownAddresses(a, {
        pathOf: (slug) => `/articles/${slug}/editions/${a.now.is === 'public' ? a.now.edition : 1}`,
      }),
  },
  { name: 'Markdown', sights: (a) => ownAddresses(a, { pathOf: (slug) => `/articles/${slug}.md` }) },
  {
    name: 'Markdown as asked for',
    sights: (a) =>
      ownAddresses(a, { pathOf: (slug) => `/articles/${slug}`, accept: 'text/markdown' }).map((sight) =>
        sight.location ? { ...sight, location: `${sight.location}.md` } : sight,
      ),
  },
  { name: 'JSON', sights: (a) => ownAddresses(a, { pathOf: (slug) => `/articles/${slug}.json`, shows: inJson }) },
  {
    name: 'citation as BibTeX',
    sights: (a) =>
      ownAddresses(a, {
        pathOf: (slug) => `/articles/${slug}/cite.bib`,
        shows: ({ slug, edition }) => [`@misc{${slug}-${edition},`, `/articles/${slug}/editions/${edition}}`],
      }),
  },
  {
    name: 'citation as CSL-JSON',
    sights: (a) =>
      ownAddresses(a, {
        pathOf: (slug) => `/articles/${slug}/cite.csl.json`,
        shows: ({ slug, edition }) => [`/articles/${slug}/editions/${edition}"`],
      }),
  },
  { name: 'API list', sights: (a) => [inList(a, `${api}?limit=100`)] },
  { name: 'API list, newest change first', sights: (a) => [inList(a, `${api}?sort=modifiedAt`)] },
  { name: 'API topic', sights: (a) => a.topics.map((t) => inList(a, `${api}?topic=${t}`, isUnder(a, 'topics', t))) },
  {
    name: 'API author, with bodies',
    sights: (a) => a.authors.map((p) => inList(a, `${api}?author=${p}&include=body`, isUnder(a, 'authors', p))),
  },
  { name: 'API article', sights: (a) => ownAddresses(a, { pathOf: (slug) => `${api}/${slug}`, shows: inJson }) },
  {
    name: 'API article by id',
    sights: (a) =>
      ownAddresses(
        { ...a, slugs: [a.now.is === 'public' ? a.now.slug : a.publicId] },
        {
          pathOf: () => `${api}/${a.publicId}`,
          shows: inJson,
        },
      ),
  },
  {
    name: 'API editions',
    // What was public stays to be read; what never was, stands nowhere.
    sights: (a) =>
      ownAddresses(a, { pathOf: (slug) => `${api}/${slug}/editions` }).map((sight) =>
        sight.status === 200 ? { ...sight, shows: [sight.shows[0] ?? ''], hides: [] } : sight,
      ),
  },
  { name: 'API findings', sights: (a) => [amongOthers(a, '/api/v1/findings?limit=100')] },
  {
    name: 'API findings of a topic',
    sights: (a) =>
      a.topics.map((t) => amongOthers(a, `/api/v1/findings?topic=${t}&kind=break`, isUnder(a, 'topics', t))),
  },
  {
    name: 'API search',
    sights: (a) => {
      const isPublic = a.now.is === 'public'
      const words = a.now.is === 'public' ? a.now.mark : (a.marks[0] ?? '')
      const path = `/api/v1/search?q=${encodeURIComponent(`"${words}"`)}`
      // Words that are like it and public may be offered instead.
      return [isPublic ? amongOthers(a, path) : { path, status: 200, shows: ['"data":[]'], hides: [] }]
    },
  },
  {
    name: 'search',
    // The words that were asked stand in the page in any case, and those that were found in parts.
    sights: ({ now, marks, slugs }) => {
      const q = now.is === 'public' ? now.mark : (marks[0] ?? '')
      const shows = now.is === 'public' ? [linkToArticle(now.slug)] : []
      const hides = othersThan([...marks, ...slugs.map(linkToArticle)], [...shows, q])
      return [{ path: `/search?${new URLSearchParams({ q: `"${q}"` })}`, status: 200, shows, hides }]
    },
  },
  {
    name: 'API changes',
    // It names articles by their addresses, never by their words.
    sights: ({ marks }) => [{ path: '/api/v1/changes?limit=100', status: 200, shows: [], hides: marks }],
  },
  {
    name: 'examples of the API',
    // Answers of the moment, of the newest article and of a search for a word of it.
    sights: ({ now, marks }) => {
      const hides = now.is === 'public' ? othersThan(marks, [now.mark]) : marks
      return [{ path: '/developers', status: 200, shows: [], hides }]
    },
  },
  ...indexForms.map(
    ({ form, linkTo }): Surface => ({
      name: `failure index${form}, of a topic`,
      sights: (a) =>
        a.topics.map((t) => amongOthers(a, `/failures${form}?topic=${t}`, isUnder(a, 'topics', t), linkTo)),
    }),
  ),
  ...['/failures', '/failures/at/100', '/failures/at/100k'].map(
    (path): Surface => ({
      name: 'failure index, or what breaks at a size',
      // Longer than what fits on a page; nothing of what was may stand on it.
      sights: (a) => {
        const { hides, shows, ...sight } = amongOthers(a, path)
        return [{ ...sight, shows: [], hides: othersThan(hides, shows) }]
      },
    }),
  ),
  {
    name: 'failure index, by words',
    sights: (a) => {
      const isPublic = a.now.is === 'public' && !a.isOfTitle
      const path = `/failures?q=${a.now.is === 'public' ? a.now.mark : a.marks[0]}`
      // The words asked for stand in its form in any case.
      return [
        isPublic
          ? amongOthers(a, path)
          : { path, status: 200, shows: ['No break in the index'], hides: a.slugs.map(linkToArticle) },
      ]
    },
  },
  {
    name: 'oEmbed',
    // Whoever embeds an old address is told of what stands at the new one.
    sights: ({ now, slugs, marks }) =>
      slugs.map((slug) => ({
        path: `/oembed?url=${encodeURIComponent(`${siteUrl}/articles/${slug}`)}`,
        ...(now.is === 'public'
          ? { status: 200, shows: [now.mark], hides: othersThan(marks, [now.mark]) }
          : { status: 404, shows: [], hides: marks }),
      })),
  },
  {
    name: 'finding',
    sights: ({ now, slugs, marks }) =>
      slugs.map((slug) => {
        const path = `/failures/${slug}.b1`
        if (now.is === 'unknown') return { path, status: 404, shows: [], hides: marks }
        if (now.is === 'gone') return { path, status: 410, shows: now.reason ? [now.reason] : [], hides: marks }
        if (slug !== now.slug)
          return { path, status: 308, location: `/failures/${now.slug}.b1`, shows: [], hides: marks }
        const shown = [now.mark, `/articles/${now.slug}#b1"`]
        return { path, status: 200, shows: shown, hides: othersThan(marks, shown) }
      }),
  },
]
