import { type Break, clipped } from '../article/index.ts'
import { articleCard, cardPath, cardSize } from '../card/index.ts'
import type { Author, Current } from '../edition/index.ts'
import {
  breadcrumbs,
  type Graph,
  type GraphNode,
  isOrganization,
  isSite,
  person,
  personId,
  type Site,
  siteGraph,
} from './nodes.ts'
import { failureIndex, termOf } from './terms.ts'

type Told = {
  article: Current
  /** records of its authors, as far as they were read */
  authors?: readonly Author[]
  site: Site
}

/** Search engines take no longer one. */
const longestHeadline = 110

const citationsOf = ({ sources }: Current): GraphNode[] =>
  sources.map(({ title, publisher, url }) => ({
    '@type': 'CreativeWork',
    name: title,
    url,
    publisher: { '@type': 'Organization', name: publisher },
  }))

const correctionsOf = ({ corrections, path }: Current, { origin }: Site): GraphNode[] =>
  corrections.map(({ edition, at, text }) => ({
    '@type': 'CorrectionComment',
    '@id': `${origin}${path}#correction-${edition}`,
    datePublished: at,
    text,
  }))

/** A list, or nothing: an empty one says nothing to anybody. */
const some = <Item>(items: readonly Item[]): readonly Item[] | undefined => (items.length > 0 ? items : undefined)

function articleNode({ article, site }: Told, breaks: readonly Break[]): GraphNode {
  const { origin } = site
  const url = origin + article.path
  const image = origin + cardPath(articleCard(article))
  return {
    '@type': ['Article', 'TechArticle'],
    '@id': `${url}#article`,
    mainEntityOfPage: url,
    url,
    identifier: article.id,
    headline: clipped(article.title, longestHeadline),
    name: article.title,
    alternativeHeadline: article.call?.decision,
    abstract: article.deck,
    // Search engines do not promise to read SVG, which the plates are.
    image: { '@type': 'ImageObject', url: image, ...cardSize, caption: article.plate?.alt },
    thumbnailUrl: image,
    datePublished: article.publishedAt,
    dateModified: article.modifiedAt,
    version: String(article.edition),
    author: article.authors.map((author) => ({ '@id': personId(author, site) })),
    publisher: isOrganization(site),
    isPartOf: isSite(site),
    articleSection: some(article.topics.map(({ name }) => name)),
    about: some(breaks.map(({ id }) => ({ '@id': `${origin}/failures/${article.slug}.${id}` }))),
    citation: some(citationsOf(article)),
    correction: some(correctionsOf(article, site)),
    isAccessibleForFree: true,
    wordCount: article.words,
    timeRequired: `PT${article.readingMinutes}M`,
    inLanguage: 'en-GB',
    license: `${origin}/licence`,
    encoding: { '@type': 'MediaObject', encodingFormat: 'text/markdown', contentUrl: `${url}.md` },
  }
}

/** Everything that search engines are told of an article, as one graph. */
export function articleGraph(told: Told): Graph {
  const { article, authors = [], site } = told
  const breaks = article.findings.filter((finding) => finding.kind === 'break')
  const [topic] = article.topics
  const steps = [...(topic ? [topic] : []), { name: article.title, path: article.path }]
  return siteGraph(
    [
      articleNode(told, breaks),
      breadcrumbs(steps, site),
      ...article.authors.map((author) => person(authors.find(({ id }) => id === author.id) ?? author, site)),
      ...breaks.map((each) => termOf(each, article.slug, site)),
      ...(breaks.length > 0 ? [failureIndex(site)] : []),
    ],
    site,
  )
}
