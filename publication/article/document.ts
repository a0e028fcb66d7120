import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { Document, isSeq } from 'yaml'
import { type FrontMatter, frontMatterOf } from './front-matter.ts'
import { bodyToMarkdown, treeOf } from './markdown.ts'
import { bodyOf } from './normalise.ts'
import type { Body, Call, References } from './schema.ts'
import { sourceIssue } from './source-limits.ts'

/**
 * An article as a Markdown file says it: topics and authors by slug, images by path.
 * `publishedAt` is ISO 8601 UTC with milliseconds. What is absent is not written; null is the same as absent.
 */
export type ArticleDocument = {
  id?: string | undefined
  title: string
  deck: string
  slug: string
  topics: string[]
  authors: string[]
  publishedAt?: string | undefined
  /** `draft` for one that is not public; absent for one that is. */
  status?: 'draft' | undefined
  call: Call | null
  takeaways: string[]
  seo?: { title?: string | null | undefined; description?: string | null | undefined } | undefined
  cover?: { variant?: number | undefined; calm?: boolean | undefined } | undefined
  body: Body
}

/** A file that cannot be read as an article: which, where (1-based line), and what to do. */
export class DocumentError extends Error {
  readonly file: string
  readonly line: number
  readonly reason: string

  constructor(file: string, line: number, reason: string) {
    super(`${file}:${line}: ${reason}`)
    this.name = 'DocumentError'
    this.file = file
    this.line = line
    this.reason = reason
  }
}

/** A footnote mark without its note is plain text to Markdown, and a slip to a writer. */
function strayNote(tree: Root, source: string): { line: number; mark: string } | null {
  const waiting: Nodes[] = [tree]
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    if ('children' in node) waiting.unshift(...node.children)
    if (node.type !== 'text' || !node.position) continue
    const { start, end } = node.position
    const written = source.slice(start.offset, end.offset)
    const found = /(?<!\\)\[\^[^\]\s]+\]/.exec(written)
    if (found) return { line: start.line + written.slice(0, found.index).split('\n').length - 1, mark: found[0] }
  }
  return null
}

/** The 1-based lines on which the code blocks of a Markdown file begin, in its order. */
export function fencesOf(source: string): number[] {
  const lines: number[] = []
  visit(treeOf(source), 'code', ({ position }) => {
    lines.push(position?.start.line ?? 1)
  })
  return lines
}

const seoOf = (seo: ArticleDocument['seo']) => {
  const kept = { ...(seo?.title && { title: seo.title }), ...(seo?.description && { description: seo.description }) }
  return Object.keys(kept).length > 0 ? kept : undefined
}

/** Variant 0 and not calm are what every plate is; they are not written. */
const coverOf = (cover: ArticleDocument['cover']) => {
  const kept = { ...(cover?.variant && { variant: cover.variant }), ...(cover?.calm && { calm: true }) }
  return Object.keys(kept).length > 0 ? kept : undefined
}

function documentFrom(matter: FrontMatter, body: Body): ArticleDocument {
  const { id, publishedAt, status, call, seo, cover, ...rest } = matter
  const [keptSeo, keptCover] = [seoOf(seo), coverOf(cover)]
  return {
    ...rest,
    ...(id && { id }),
    ...(publishedAt && { publishedAt }),
    ...(status && { status }),
    call: call ?? null,
    ...(keptSeo && { seo: keptSeo }),
    ...(keptCover && { cover: keptCover }),
    body,
  }
}

/**
 * Reads an article's Markdown file: YAML front matter, then a body of the closed grammar in normal form.
 * Line ends of any system and a byte order mark are taken.
 * @param file named in errors
 * @throws DocumentError for the first thing that is wrong
 */
export function parseDocument(text: string, file = 'article.md'): ArticleDocument {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const refused = sourceIssue(source)
  if (refused) throw new DocumentError(file, refused.line, refused.reason)
  const tree = treeOf(source)
  const [matter, ...blocks] = tree.children
  if (matter?.type !== 'yaml') {
    throw new DocumentError(file, 1, 'the front matter is missing; begin the file with --- and end it with ---')
  }
  const read = frontMatterOf(matter.value)
  // The YAML begins on the second line of the file.
  if ('issue' in read) throw new DocumentError(file, read.issue.line + 1, read.issue.reason)
  const { body, issues } = bodyOf({ type: 'root', children: blocks }, { images: 'file' })
  const [first] = issues
  if (first) {
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
    throw new DocumentError(file, first.line ?? matter.position?.end.line ?? 1, first.message + more)
  }
  const stray = strayNote(tree, source)
  if (stray) {
    const reason = `nothing is written for ${stray.mark}; add “${stray.mark}: text” at the end, or write \\${stray.mark}`
    throw new DocumentError(file, stray.line, reason)
  }
  return documentFrom(read.value, body)
}

const timeOf = (iso: string) => iso.replace(/\.000Z$/, 'Z')

/**
 * Writes what `parseDocument` reads; written, read and written again it is the same to the byte.
 * @param references when given, references to pictures and articles become paths
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function toMarkdown(document: ArticleDocument, references?: Pick<References, 'media' | 'articles'>): string {
  const { title, deck, slug, id, topics, authors, publishedAt, status, call, takeaways, seo, cover } = document
  const [keptSeo, keptCover] = [seoOf(seo), coverOf(cover)]
  const yaml = new Document({
    title,
    deck,
    slug,
    ...(id && { id }),
    topics,
    authors,
    ...(publishedAt && { publishedAt: timeOf(publishedAt) }),
    ...(status && { status }),
    ...(call && {
      call: {
        decision: call.decision,
        holdsWhen: call.holdsWhen,
        skipWhen: call.skipWhen,
        costOfWrong: call.costOfWrong,
        undo: call.undo,
      },
    }),
    ...(takeaways.length > 0 && { takeaways }),
    ...(keptSeo && { seo: keptSeo }),
    ...(keptCover && { cover: keptCover }),
  })
  for (const key of ['topics', 'authors']) {
    const node = yaml.get(key)
    if (isSeq(node)) node.flow = true
  }
  const front = yaml.toString({ lineWidth: 0, flowCollectionPadding: false })
  const body = bodyToMarkdown(document.body, references)
  return `---\n${front}---\n${body === '' ? '' : `\n${body}`}`
}
