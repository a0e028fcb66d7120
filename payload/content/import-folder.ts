import { sql } from 'drizzle-orm'
import { createLocalReq, type Payload } from 'payload'
import { visit } from 'unist-util-visit'
import { mdastToLexical } from '#collections/articles/mdast-to-lexical.ts'
import { type Tx, txOf } from '#platform/db.ts'
import type { ArticleDocument } from '#publication/article/index.ts'
import { ContentError } from './content-error.ts'
import { places, positionAt } from './files.ts'
import { contextOf, type Work, writePicture } from './import-picture.ts'
import { type Imported, importRecord } from './import-records.ts'
import { type ArticleStep, planArticles } from './plan.ts'
import { type ContentFolder, readFolder } from './read-folder.ts'
import { namesOf } from './stored.ts'

/** What an import did, or with `isDryRun` would do. */
export type ImportReport = {
  articles: Pick<ArticleStep, 'file' | 'outcome' | 'diff'>[]
  records: { name: string; outcome: Imported }[]
}

type Reported = Work & { report: ImportReport }
type Options = { actor: string; slugs?: string[]; isDryRun?: boolean }
/** What is refused only when it is written is told with its file. @throws ContentError */
async function of<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new ContentError(file, null, error instanceof Error ? error.message : String(error))
  }
}

async function writeRecords(work: Reported, { topics, authors }: ContentFolder): Promise<void> {
  const { payload, req, isDryRun, report } = work
  const within = { context: contextOf(work), req, isDryRun }
  for (const [index, topic] of (topics ?? []).entries()) {
    const data = { ...topic, position: topic.position ?? positionAt(index) }
    const outcome = await of(places.topics, () => importRecord(payload, 'topics', data, within))
    report.records.push({ name: `topic ${topic.slug}`, outcome })
  }
  for (const author of authors ?? []) {
    const data = { ...author, disclosure: author.disclosure ?? null }
    const outcome = await of(places.authors, () => importRecord(payload, 'authors', data, within))
    report.records.push({ name: `author ${author.slug}`, outcome })
  }
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

/** All that articles refer to. */
async function writeAround(work: Reported, folder: ContentFolder): Promise<void> {
  await writeRecords(work, folder)
  for (const picture of folder.pictures.values()) {
    const outcome = await of(picture.file, () => writePicture(work, picture))
    work.report.records.push({ name: `picture ${picture.file}`, outcome })
  }
}

/** Articles that are new exist before any text is written: two of them may lead to each other. */
async function writeArticles(work: Work, steps: ArticleStep[], folder: ContentFolder): Promise<void> {
  const { payload, req } = work
  const shared = { collection: 'articles', overrideAccess: true, req } as const
  for (const { file, outcome, publicId, document } of steps) {
    if (outcome !== 'created') continue
    const { title, slug } = document
    const data = { title, slug, _status: 'draft' } as never
    await of(file, () => payload.create({ ...shared, data, draft: true, context: contextOf(work, publicId) }))
  }
  const ids = await idsOf(work)
  for (const { file, outcome, publicId, document } of steps) {
    if (outcome === 'unchanged') continue
    const isDraft = document.status === 'draft'
    const data = { ...dataOf(document, ids, folder.pictures), _status: isDraft ? 'draft' : 'published' } as never
    const id = ids.articles.get(publicId) as number
    await of(file, () => payload.update({ ...shared, id, data, draft: isDraft, context: contextOf(work) }))
  }
}

/**
 * A save holds its row when it waits until it may change what is public. An import, which holds that from its first record
 * on, would wait for the row: one of the two would fail. So it begins when no save is under way, and saves wait for it.
 */
async function keepOthersWaiting(tx: Tx): Promise<void> {
  await tx.execute(
    sql`lock table public.articles, public.topics, public.authors, public.media in share row exclusive mode`,
  )
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
  const req = await createLocalReq({ context: { actor, isImport: true } }, payload)
  const work: Reported = { payload, req, actor, isDryRun, report }
  if (isDryRun) {
    await writeAround(work, folder)
    return report
  }
  const transaction = await payload.db.beginTransaction()
  if (transaction === null) throw new Error('The database gave no transaction; nothing was changed.')
  req.transactionID = transaction
  try {
    await keepOthersWaiting(await txOf(req))
    await writeAround(work, folder)
    await writeArticles(work, steps, folder)
  } catch (error) {
    await payload.db.rollbackTransaction(transaction)
    throw error
  }
  await payload.db.commitTransaction(transaction)
  return report
}
