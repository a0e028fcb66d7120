import type { Payload } from 'payload'
import { mdastToLexical } from '#collections/articles/mdast-to-lexical.ts'
import { publicIdsOf } from '#collections/articles/public-ids.ts'
import { type ArticleDocument, toArticle } from '#collections/articles/to-article.ts'
import { databaseOf } from '#platform/db.ts'
import { canonicalText, type parseDocument } from '#publication/article/index.ts'
import type { Imported } from './import-records.ts'

type Document = ReturnType<typeof parseDocument>

/** Thrown when a document names something that the CMS does not have. */
class ImportError extends Error {}

async function idsOf(payload: Payload, collection: 'topics' | 'authors', slugs: string[]): Promise<number[]> {
  const { docs } = await payload.find({ collection, where: { slug: { in: slugs } }, depth: 0, pagination: false })
  const bySlug = new Map(docs.map((doc) => [String((doc as { slug?: unknown }).slug), Number(doc.id)]))
  const missing = slugs.filter((slug) => !bySlug.has(slug))
  if (missing.length > 0)
    throw new ImportError(`There is no ${collection.slice(0, -1)} “${missing.join('”, “')}”. Add it first.`)
  return slugs.map((slug) => bySlug.get(slug) as number)
}

async function dataOf(payload: Payload, document: Document) {
  const media = {
    toId: (ref: string): number => {
      throw new ImportError(`The picture ${ref} is not in the CMS. Upload it first.`)
    },
    articleId: (ref: string): number => {
      throw new ImportError(`The article ${ref} is not in the CMS. Import it first.`)
    },
  }
  return {
    title: document.title,
    deck: document.deck,
    slug: document.slug,
    topics: await idsOf(payload, 'topics', document.topics),
    authors: await idsOf(payload, 'authors', document.authors),
    publishedAt: document.publishedAt ?? null,
    call: document.call ?? { decision: '', holdsWhen: '', skipWhen: '', costOfWrong: '', undo: '' },
    takeaways: document.takeaways.map((text) => ({ text })),
    seo: { title: document.seo?.title ?? null, description: document.seo?.description ?? null },
    cover: { variant: document.cover?.variant ?? 0, calm: document.cover?.calm ?? false },
    body: mdastToLexical(document.body, media),
  }
}

/**
 * Publishes a Markdown document through the same hooks, transaction and publish path as an editor's save.
 * A document that says what is stored already changes nothing.
 * @throws ImportError, or Payload's ValidationError, in words
 */
export async function importArticle(payload: Payload, document: Document, actor: string): Promise<Imported> {
  const data = await dataOf(payload, document)
  const found = await payload.find({
    collection: 'articles',
    where: { slug: { equals: document.slug } },
    depth: 0,
    limit: 1,
    draft: false,
    showHiddenFields: true,
  })
  const kept = found.docs[0] as unknown as (ArticleDocument & { _status?: string }) | undefined
  const shared = { collection: 'articles', context: { actor }, overrideAccess: true } as const
  const published = { ...data, _status: 'published' } as never
  if (!kept) {
    await payload.create({ ...shared, data: published })
    return 'created'
  }
  if (kept._status === 'published') {
    const ids = await publicIdsOf(kept, databaseOf(payload))
    const wanted = { ...kept, ...data, publishedAt: data.publishedAt ?? kept.publishedAt ?? null }
    if (canonicalText(toArticle(kept, ids)) === canonicalText(toArticle(wanted, ids))) return 'unchanged'
  }
  await payload.update({ ...shared, id: kept.id, data: published })
  return 'updated'
}
