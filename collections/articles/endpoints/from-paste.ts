import { randomBytes } from 'node:crypto'
import type { Endpoint, PayloadRequest } from 'payload'
import { databaseOf } from '#platform/db.ts'
import {
  articleIdsOf,
  articleSlugsOf,
  type Body,
  bodyFromHtml,
  bodyFromMarkdown,
  mediaIdsOf,
  BodyError as Refused,
  referLinks,
  type Spot,
  sourceIssue,
  type Taken,
  takenAt,
} from '#publication/article/index.ts'
import { isObject } from '../lexical-json.ts'
import { BodyError } from '../lexical-limits.ts'
import { type EditorState, mdastToLexical } from '../mdast-to-lexical.ts'
import { renumber, standIns } from './pasted-findings.ts'
import { answerWriter, Refusal, rowIdIn, textIn } from './request.ts'
import { articleIdsBySlug, articlesById, picturesById } from './stored-names.ts'

const mostBytes = 4_000_000
const spots: readonly string[] = ['root', 'finding', 'aside', 'line', 'note'] satisfies Spot[]

/** What was pasted into which article: the ids of its findings that stay, and the highest ever given. */
type Article = { taken: string[]; counters: { b: number; h: number } }

async function articleOf(input: Record<string, unknown>, req: PayloadRequest): Promise<Article> {
  const { taken, article } = input
  if (
    taken !== undefined &&
    !(Array.isArray(taken) && taken.length < 10_000 && taken.every((id) => typeof id === 'string'))
  ) {
    throw new Refusal(400, '“taken” must be a list of ids.')
  }
  const known = { taken: (taken as string[] | undefined) ?? [], counters: { b: 0, h: 0 } }
  const id = rowIdIn(article)
  if (id === null) return known
  const found = { collection: 'articles', id, draft: true, depth: 0 } as const
  const doc = await req.payload.findByID({ ...found, overrideAccess: false, disableErrors: true, req })
  const counters = (doc as { findingCounters?: Partial<Article['counters']> } | null)?.findingCounters
  return { ...known, counters: { b: Number(counters?.b ?? 0), h: Number(counters?.h ?? 0) } }
}

/** Markdown with pictures and cards of ours by reference, as files name them by path. */
async function withReferences(markdown: string, req: PayloadRequest): Promise<string> {
  const slugs = [...markdown.matchAll(/^::card\{[^}\n]*\bto="\/articles\/([a-z0-9-]+)/gm)].map(([, slug]) => slug ?? '')
  const known = await articleIdsBySlug(databaseOf(req.payload), slugs)
  return markdown.replace(/^(::card\{[^}\n]*\bto=")\/articles\/([a-z0-9-]+)/gm, (all, start: string, slug: string) => {
    const id = known.get(slug)
    return id === undefined ? all : `${start}article:${id}`
  })
}

const pictureId = /m_[0-9a-hjkmnp-tv-z]{26}/

async function fromMarkdown(
  markdown: string,
  { taken, counters }: Article,
  req: PayloadRequest,
): Promise<Taken & { skip: number }> {
  const own = markdown
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^---\n[\s\S]*?\n---(?:\n|$)/, '')
  // Before anything in it is looked up: what is too long names more than a statement can ask for.
  const issue = sourceIssue(own)
  if (issue) throw new Refusal(400, `line ${issue.line}: ${issue.reason}`)
  const named = [...own.matchAll(new RegExp(pictureId, 'g'))].map(([id]) => id)
  const pictures = await picturesById(databaseOf(req.payload), [...new Set(named)])
  const pictureOf = (url: string): string | null => {
    const [id] = /^(?:media:|(?:\.?\/)?media\/)/.test(url) ? (pictureId.exec(url) ?? []) : []
    return id !== undefined && pictures.has(id) ? `media:${id}` : null
  }
  const before = standIns(own, taken, counters)
  const { body, notices } = bodyFromMarkdown(before.text + (await withReferences(own, req)), pictureOf)
  return { body, notices, skip: before.count }
}

/** New ids for everything that the editor keeps apart by id: what is pasted twice stands there twice. */
function freshIds(value: unknown): void {
  if (Array.isArray(value)) value.forEach(freshIds)
  if (!isObject(value)) return
  if (typeof value.id === 'string' && /^[0-9a-f]{24}$/.test(value.id)) {
    ;(value as { id: string }).id = randomBytes(12).toString('hex')
  }
  Object.values(value).forEach(freshIds)
}

async function stateOf(body: Body, req: PayloadRequest): Promise<EditorState> {
  const database = databaseOf(req.payload)
  const slugs = await articleIdsBySlug(database, articleSlugsOf(body))
  const referred = referLinks(body, (slug) => slugs.get(slug) ?? null)
  const pictures = await picturesById(database, mediaIdsOf(referred))
  const articles = await articlesById(database, articleIdsOf(referred))
  return mdastToLexical(referred, {
    toId: (ref) => pictures.get(ref)?.id ?? null,
    articleId: (ref) => articles.get(ref)?.id ?? null,
  })
}

async function take(
  input: Record<string, unknown>,
  req: PayloadRequest,
): Promise<{ state: EditorState; notices: string[] }> {
  const [html, markdown, place] = [textIn(input, 'html'), textIn(input, 'markdown'), textIn(input, 'place') ?? 'root']
  if ((html === null) === (markdown === null)) throw new Refusal(400, 'Send either “html” or “markdown”.')
  if (!spots.includes(place)) throw new Refusal(400, `“place” must be one of ${spots.join(', ')}.`)
  const isRoot = place === 'root'
  const article = isRoot ? await articleOf(input, req) : { taken: [], counters: { b: 0, h: 0 } }
  const taken = html === null ? await fromMarkdown(markdown ?? '', article, req) : { ...bodyFromHtml(html), skip: 0 }
  const { body, notices } = takenAt(taken, place as Spot)
  if (isRoot) renumber({ type: 'root', children: body.children.slice(taken.skip) }, article.taken, article.counters)
  const state = await stateOf(body, req)
  state.root.children.splice(0, taken.skip)
  freshIds(state)
  return { state, notices }
}

/**
 * `POST /api/articles/from-paste` `{ html? , markdown?, place, article?, taken? }`: `{ state, notices }`, the nodes for
 * the editor at that place, and what was left out. `taken` are the ids of findings that the editor keeps.
 */
export const fromPaste: Omit<Endpoint, 'root'> = {
  path: '/from-paste',
  method: 'post',
  handler: (req) =>
    answerWriter(req, mostBytes, async (input) => {
      try {
        return await take(input, req)
      } catch (error) {
        if (error instanceof Refused || error instanceof BodyError) throw new Refusal(400, error.message)
        throw error
      }
    }),
}
