import { createTwoFilesPatch } from 'diff'
import type { Payload } from 'payload'
import { ulid } from 'ulid'
import { visit } from 'unist-util-visit'
import { databaseOf } from '#platform/db.ts'
import {
  type ArticleDocument,
  articleIdsOf,
  articleSlugsOf,
  referLinks,
  toMarkdown,
} from '#publication/article/index.ts'
import { targetsOfPaths } from '#publication/edition/index.ts'
import { ContentError } from './content-error.ts'
import type { Imported } from './import-records.ts'
import type { ArticleFile, ContentFolder, PictureFile } from './read-folder.ts'
import { checkSamples } from './samples.ts'
import {
  articleIndex,
  fileArticles,
  fileOf,
  IncompleteError,
  type IndexedArticle,
  type Names,
  namesOf,
  storedArticle,
} from './stored.ts'

/** What is to be done with one article. `id` is Payload's, null for one that is to be created. */
export type ArticleStep = {
  file: string
  outcome: Imported
  /** unified diff from what is stored to what the file says; null when nothing changes */
  diff: string | null
  /** somebody has written on since it was published; what they wrote will be an older version */
  overDraft: boolean
  id: number | null
  publicId: string
  document: ArticleDocument
}

const lineOf = (source: string, text: string): number => {
  const at = source.indexOf(text)
  return at < 0 ? 1 : source.slice(0, at).split('\n').length
}

/** The stored article that a file means: by its id, else by its slug. @throws ContentError when they are two */
function matchOf({ file, document, source }: ArticleFile, kept: IndexedArticle[]): IndexedArticle | null {
  const bySlug = kept.find(({ slug }) => slug === document.slug) ?? null
  const byId = document.id ? (kept.find(({ publicId }) => publicId === document.id) ?? null) : bySlug
  if (bySlug && bySlug !== byId)
    throw new ContentError(
      file,
      lineOf(source, '\nslug:') + 1,
      `the slug “${document.slug}” belongs to another article here (${bySlug.publicId}); change one of them`,
    )
  if (byId?.deletedAt)
    throw new ContentError(file, 1, 'this article lies in the trash here; restore it, or delete it for good')
  if (byId?._status === 'published' && document.status === 'draft')
    throw new ContentError(
      file,
      lineOf(source, '\nstatus:') + 1,
      'this article is published here, and the file says draft; unpublish it first, or take “status” away',
    )
  return byId
}

/** @throws ContentError when one file means by its id the article that another means by its slug */
function refuseShared(matches: { article: ArticleFile; match: IndexedArticle | null }[]): void {
  const files = new Map<number, ArticleFile>()
  for (const { article, match } of matches) {
    const other = match ? files.get(match.id) : undefined
    if (other) {
      const [named, meant] = other.document.id ? [other, article] : [article, other]
      const { slug } = meant.document
      throw new ContentError(
        meant.file,
        lineOf(meant.source, '\nslug:') + 1,
        `the slug “${slug}” is that of the article which ${named.file} has the id of; give this one another slug, or leave one of them out`,
      )
    }
    if (match) files.set(match.id, article)
  }
}

/** Paths of articles become references, among the files and among what is stored. @throws ContentError for an unknown one */
function referred(article: ArticleFile, targets: ReadonlyMap<string, string>): ArticleDocument {
  const { file, document, source } = article
  for (const slug of articleSlugsOf(document.body)) {
    if (targets.has(slug)) continue
    throw new ContentError(
      file,
      lineOf(source, `/articles/${slug}`),
      `there is no article “${slug}”; import it too, or take the link away`,
    )
  }
  const ids = new Set(targets.values())
  for (const id of articleIdsOf(document.body)) {
    if (!ids.has(id))
      throw new ContentError(file, lineOf(source, id), `there is no article ${id}; write /articles/slug`)
  }
  return { ...document, body: referLinks(document.body, (slug) => targets.get(slug) ?? null) }
}

/** The text that an export would write of the document once it is stored. */
function textOf(document: ArticleDocument, publicId: string, names: Names, pictures: Map<string, PictureFile>): string {
  const body = structuredClone(document.body)
  visit(body, 'image', (image) => {
    const picture = pictures.get(image.url.replace(/^\.\//, ''))
    if (picture) image.url = `media/${picture.id}.${picture.extension}`
  })
  return toMarkdown(
    { ...document, id: publicId, body },
    { media: new Map(), articles: fileArticles(document.body, names.articles) },
  )
}

/**
 * What importing a folder would do, article by article, in the order of their files. Nothing is changed.
 * @throws ContentError for the first thing that keeps it from being done
 */
export async function planArticles(payload: Payload, folder: ContentFolder): Promise<ArticleStep[]> {
  const kept = await articleIndex(payload)
  const matches = folder.articles.map((article) => ({ article, match: matchOf(article, kept) }))
  refuseShared(matches)
  const stored = await namesOf(payload, undefined, kept)
  const idOf = new Map(
    matches.map(({ article, match }) => [
      article.file,
      match?.publicId ?? article.document.id ?? `a_${ulid().toLowerCase()}`,
    ]),
  )
  const targets = new Map([...stored.articles].map(([id, slug]) => [slug, id]))
  const asked = [...new Set(folder.articles.flatMap(({ document }) => articleSlugsOf(document.body)))]
  for (const [slug, id] of await targetsOfPaths(databaseOf(payload), asked))
    if (!targets.has(slug) && stored.articles.has(id)) targets.set(slug, id)
  for (const { article } of matches) targets.set(article.document.slug, idOf.get(article.file) ?? '')
  const slugs = new Map(stored.articles)
  for (const { article } of matches) slugs.set(idOf.get(article.file) ?? '', article.document.slug)
  checkRecords(folder, stored)
  const steps: ArticleStep[] = []
  for (const { article, match } of matches) {
    const publicId = idOf.get(article.file) ?? ''
    const document = referred(article, targets)
    const before = match ? await storedText(payload, match, stored) : null
    const dated =
      document.publishedAt || !before?.publishedAt ? document : { ...document, publishedAt: before.publishedAt }
    const wanted = textOf(dated, publicId, { ...stored, articles: slugs }, folder.pictures)
    const outcome: Imported = !match ? 'created' : before?.text === wanted ? 'unchanged' : 'updated'
    // What stands there already was published by its own rules, and a draft may be unfinished.
    if (outcome !== 'unchanged' && document.status !== 'draft') await checkSamples(article)
    const diff =
      outcome === 'unchanged'
        ? null
        : createTwoFilesPatch(article.file, article.file, before?.text ?? '', wanted, 'stored', 'file', { context: 2 })
    const overDraft = outcome !== 'unchanged' && match?.hasDraft === true
    steps.push({ file: article.file, outcome, diff, overDraft, id: match?.id ?? null, publicId, document: dated })
  }
  return steps
}

async function storedText(payload: Payload, { id, _status }: IndexedArticle, names: Names) {
  const doc = await storedArticle(payload, id, _status !== 'published')
  const publishedAt = doc.publishedAt ? new Date(doc.publishedAt).toISOString() : null
  try {
    return { text: (await fileOf(payload, doc, names)).text, publishedAt }
  } catch (error) {
    // What no file can say is different from every file.
    if (error instanceof IncompleteError) return { text: null, publishedAt }
    throw error
  }
}

/** @throws ContentError for an article whose topic or author is neither in the folder nor stored */
function checkRecords({ articles, topics, authors }: ContentFolder, names: Names): void {
  const known = {
    topics: new Set([...names.topics.values(), ...(topics ?? []).map(({ slug }) => slug)]),
    authors: new Set([...names.authors.values(), ...(authors ?? []).map(({ slug }) => slug)]),
  }
  for (const { file, document, source } of articles) {
    for (const kind of ['topics', 'authors'] as const) {
      const missing = document[kind].find((slug) => !known[kind].has(slug))
      if (missing === undefined) continue
      const where = `${kind}.yaml`
      throw new ContentError(
        file,
        lineOf(source, `${kind}:`),
        `there is no ${kind.slice(0, -1)} “${missing}”; add it to ${where}, or in the admin`,
      )
    }
  }
}
