import type { Author, Topic } from '../edition/index.ts'

/** One thing of a graph, as schema.org's vocabulary names it. Absent fields are left out when it is written. */
export type GraphNode = { '@type': string | string[]; '@id'?: string } & Record<string, unknown>

/** What every graph of the site says of itself. `origin` has no slash at its end. */
export type Site = { origin: string; name: string; deck: string }

/** A whole graph, ready to be written into a page. */
export type Graph = { '@context': 'https://schema.org'; '@graph': GraphNode[] }

export const graphOf = (nodes: GraphNode[]): Graph => ({ '@context': 'https://schema.org', '@graph': nodes })

const organizationId = ({ origin }: Site): string => `${origin}/#organization`
const siteId = ({ origin }: Site): string => `${origin}/#website`

/** Only its id: what it names is another node of the same graph. */
export const isOrganization = (site: Site) => ({ '@id': organizationId(site) })
export const isSite = (site: Site) => ({ '@id': siteId(site) })

/** Who publishes, with what they bind themselves to. */
export const organization = (site: Site): GraphNode => ({
  '@type': 'Organization',
  '@id': organizationId(site),
  name: site.name,
  url: `${site.origin}/`,
  description: site.deck,
  logo: { '@type': 'ImageObject', url: `${site.origin}/touch-180.png`, width: 180, height: 180 },
  publishingPrinciples: `${site.origin}/about`,
  correctionsPolicy: `${site.origin}/about#corrections`,
  ethicsPolicy: `${site.origin}/about#ethics`,
  ownershipFundingInfo: `${site.origin}/about#ethics`,
})

/** The site, and how it is searched. */
export const website = (site: Site): GraphNode => ({
  '@type': 'WebSite',
  '@id': siteId(site),
  name: site.name,
  url: `${site.origin}/`,
  description: site.deck,
  inLanguage: 'en-GB',
  license: `${site.origin}/licence`,
  publisher: isOrganization(site),
  potentialAction: {
    '@type': 'SearchAction',
    target: { '@type': 'EntryPoint', urlTemplate: `${site.origin}/search?q={search_term_string}` },
    'query-input': 'required name=search_term_string',
  },
})

export const personId = ({ path }: Pick<Author, 'path'>, { origin }: Site): string => `${origin}${path}#person`

/** An author; of one whose record was not read, the name alone. */
export const person = (author: Pick<Author, 'name' | 'path'> & Partial<Author>, site: Site): GraphNode => ({
  '@type': 'Person',
  '@id': personId(author, site),
  name: author.name,
  url: site.origin + author.path,
  description: author.bio || undefined,
  sameAs: author.links && author.links.length > 0 ? author.links.map(({ url }) => url) : undefined,
})

/** A graph that ends in what each says: which site it is of, and whose. */
export const siteGraph = (nodes: GraphNode[], site: Site): Graph =>
  graphOf([...nodes, website(site), organization(site)])

/** The way to a page, from the home page on. The last step is the page itself. */
export const breadcrumbs = (steps: readonly { name: string; path: string }[], { origin, name }: Site): GraphNode => ({
  '@type': 'BreadcrumbList',
  '@id': `${origin}${steps.at(-1)?.path ?? '/'}#breadcrumbs`,
  itemListElement: [{ name, path: '/' }, ...steps].map((step, at) => ({
    '@type': 'ListItem',
    position: at + 1,
    name: step.name,
    item: origin + step.path,
  })),
})

/** A list of pages, by their addresses. */
export const listOf = (items: readonly { path: string }[], { origin }: Site): GraphNode => ({
  '@type': 'ItemList',
  numberOfItems: items.length,
  itemListElement:
    items.length === 0
      ? undefined
      : items.map(({ path }, at) => ({ '@type': 'ListItem', position: at + 1, url: origin + path })),
})

/** A graph as text that may stand in a page: whatever a title holds, it ends no script and begins no comment. */
export const graphText = (graph: Graph): string => JSON.stringify(graph).replaceAll('<', '\\u003c')

export type ListedTopic = Pick<Topic, 'name' | 'path' | 'description'>
