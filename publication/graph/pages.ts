import type { Author } from '../edition/index.ts'
import {
  breadcrumbs,
  type Graph,
  graphOf,
  isSite,
  type ListedTopic,
  listOf,
  organization,
  person,
  personId,
  type Site,
  siteGraph,
  website,
} from './nodes.ts'

type Listed = readonly { path: string }[]

/** The home page: the site, who publishes it, and what is newest. */
export const homeGraph = (articles: Listed, site: Site): Graph =>
  graphOf([
    { ...website(site), mainEntity: { '@id': `${site.origin}/#newest` } },
    organization(site),
    { ...listOf(articles, site), '@id': `${site.origin}/#newest` },
  ])

/** A topic: its page as a collection of articles. */
export const topicGraph = (topic: ListedTopic, articles: Listed, site: Site): Graph =>
  siteGraph(
    [
      {
        '@type': 'CollectionPage',
        '@id': `${site.origin}${topic.path}#page`,
        url: site.origin + topic.path,
        name: topic.name,
        description: topic.description || undefined,
        isPartOf: isSite(site),
        mainEntity: listOf(articles, site),
      },
      breadcrumbs([topic], site),
    ],
    site,
  )

/** An author: a page about a person. */
export const authorGraph = (author: Author, articles: Listed, site: Site): Graph =>
  siteGraph(
    [
      {
        '@type': 'ProfilePage',
        '@id': `${site.origin}${author.path}#page`,
        url: site.origin + author.path,
        name: author.name,
        isPartOf: isSite(site),
        mainEntity: { '@id': personId(author, site) },
        hasPart: listOf(articles, site),
      },
      person(author, site),
      breadcrumbs([author], site),
    ],
    site,
  )
