import type {
  Author,
  ChangePosition,
  Current,
  Edition,
  ListedChange,
  ListedEdition,
  ListedFinding,
  RecordPosition,
  SearchItem,
  Topic,
} from '../edition/index.ts'
import { type ListIdentity, writeCursor } from './cursor.ts'
import { writeChangePosition } from './parameters/changes.ts'
import { findingOf, presentCall } from './present.ts'
import type { EditionAnswer, EditionNoteAnswer } from './schemas/article.ts'
import type { ChangesAnswer } from './schemas/changes.ts'
import type { HitAnswer, ListedFindingAnswer } from './schemas/findings.ts'
import type { AuthorAnswer, TopicAnswer } from './schemas/records.ts'

const linksOf = (kind: 'topic' | 'author', slug: string, origin: string): TopicAnswer['links'] => {
  const page = `${origin}/${kind}s/${slug}`
  const feed = `${origin}/feeds/${kind}s/${slug}`
  return {
    html: page,
    json: `${page}.json`,
    articles: `${origin}/api/v1/articles?${kind}=${slug}`,
    rss: `${feed}.rss`,
    atom: `${feed}.atom`,
    jsonFeed: `${feed}.json`,
  }
}

/** A topic, built field by field. */
export const presentTopic = (topic: Topic, origin: string): TopicAnswer => ({
  id: topic.id,
  slug: topic.slug,
  url: origin + topic.path,
  name: topic.name,
  description: topic.description,
  loadCase: topic.loadCase,
  articleCount: topic.articles,
  images: {
    sheet: topic.sheets && { square: origin + topic.sheets.sheet, wide: origin + topic.sheets['sheet-wide'] },
  },
  links: linksOf('topic', topic.slug, origin),
})

/** An author, built field by field. */
export const presentAuthor = (author: Author, origin: string): AuthorAnswer => ({
  id: author.id,
  slug: author.slug,
  url: origin + author.path,
  name: author.name,
  bio: author.bio,
  disclosure: author.disclosure,
  profiles: author.links.map(({ label, url }) => ({ label, url })),
  articleCount: author.articles,
  links: linksOf('author', author.slug, origin),
})

const refOf = ({ id, slug, title, path, publishedAt }: Omit<ListedFinding['article'], 'load'>, origin: string) => ({
  id,
  slug,
  title,
  url: origin + path,
  publishedAt,
})

/** A finding with its article, built field by field. */
export const presentFinding = ({ article, ...finding }: ListedFinding, origin: string): ListedFindingAnswer => ({
  ...findingOf(finding, article.slug, origin),
  article: refOf(article, origin),
})

/** A result of a search, built field by field. */
export function presentHit(item: SearchItem, origin: string): HitAnswer {
  const excerpt = item.excerpt.map(({ text, isMatch }) => ({ text, match: isMatch }))
  switch (item.kind) {
    case 'finding': {
      const { id, finding: kind, status, title } = item
      const article = { id: item.article.id, slug: item.article.slug, title: item.article.title }
      const finding = { id, kind, status }
      const url = `${origin}/failures/${article.slug}.${id}`
      return { type: 'finding', title, url, excerpt, finding, article: { ...article, url: origin + item.article.path } }
    }
    case 'article': {
      const article = refOf(item, origin)
      return { type: 'article', title: item.title, url: article.url, excerpt, deck: item.deck, article }
    }
    case 'topic': {
      const { id, slug, name, path } = item
      return { type: 'topic', title: name, url: origin + path, excerpt, topic: { id, slug } }
    }
  }
}

const editionUrl = (articleId: string, number: number, origin: string): string =>
  `${origin}/api/v1/articles/${articleId}/editions/${number}`

/** An edition in the list of an article's editions, built field by field. */
export const presentEditionNote = (
  edition: ListedEdition,
  { id: articleId, corrections }: Pick<Current, 'id' | 'corrections'>,
  origin: string,
): EditionNoteAnswer => ({
  edition: edition.number,
  digest: edition.digest,
  title: edition.title,
  publishedAt: edition.publishedAt,
  modifiedAt: edition.modifiedAt,
  changes: edition.changes,
  corrections: corrections
    .filter((correction) => correction.edition === edition.number)
    .map(({ at, text }) => ({ at, text })),
  url: editionUrl(articleId, edition.number, origin),
})

/** One edition as it was published, built field by field. */
export const presentEdition = (
  { article, number, digest, modifiedAt, canonical }: Edition,
  origin: string,
): EditionAnswer => ({
  articleId: article.id,
  edition: number,
  digest,
  title: article.title,
  publishedAt: article.publishedAt,
  modifiedAt,
  url: editionUrl(article.id, number, origin),
  slug: article.slug,
  deck: article.deck,
  call: presentCall(article.call),
  takeaways: [...article.takeaways],
  topicIds: [...article.topics],
  authorIds: [...article.authors],
  findings: article.findings.map((finding) => {
    const { url: _, ...own } = findingOf(finding, article.slug, origin)
    return own
  }),
  sources: article.sources.map(({ title, publisher, url, checkedAt }) => ({ title, publisher, url, checkedAt })),
  body: article.body,
  canonical,
})

/** A page of the sequence of changes. `next` is the last one told, or the one that was asked from. */
export function presentChanges(
  { items, hasMore }: { items: readonly ListedChange[]; hasMore: boolean },
  asked: { after: ChangePosition | null; limit: number },
  origin: string,
): ChangesAnswer {
  const last = items.at(-1)?.position ?? asked.after
  return {
    data: items.map((change) => ({
      id: writeChangePosition(change.position),
      type: change.type,
      at: change.at,
      revision: change.position.seq,
      article: {
        id: change.articleId,
        slug: change.slug,
        url: `${origin}/articles/${change.slug}`,
        edition: change.edition,
        digest: change.digest,
        json: `${origin}/api/v1/articles/${change.articleId}`,
      },
      previousSlug: change.previousSlug,
      reason: change.reason,
    })),
    page: { next: last && writeChangePosition(last), limit: asked.limit, hasMore },
  }
}

/** A position among topics or authors as a cursor. */
export const recordCursor = ({ rank, name, id }: RecordPosition, identity: ListIdentity): string =>
  writeCursor([String(rank), encodeURIComponent(name), id], identity)
