import { sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import {
  type Article,
  articleIdsOf,
  mediaIdsOf,
  type Passage,
  readingMinutesOf,
  wordDiff,
  wordsOf,
} from '../article/index.ts'
import { editionAt } from './editions.ts'
import { articlePath, authorPath, topicPath } from './paths.ts'
import { type Revised, read, referenceColumns } from './reads.ts'
import type { Current, Summary } from './records.ts'
import { articleRefOf, mediaRefOf } from './references.ts'
import type { CurrentRow } from './rows.ts'

/** An edition as a page shows it: its own words, beside what public records say today of what it refers to. */
export type Pinned = Pick<
  Current,
  | 'id'
  | 'slug'
  | 'path'
  | 'title'
  | 'deck'
  | 'call'
  | 'takeaways'
  | 'topics'
  | 'authors'
  | 'findings'
  | 'body'
  | 'media'
  | 'articles'
  | 'edition'
  | 'digest'
  | 'publishedAt'
  | 'modifiedAt'
  | 'readingMinutes'
>

type Row = Pick<CurrentRow, 'topics' | 'authors' | 'media' | 'articles'>

/** Records of two texts of one article: what the later one refers to and the earlier one did. */
async function recordsOf(articles: readonly Article[]): Promise<Revised<Row>> {
  const texts = (ids: string[]) => sql`${sql.param([...new Set(ids)])}::text[]`
  const { rows, ...seen } = await read<Row>(
    referenceColumns,
    sql`from (select ${texts(articles.flatMap(({ topics }) => topics))} as topic_ids,
      ${texts(articles.flatMap(({ authors }) => authors))} as author_ids,
      ${texts(articles.flatMap(({ body }) => mediaIdsOf(body)))} as media_ids,
      ${texts(articles.flatMap(({ body }) => articleIdsOf(body)))} as link_ids) as c`,
  )
  return { ...(rows[0] ?? { topics: [], authors: [], media: [], articles: [] }), ...seen }
}

/** What became of one text in another, by their digests and the revision that the records they refer to are of. */
const compared = new LRUCache<string, Passage[]>({ max: 200 })

/**
 * One edition of a public article to be read, and what has changed since, word by word; null when there is none of this
 * number, or none that is shown.
 */
export async function pinnedEdition(
  shown: Pick<Summary, 'id' | 'slug' | 'edition'>,
  number: number,
): Promise<Revised<{ pinned: Pinned | null; since: Passage[] }>> {
  const [{ edition: then, ...seen }, { edition: now }] = await Promise.all([
    editionAt(shown, number),
    editionAt(shown, shown.edition),
  ])
  if (!then || !now) return { pinned: null, since: [], ...seen }
  const { article } = then
  const records = await recordsOf([article, now.article])
  const media = records.media.map(mediaRefOf)
  const articles = records.articles.map(articleRefOf)
  const key = `${then.digest} ${now.digest} ${records.revision}`
  const byId = <Record extends { id: string }>(list: Record[]) => new Map(list.map((record) => [record.id, record]))
  const since = compared.get(key) ?? wordDiff(article, now.article, { media: byId(media), articles: byId(articles) })
  compared.set(key, since)
  const pinned: Pinned = {
    id: article.id,
    slug: shown.slug,
    path: articlePath(shown.slug),
    title: article.title,
    deck: article.deck,
    call: article.call,
    takeaways: article.takeaways,
    topics: records.topics
      .filter(({ id }) => article.topics.includes(id))
      .map(({ id, slug, name, loadCase }) => ({ id, slug, name, loadCase, path: topicPath(slug) })),
    authors: records.authors
      .filter(({ id }) => article.authors.includes(id))
      .map(({ id, slug, name }) => ({ id, slug, name, path: authorPath(slug) })),
    findings: article.findings,
    body: article.body,
    media,
    articles,
    edition: then.number,
    digest: then.digest,
    publishedAt: article.publishedAt,
    modifiedAt: then.modifiedAt,
    readingMinutes: readingMinutesOf(wordsOf(article.body)),
  }
  return { pinned, since, ...seen }
}
