import type { Payload, PayloadRequest } from 'payload'
import { visit } from 'unist-util-visit'
import { publicIdsOf } from '#collections/articles/public-ids.ts'
import { IncompleteError, type ArticleDocument as Stored, toArticle } from '#collections/articles/to-article.ts'
import { withReferences } from '#collections/articles/typed-links.ts'
import { databaseOf } from '#platform/db.ts'
import { type ArticleRef, articleLinkIn, type Body, type MediaRef, toMarkdown } from '#publication/article/index.ts'

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
  const newest = new Map((await rows(true)).map((row) => [row.id, row.slug]))
  return (await rows(false)).map((row) =>
    row._status === 'published' ? row : { ...row, slug: newest.get(row.id) ?? row.slug },
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

/** @param req reads inside its transaction */
export async function namesOf(payload: Payload, req?: PayloadRequest): Promise<Names> {
  const topics = await all(payload, 'topics', req)
  const authors = await all(payload, 'authors', req)
  const articles = await articleIndex(payload, req)
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

/** References as files have them: paths of articles, whether they are public or not, and files beside the article. */
function referencesOf(body: Body, names: Names) {
  const mentioned = new Map<string, Set<string>>()
  const pictures = new Map<string, MediaRef>()
  const mention = (url: string | null | undefined) => {
    const link = articleLinkIn(url ?? '')
    if (!link) return
    const findings = mentioned.get(link.id) ?? new Set()
    if (link.finding) findings.add(link.finding)
    mentioned.set(link.id, findings)
  }
  visit(body, (node) => {
    if (node.type === 'link') mention(node.url)
    if (node.type === 'leafDirective') mention(node.attributes?.['to'])
    if (node.type !== 'image') return
    const id = node.url.replace(/^media:/, '')
    const filename = names.pictures.get(id)
    if (!filename) return
    // An empty text of the article's own stays empty: the picture's stands in the list of pictures.
    const bare = { alt: '', width: null, height: null, credit: null, focal: null, sizes: [] }
    pictures.set(id, { id, path: `media/${pictureName(id, filename)}`, ...bare })
  })
  const articles = new Map<string, ArticleRef>()
  for (const [id, findings] of mentioned) {
    const slug = names.articles.get(id)
    const known = [...findings].map((finding) => ({ id: finding, title: '' }))
    if (slug) articles.set(id, { id, path: `/articles/${slug}`, title: '', deck: '', findings: known })
  }
  return { media: pictures, articles }
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
  const references = referencesOf(article.body, names)
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
    references,
  )
  return { text, pictures: [...references.media.keys()] }
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
