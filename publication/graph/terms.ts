import type { Finding } from '../article/index.ts'
import { type Failure, failuresPath, findingPath, type ListedFinding } from '../edition/index.ts'
import { breadcrumbs, type Graph, type GraphNode, isOrganization, isSite, type Site, siteGraph } from './nodes.ts'

const indexName = 'The failure index'

const setId = ({ origin }: Site): string => origin + failuresPath

/** A finding as a term; of a break also the set that it is in. @param slug of its article */
export function termOf(finding: Finding, slug: string, site: Site): GraphNode {
  const { id, kind, title } = finding
  const url = site.origin + findingPath(slug, id)
  return {
    '@type': 'DefinedTerm',
    '@id': url,
    url,
    name: title,
    description: kind === 'break' && finding.shows ? `Shows up as: ${finding.shows}` : undefined,
    termCode: `${slug}.${id}`,
    inDefinedTermSet: kind === 'break' ? { '@id': setId(site) } : undefined,
  }
}

/** The failure index, as a set of terms. @param more what is said of it where it is shown */
export const failureIndex = (site: Site, more: Partial<GraphNode> = {}): GraphNode => ({
  '@type': 'DefinedTermSet',
  '@id': setId(site),
  url: setId(site),
  name: indexName,
  inLanguage: 'en-GB',
  publisher: isOrganization(site),
  ...more,
})

const idsOf = (failures: readonly Failure[], site: Site) =>
  failures.map(({ finding: { id, article } }) => ({ '@id': site.origin + findingPath(article.slug, id) }))

const termsOf = (failures: readonly Failure[], site: Site) =>
  failures.map(({ finding }) => termOf(finding, finding.article.slug, site))

/** The failure index: the set, and the breaks of it that are shown. */
export const failureIndexGraph = (failures: readonly Failure[], description: string, site: Site): Graph =>
  siteGraph(
    [
      failureIndex(site, {
        description,
        hasDefinedTerm: failures.length > 0 ? idsOf(failures, site) : undefined,
      }),
      ...termsOf(failures, site),
      breadcrumbs([{ name: indexName, path: failuresPath }], site),
    ],
    site,
  )

/** What breaks at a size: a page about those terms. @param page its name, path and description */
export const failuresAtGraph = (
  failures: readonly Failure[],
  page: { name: string; path: string; description: string },
  site: Site,
): Graph =>
  siteGraph(
    [
      {
        '@type': 'CollectionPage',
        '@id': `${site.origin}${page.path}#page`,
        url: site.origin + page.path,
        name: page.name,
        description: page.description,
        isPartOf: isSite(site),
        about: failures.length > 0 ? idsOf(failures, site) : undefined,
      },
      ...termsOf(failures, site),
      failureIndex(site),
      breadcrumbs([{ name: indexName, path: failuresPath }, page], site),
    ],
    site,
  )

/** The page of one finding: a page about a term, which is part of its article. */
export function findingGraph({ article, ...finding }: ListedFinding, site: Site): Graph {
  const path = findingPath(article.slug, finding.id)
  return siteGraph(
    [
      {
        '@type': 'WebPage',
        '@id': `${site.origin}${path}#page`,
        url: site.origin + path,
        name: finding.title,
        isPartOf: isSite(site),
        about: { '@id': site.origin + path },
        isBasedOn: site.origin + article.path,
      },
      termOf(finding, article.slug, site),
      failureIndex(site),
      breadcrumbs(
        [
          { name: article.title, path: article.path },
          { name: finding.title, path },
        ],
        site,
      ),
    ],
    site,
  )
}
