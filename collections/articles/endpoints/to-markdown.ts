import type { Endpoint, PayloadRequest } from 'payload'
import { visit } from 'unist-util-visit'
import { databaseOf } from '#platform/db.ts'
import {
  type ArticleRef,
  articleIdsOf,
  articleLinkIn,
  type Body,
  type Call,
  type MediaRef,
  toMarkdown as markdownOf,
  mediaIdsOf,
} from '#publication/article/index.ts'
import { assignFindingIds } from '../finding-ids.ts'
import { BodyError } from '../lexical-limits.ts'
import { lexicalToMdast } from '../lexical-to-mdast.ts'
import { publicIdsOf } from '../public-ids.ts'
import type { ArticleDocument } from '../to-article.ts'
import { answerWriter, Refusal, rowIdIn, textIn } from './request.ts'
import { articlesById, picturesById, slugsOf } from './stored-names.ts'

const mostBytes = 4_000_000

type Input = Record<string, unknown>
type Stored = { publicId?: string; body?: unknown; findingCounters?: { b: number; h: number }; _status?: string }

const objectIn = (input: Input, name: string): Input =>
  typeof input[name] === 'object' && input[name] !== null ? (input[name] as Input) : {}

const numbersIn = (input: Input, name: string): number[] => {
  const values = Array.isArray(input[name]) ? (input[name] as unknown[]) : []
  return values
    .map((value) => rowIdIn(Number(typeof value === 'object' && value !== null ? (value as Input).id : value)))
    .filter((id) => id !== null)
}

const trimmed = (input: Input, name: string): string => textIn(input, name)?.trim() ?? ''

async function storedOf(input: Input, draft: boolean, req: PayloadRequest): Promise<Stored> {
  const id = rowIdIn(input.id)
  if (id === null) return {}
  const wanted = { collection: 'articles', id, draft, depth: 0, overrideAccess: false } as const
  const doc = await req.payload.findByID({ ...wanted, showHiddenFields: true, disableErrors: true, req })
  return (doc ?? {}) as Stored
}

/** The body as the form has it; breaks and holds that are not saved yet have the ids that a save would give them. */
async function bodyIn(input: Input, stored: Stored, req: PayloadRequest): Promise<Body> {
  const { state } = assignFindingIds(input.body, stored.findingCounters ?? { b: 0, h: 0 }, stored.body)
  const document = { topics: [], authors: [], body: state } as unknown as ArticleDocument
  const ids = await publicIdsOf(document, databaseOf(req.payload))
  return lexicalToMdast(state, {
    toRef: (id) => ids.media.get(Number(id)) ?? null,
    articleRef: (id) => ids.articles.get(Number(id)) ?? null,
  })
}

/** References as files have them: paths of articles, drafts too, and of pictures. */
async function referencesOf(body: Body, req: PayloadRequest) {
  const database = databaseOf(req.payload)
  const targets = await articlesById(database, articleIdsOf(body))
  const findings = new Map<string, Set<string>>()
  visit(body, (node) => {
    const url = node.type === 'link' ? node.url : node.type === 'leafDirective' ? node.attributes?.['to'] : null
    const link = articleLinkIn(url ?? '')
    if (link?.finding) findings.set(link.id, (findings.get(link.id) ?? new Set()).add(link.finding))
  })
  const articles = [...targets].flatMap(([id, { slug }]): [string, ArticleRef][] => {
    const known = [...(findings.get(id) ?? [])].map((finding) => ({ id: finding, title: '' }))
    return slug === null ? [] : [[id, { id, path: `/articles/${slug}`, title: '', deck: '', findings: known }]]
  })
  const pictures = await picturesById(database, mediaIdsOf(body))
  const bare = { alt: '', width: null, height: null, credit: null, focal: null, sizes: [] }
  const media = [...pictures].map(([id, { filename }]): [string, MediaRef] => [
    id,
    { id, path: `media/${id}.${filename.slice(filename.lastIndexOf('.') + 1)}`, ...bare },
  ])
  return { articles: new Map(articles), media: new Map(media) }
}

const parts = ['decision', 'holdsWhen', 'skipWhen', 'costOfWrong', 'undo'] as const

function callIn(input: Input): Call | null {
  const call = objectIn(input, 'call')
  const given = parts.map((part) => [part, trimmed(call, part)] as const)
  return given.every(([, text]) => text !== '') ? (Object.fromEntries(given) as Call) : null
}

function takeawaysIn(input: Input): string[] {
  const rows = Array.isArray(input.takeaways) ? (input.takeaways as Input[]) : []
  return rows.flatMap((row) => (typeof row?.text === 'string' && row.text.trim() ? [row.text.trim()] : []))
}

async function write(input: Input, req: PayloadRequest): Promise<{ markdown: string; notices: string[] }> {
  const [newest, main] = [await storedOf(input, true, req), await storedOf(input, false, req)]
  const body = await bodyIn(input, newest, req)
  const database = databaseOf(req.payload)
  const [seo, cover] = [objectIn(input, 'seo'), objectIn(input, 'cover')]
  const call = callIn(input)
  const publishedAt = Date.parse(trimmed(input, 'publishedAt'))
  const markdown = markdownOf(
    {
      ...(newest.publicId && { id: newest.publicId }),
      title: trimmed(input, 'title'),
      deck: trimmed(input, 'deck'),
      slug: trimmed(input, 'slug'),
      topics: await slugsOf(database, 'topics', numbersIn(input, 'topics')),
      authors: await slugsOf(database, 'authors', numbersIn(input, 'authors')),
      ...(Number.isFinite(publishedAt) && { publishedAt: new Date(publishedAt).toISOString() }),
      ...(main._status !== 'published' && { status: 'draft' as const }),
      call,
      takeaways: takeawaysIn(input),
      seo: { title: trimmed(seo, 'title'), description: trimmed(seo, 'description') },
      cover: { variant: Number(cover.variant ?? 0) || 0, calm: cover.calm === true },
      body,
    },
    await referencesOf(body, req),
  )
  const isHalf = call === null && parts.some((part) => trimmed(objectIn(input, 'call'), part) !== '')
  return { markdown, notices: isHalf ? ['The call is not complete; it was left out.'] : [] }
}

/**
 * `POST /api/articles/to-markdown` with what an article's form holds: `{ markdown, notices }`, the whole article as the
 * file that an import reads.
 */
export const toMarkdown: Omit<Endpoint, 'root'> = {
  path: '/to-markdown',
  method: 'post',
  handler: (req) =>
    answerWriter(req, mostBytes, async (input) => {
      try {
        return await write(input, req)
      } catch (error) {
        if (error instanceof BodyError) throw new Refusal(400, error.message)
        throw error
      }
    }),
}
