import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { visit } from 'unist-util-visit'
import { mdastToLexical } from '#collections/articles/mdast-to-lexical.ts'
import { pictureBytes } from '#collections/media/picture-store.ts'
import type { ArticleDocument } from '#publication/article/index.ts'
import { ContentError } from './content-error.ts'
import { positionAt } from './files.ts'
import { type Imported, importRecord } from './import-records.ts'
import { type ArticleStep, planArticles } from './plan.ts'
import { type ContentFolder, type PictureFile, readFolder } from './read-folder.ts'
import { namesOf, type StoredPicture } from './stored.ts'

/** What an import did, or with `isDryRun` would do. */
export type ImportReport = {
  articles: Pick<ArticleStep, 'file' | 'outcome' | 'diff'>[]
  records: { name: string; outcome: Imported }[]
}

type Options = { actor: string; slugs?: string[]; isDryRun?: boolean }
type Work = { payload: Payload; req: PayloadRequest; actor: string; report: ImportReport }

const contextOf = ({ actor }: Work, publicId: string | null = null) => ({ actor, isImport: true, publicId })

async function writeRecords(work: Work, { topics, authors }: ContentFolder): Promise<void> {
  const { payload, req, report } = work
  const context = contextOf(work)
  for (const [index, topic] of (topics ?? []).entries()) {
    const data = { ...topic, position: topic.position ?? positionAt(index) }
    report.records.push({
      name: `topic ${topic.slug}`,
      outcome: await importRecord(payload, 'topics', data, { context, req }),
    })
  }
  for (const author of authors ?? []) {
    const data = { ...author, disclosure: author.disclosure ?? null }
    report.records.push({
      name: `author ${author.slug}`,
      outcome: await importRecord(payload, 'authors', data, { context, req }),
    })
  }
}

/** What a list of pictures says of one, where it says it. */
function lookOf({ alt, entry }: PictureFile): {
  alt: string
  credit?: string | null
  focalX?: number
  focalY?: number
} {
  if (!entry) return { alt }
  const [focalX, focalY] = entry.focal ?? [50, 50]
  return { alt: entry.alt, credit: entry.credit ?? null, focalX, focalY }
}

const mimeOf: Record<string, string> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

async function writePicture(work: Work, picture: PictureFile): Promise<Imported> {
  const { payload, req } = work
  const { id: publicId, data, extension } = picture
  const shared = { collection: 'media', overrideAccess: true, req, context: contextOf(work, publicId) } as const
  const found = await payload.find({
    collection: 'media',
    where: { publicId: { equals: publicId } },
    depth: 0,
    overrideAccess: true,
    showHiddenFields: true,
    req,
  })
  const kept = found.docs[0] as unknown as StoredPicture | undefined
  const file = { data, mimetype: mimeOf[extension] ?? '', name: `${publicId}.${extension}`, size: data.length }
  const look = lookOf(picture)
  // With a file Payload takes a 0 for no focal point; said by itself it is kept.
  const refocus = async (id: number | string) => {
    const { focalX, focalY } = look
    if (focalX === 0 || focalY === 0) await payload.update({ ...shared, id, data: { focalX, focalY } as never })
  }
  if (!kept) {
    const { id } = await payload.create({ ...shared, data: look as never, file })
    await refocus(id)
    return 'created'
  }
  const bytes = await pictureBytes(kept.filename).catch(() => null)
  const isSame = bytes?.equals(data) === true
  const current = { alt: kept.alt, credit: kept.credit || null, focalX: kept.focalX ?? 50, focalY: kept.focalY ?? 50 }
  // A text that only the article gives is the article's, and not the picture's own.
  const saysSame =
    !picture.entry || Object.entries(look).every(([key, value]) => current[key as keyof typeof current] === value)
  if (isSame && saysSame) return 'unchanged'
  await payload.update({ ...shared, id: kept.id, data: (picture.entry ? look : {}) as never, ...(!isSame && { file }) })
  if (!isSame) await refocus(kept.id)
  return 'updated'
}

type Ids = {
  topics: Map<string, number>
  authors: Map<string, number>
  media: Map<string, number>
  articles: Map<string, number>
}

async function idsOf({ payload, req }: Work): Promise<Ids> {
  const names = await namesOf(payload, req)
  const swapped = (map: ReadonlyMap<number, string>) => new Map([...map].map(([id, slug]) => [slug, id]))
  const numbers = async (collection: 'media' | 'articles') => {
    const select = { publicId: true } as never
    const all = { depth: 0, pagination: false, showHiddenFields: true, overrideAccess: true } as const
    const { docs } = await payload.find({ collection, select, ...all, req })
    const rows = docs as unknown as { id: number; publicId: string }[]
    return new Map(rows.map(({ id, publicId }) => [publicId, id]))
  }
  return {
    topics: swapped(names.topics),
    authors: swapped(names.authors),
    media: await numbers('media'),
    articles: await numbers('articles'),
  }
}

/** The data that Payload stores of a document. */
function dataOf(document: ArticleDocument, ids: Ids, pictures: ContentFolder['pictures']) {
  const body = structuredClone(document.body)
  visit(body, 'image', (image) => {
    const picture = pictures.get(image.url.replace(/^\.\//, ''))
    if (picture) image.url = `media:${picture.id}`
  })
  return {
    title: document.title,
    deck: document.deck,
    slug: document.slug,
    topics: document.topics.map((slug) => ids.topics.get(slug)),
    authors: document.authors.map((slug) => ids.authors.get(slug)),
    publishedAt: document.publishedAt ?? null,
    call: document.call ?? { decision: '', holdsWhen: '', skipWhen: '', costOfWrong: '', undo: '' },
    takeaways: document.takeaways.map((text) => ({ text })),
    seo: { title: document.seo?.title ?? null, description: document.seo?.description ?? null },
    cover: { variant: document.cover?.variant ?? 0, calm: document.cover?.calm ?? false },
    body: mdastToLexical(body, {
      toId: (ref) => ids.media.get(ref) ?? null,
      articleId: (ref) => ids.articles.get(ref) ?? null,
    }),
  }
}

/** Articles that are new exist before any text is written: two of them may lead to each other. */
async function writeArticles(work: Work, steps: ArticleStep[], folder: ContentFolder): Promise<void> {
  const { payload, req } = work
  const shared = { collection: 'articles', overrideAccess: true, req } as const
  for (const { outcome, publicId, document } of steps) {
    if (outcome !== 'created') continue
    const { title, slug } = document
    const data = { title, slug, _status: 'draft' } as never
    await payload.create({ ...shared, data, draft: true, context: contextOf(work, publicId) })
  }
  const ids = await idsOf(work)
  for (const { file, outcome, publicId, document } of steps) {
    if (outcome === 'unchanged') continue
    const isDraft = document.status === 'draft'
    const data = { ...dataOf(document, ids, folder.pictures), _status: isDraft ? 'draft' : 'published' } as never
    try {
      const id = ids.articles.get(publicId) as number
      await payload.update({ ...shared, id, data, draft: isDraft, context: contextOf(work) })
    } catch (error) {
      throw new ContentError(file, null, error instanceof Error ? error.message : String(error))
    }
  }
}

/**
 * Brings a folder of content into the CMS through the hooks and the publish path of an editor's save, in one
 * transaction: all of it, or nothing. What says the same as what is stored is left alone.
 * @param options.slugs which articles; all when there are none
 * @throws ContentError naming file, line and reason
 */
export async function importFolder(payload: Payload, path: string, options: Options): Promise<ImportReport> {
  const { actor, slugs = [], isDryRun = false } = options
  const folder = await readFolder(path, slugs)
  const steps = await planArticles(payload, folder)
  const report: ImportReport = {
    articles: steps.map(({ file, outcome, diff }) => ({ file, outcome, diff })),
    records: [],
  }
  if (isDryRun) return report
  const req = await createLocalReq({ context: { actor, isImport: true } }, payload)
  const transaction = await payload.db.beginTransaction()
  if (transaction === null) throw new Error('The database gave no transaction; nothing was changed.')
  req.transactionID = transaction
  const work: Work = { payload, req, actor, report }
  try {
    await writeRecords(work, folder)
    for (const picture of folder.pictures.values()) {
      report.records.push({ name: `picture ${picture.file}`, outcome: await writePicture(work, picture) })
    }
    await writeArticles(work, steps, folder)
  } catch (error) {
    await payload.db.rollbackTransaction(transaction)
    throw error
  }
  await payload.db.commitTransaction(transaction)
  return report
}
