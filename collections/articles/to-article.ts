import { type Article, articleSchema, checkBody, findingsOf, sourcesOf } from '#publication/article/index.ts'
import { lexicalToMdast } from './lexical-to-mdast.ts'

/** A stored article as Payload gives it at depth 0. */
export type ArticleDocument = {
  id: number
  publicId: string
  slug: string
  title: string
  deck: string
  call?: Partial<Record<keyof NonNullable<Article['call']>, string | null>> | null
  takeaways?: { text: string }[] | null
  topics: (number | { id: number })[]
  authors: (number | { id: number })[]
  publishedAt?: string | null
  seo?: { title?: string | null; description?: string | null } | null
  cover?: { variant?: number | null; calm?: boolean | null } | null
  body: unknown
}

/** Public ids of the records that an article refers to, by Payload's ids. */
export type PublicIds = {
  topics: ReadonlyMap<number, string>
  authors: ReadonlyMap<number, string>
  media: ReadonlyMap<number, string>
  articles: ReadonlyMap<number, string>
}

type Lookups = { [Kind in keyof PublicIds]: Pick<PublicIds[Kind], 'get'> }

/** Thrown when a document cannot be made an article; each problem names its field in words. */
export class IncompleteError extends Error {
  readonly problems: { path: string; message: string }[]
  constructor(problems: { path: string; message: string }[]) {
    super(problems.map(({ message }) => message).join(' '))
    this.problems = problems
  }
}

const idOf = (value: number | { id: number }): number => (typeof value === 'number' ? value : value.id)

const trimmed = (value: string | null | undefined): string | null => value?.trim() || null

const callParts = ['decision', 'holdsWhen', 'skipWhen', 'costOfWrong', 'undo'] as const

/** All parts of the call, or none: half a call is refused with the missing parts named. */
function callOf(document: ArticleDocument): Article['call'] {
  const parts = callParts
  const given = parts.filter((part) => trimmed(document.call?.[part]) !== null)
  if (given.length === 0) return null
  const missing = parts.filter((part) => !given.includes(part))
  if (missing.length > 0)
    throw new IncompleteError(
      missing.map((part) => ({
        path: `call.${part}`,
        message: `The call lacks “${part}”: fill it in, or empty them all.`,
      })),
    )
  const text = (part: (typeof parts)[number]): string => document.call?.[part]?.trim() ?? ''
  return {
    decision: text('decision'),
    holdsWhen: text('holdsWhen'),
    skipWhen: text('skipWhen'),
    costOfWrong: text('costOfWrong'),
    undo: text('undo'),
  }
}

function bodyOf(document: ArticleDocument, ids: Lookups): Article['body'] {
  const body = lexicalToMdast(document.body, {
    toRef: (id) => {
      const ref = ids.media.get(Number(id))
      if (!ref) throw new Error(`picture ${id} does not exist any more`)
      return ref
    },
    articleRef: (id) => ids.articles.get(Number(id)) ?? null,
  })
  const issues = checkBody(body)
  if (issues.length > 0)
    throw new IncompleteError(issues.map(({ message }) => ({ path: 'body', message: `Body: ${message}` })))
  return body
}

/**
 * The article that a stored document says, free of Payload's shapes. Pure: the same document and ids give the same article.
 * @throws IncompleteError naming each field that is missing or wrong
 */
export function toArticle(document: ArticleDocument, ids: Lookups): Article {
  let body: Article['body']
  try {
    body = bodyOf(document, ids)
  } catch (error) {
    if (error instanceof IncompleteError) throw error
    throw new IncompleteError([{ path: 'body', message: `Body: ${error instanceof Error ? error.message : error}.` }])
  }
  const refs = (values: (number | { id: number })[] | null | undefined, map: Lookups['topics']): string[] =>
    (values ?? []).flatMap((value) => map.get(idOf(value)) ?? [])
  const result = articleSchema.safeParse({
    id: document.publicId,
    slug: document.slug,
    title: document.title?.trim(),
    deck: document.deck?.trim(),
    call: callOf(document),
    takeaways: (document.takeaways ?? []).map(({ text }) => text.trim()),
    topics: refs(document.topics, ids.topics),
    authors: refs(document.authors, ids.authors),
    publishedAt: document.publishedAt ? new Date(document.publishedAt).toISOString() : undefined,
    seo: { title: trimmed(document.seo?.title), description: trimmed(document.seo?.description) },
    cover: { variant: document.cover?.variant ?? 0, calm: document.cover?.calm ?? false },
    findings: findingsOf(body),
    sources: sourcesOf(body),
    body,
  })
  if (result.success) return result.data
  throw new IncompleteError(
    result.error.issues.map((issue) => {
      const path = issue.path.join('.')
      return { path, message: `${path}: ${issue.message}.` }
    }),
  )
}
