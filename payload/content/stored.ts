import type { Payload, PayloadRequest } from 'payload'
import { publicIdsOf } from '#collections/articles/public-ids.ts'
import { IncompleteError, type ArticleDocument as Stored, toArticle } from '#collections/articles/to-article.ts'
import { withReferences } from '#collections/articles/typed-links.ts'
import { databaseOf } from '#platform/db.ts'
import {
  type ArticleRef,
  articleLinksOf,
  type Body,
  type MediaRef,
  mediaIdsOf,
  toMarkdown,
} from '#publication/article/index.ts'

/** A stored article with what the main row says of it. */
export type StoredArticle = Stored & { _status?: 'draft' | 'published' | null; deletedAt?: string | null }

export type StoredPicture = {
  id: number
  publicId: string
  filename: string
  alt: string
  credit?: string | null
  focalX?: number | null
  focalY?: number | null
}

/** What an article's file names by slug or by file name. */
export type Names = {
  topics: ReadonlyMap<number, string>
  authors: ReadonlyMap<number, string>
  /** slugs by public id, drafts too */
  articles: ReadonlyMap<string, string>
  /** file names of stored pictures by public id */
  pictures: ReadonlyMap<string, string>
}

/** What tells articles apart. The slug is the one that its file has: of a draft, that of the newest version. */
export type IndexedArticle = {
  id: number
  publicId: string
  slug: string | null
  deletedAt?: string | null
  _status?: string | null
  /** It is published, and somebody has written on since. */
  hasDraft?: boolean
}

/** Every article, those in the trash too. @param req reads inside its transaction */
export async function articleIndex(payload: Payload, req?: PayloadRequest): Promise<IndexedArticle[]> {
  const rows = async (draft: boolean) => {
    const { docs } = await payload.find({
      collection: 'articles',
      depth: 0,
      draft,
      pagination: false,
      trash: true,
      showHiddenFields: true,
      overrideAccess: true,
      select: { slug: true, publicId: true, deletedAt: true, _status: true } as never,
      ...(req && { req }),
    })
    return docs as unknown as IndexedArticle[]
  }
  const newest = new Map((await rows(true)).map((row) => [row.id, row]))
  return (await rows(false)).map((row) =>
    row._status === 'published'
      ? { ...row, hasDraft: newest.get(row.id)?._status === 'draft' }
      : { ...row, slug: newest.get(row.id)?.slug ?? row.slug },
  )
}

type Row = { id: number; slug: string; publicId: string; filename: string }

async function all(payload: Payload, collection: 'topics' | 'authors' | 'media', req?: PayloadRequest) {
  const { docs } = await payload.find({
    collection,
    depth: 0,
    pagination: false,
    showHiddenFields: true,
    overrideAccess: true,
    select: (collection === 'media' ? { filename: true, publicId: true } : { slug: true, publicId: true }) as never,
    ...(req && { req }),
  })
  return docs as unknown as Row[]
}

/** @param req reads inside its transaction @param index the articles, where they have been read already */
export async function namesOf(payload: Payload, req?: PayloadRequest, index?: IndexedArticle[]): Promise<Names> {
  const topics = await all(payload, 'topics', req)
  const authors = await all(payload, 'authors', req)
  const articles = index ?? (await articleIndex(payload, req))
  const pictures = await all(payload, 'media', req)
  return {
    topics: new Map(topics.map((row) => [row.id, row.slug])),
    authors: new Map(authors.map((row) => [row.id, row.slug])),
    articles: new Map(articles.flatMap((row) => (row.slug && !row.deletedAt ? [[row.publicId, row.slug]] : []))),
    pictures: new Map(pictures.map((row) => [row.publicId, row.filename])),
  }
}

/** How a picture is named in a folder of content. */
export const pictureName = (publicId: string, filename: string): string =>
  `${publicId}.${filename.slice(filename.lastIndexOf('.') + 1)}`

/** The articles that a body leads to as files have them: by path, public or not, with the findings that are named. */
export function fileArticles(body: Body, slugs: Names['articles']): Map<string, ArticleRef> {
  const articles = new Map<string, ArticleRef>()
  for (const { id, finding } of articleLinksOf(body)) {
    const slug = slugs.get(id)
    if (!slug) continue
    const article = articles.get(id) ?? { id, path: `/articles/${slug}`, title: '', deck: '', findings: [] }
    if (finding) article.findings.push({ id: finding, title: '' })
    articles.set(id, article)
  }
  return articles
}

/** Pictures as files have them: beside the article. */
function filePictures(body: Body, names: Names['pictures']): Map<string, MediaRef> {
  const pictures = new Map<string, MediaRef>()
  for (const id of mediaIdsOf(body)) {
    const filename = names.get(id)
    // An empty text of the article's own stays empty: the picture's stands in the list of pictures.
    const bare = { alt: '', width: null, height: null, credit: null, focal: null, sizes: [] }
    if (filename) pictures.set(id, { id, path: `media/${pictureName(id, filename)}`, ...bare })
  }
  return pictures
}

/** Leads nowhere: of a link to an article that was deleted for good the words stay, as they do in public. */
const gone = `a_${'0'.repeat(26)}`

const never = '1970-01-01T00:00:00.000Z'

/**
 * The file of a stored article: of a published one what is published, of any other its newest draft.
 * @throws IncompleteError for a draft that no file can say
 */
export async function fileOf(
  payload: Payload,
  doc: StoredArticle,
  names: Names,
): Promise<{ text: string; pictures: string[] }> {
  const isDraft = doc._status !== 'published'
  const ids = await publicIdsOf(doc, databaseOf(payload))
  const articles = { get: (id: number) => ids.articles.get(id) ?? gone }
  const said = toArticle({ ...doc, publishedAt: doc.publishedAt ?? never }, { ...ids, articles })
  // An address of ours that somebody typed is written as what it leads to.
  const article = await withReferences(said, databaseOf(payload))
  const media = filePictures(article.body, names.pictures)
  const slugs = (values: Stored['topics'], map: ReadonlyMap<number, string>) =>
    values.flatMap((value) => map.get(typeof value === 'number' ? value : value.id) ?? [])
  const text = toMarkdown(
    {
      id: article.id,
      title: article.title,
      deck: article.deck,
      slug: article.slug,
      topics: slugs(doc.topics, names.topics),
      authors: slugs(doc.authors, names.authors),
      ...(doc.publishedAt && { publishedAt: article.publishedAt }),
      ...(isDraft && { status: 'draft' as const }),
      call: article.call,
      takeaways: article.takeaways,
      seo: article.seo,
      cover: article.cover,
      body: article.body,
    },
    { media, articles: fileArticles(article.body, names.articles) },
  )
  return { text, pictures: [...media.keys()] }
}

export { IncompleteError }

/** Stored articles one after the other: published ones as they are published, others as their newest draft. */
export async function* storedArticles(payload: Payload, slugs: string[]): AsyncGenerator<StoredArticle> {
  for (const { id, slug, deletedAt, _status } of await articleIndex(payload)) {
    if (deletedAt || (slugs.length > 0 && !slugs.includes(slug ?? ''))) continue
    yield await storedArticle(payload, id, _status !== 'published')
  }
}

/** @param isDraft reads its newest version, published or not */
export async function storedArticle(payload: Payload, id: number, isDraft: boolean): Promise<StoredArticle> {
  const shared = { collection: 'articles', depth: 0, overrideAccess: true, showHiddenFields: true } as const
  return (await payload.findByID({ ...shared, id, draft: isDraft })) as unknown as StoredArticle
}
