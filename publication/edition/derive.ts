import {
  type Article,
  articleIdsOf,
  bodyToHtml,
  bodyToText,
  mediaIdsOf,
  type References,
  readingMinutesOf,
  toMarkdown,
  wordsOf,
} from '../article/index.ts'
import type { current, editions, Plate } from '../tables/index.ts'
import { articlePath } from './paths.ts'

type CurrentRow = Omit<typeof current.$inferInsert, 'changedAt'>
type EditionRow = Pick<typeof editions.$inferSelect, 'id' | 'number' | 'digest' | 'createdAt'>

const slugsOf = (ids: string[], records: ReadonlyMap<string, { slug: string }>): string[] =>
  ids.flatMap((id) => records.get(id)?.slug ?? [])

/** The disposable row of an edition: the same edition and references always give the same row. */
export function derive(article: Article, edition: EditionRow, references: References, plate: Plate): CurrentRow {
  const words = wordsOf(article.body)
  return {
    articleId: article.id,
    editionId: edition.id,
    number: edition.number,
    digest: edition.digest,
    slug: article.slug,
    path: articlePath(article.slug),
    title: article.title,
    deck: article.deck,
    call: article.call,
    takeaways: article.takeaways,
    topicIds: article.topics,
    authorIds: article.authors,
    mediaIds: mediaIdsOf(article.body),
    linkIds: articleIdsOf(article.body),
    publishedAt: new Date(article.publishedAt),
    modifiedAt: edition.createdAt,
    words,
    readingMinutes: readingMinutesOf(words),
    findings: article.findings,
    sources: article.sources,
    seo: article.seo,
    cover: article.cover,
    body: article.body,
    plate,
    html: bodyToHtml(article.body, references),
    markdown: toMarkdown(
      {
        title: article.title,
        deck: article.deck,
        slug: article.slug,
        publishedAt: article.publishedAt,
        call: article.call,
        takeaways: article.takeaways,
        seo: article.seo,
        cover: article.cover,
        body: article.body,
        topics: slugsOf(article.topics, references.topics),
        authors: slugsOf(article.authors, references.authors),
      },
      references,
    ),
    text: bodyToText(article.body, references),
  }
}
