import { z } from 'zod'
import { articleIdSchema, bodySchema, findingIdSchema, slugSchema } from '../article/index.ts'
import { errorKinds } from '../errors/index.ts'

// What machines are promised. Written out rather than derived from the article's own schema, so that a change
// inside cannot change the promise unseen. Strict: an answer with anything more fails the tests.

const url = z.url({ protocol: /^https?$/ })
const instant = z.iso.datetime({ precision: 3 })
const count = z.number().int().min(0)

const callSchema = z.strictObject({
  decision: z.string(),
  holdsWhen: z.string(),
  skipWhen: z.string(),
  costOfWrong: z.string(),
  undo: z.string(),
})

/** A break or a hold; `url` is the address of that finding. A break that no hold answers is `open`. */
const findingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    id: findingIdSchema,
    kind: z.literal('break'),
    title: z.string(),
    shows: z.string().nullable(),
    scale: z.string().nullable(),
    cost: z.string().nullable(),
    status: z.enum(['held', 'open']),
    heldBy: z.array(findingIdSchema),
    url,
  }),
  z.strictObject({
    id: findingIdSchema,
    kind: z.literal('hold'),
    title: z.string(),
    answers: z.array(findingIdSchema),
    cost: z.string().nullable(),
    verifiedSince: z.iso.date().nullable(),
    url,
  }),
])

const named = z.strictObject({ slug: slugSchema, name: z.string(), url })

/**
 * One article in a list: everything but `body` and `sources`.
 * Times are ISO 8601 UTC with milliseconds; `null` says that there is none, never that it was not loaded.
 */
export const summaryAnswerSchema = z.strictObject({
  id: articleIdSchema,
  slug: slugSchema,
  url,
  title: z.string(),
  deck: z.string(),
  call: callSchema.nullable(),
  takeaways: z.array(z.string()),
  topics: z.array(named),
  authors: z.array(named),
  publishedAt: instant,
  modifiedAt: instant,
  edition: z.number().int().min(1),
  digest: z.string().regex(/^sha256-[0-9a-f]{64}$/),
  readingMinutes: count,
  words: count,
  findings: z.array(findingSchema),
  images: z.strictObject({ plate: z.strictObject({ '3x2': url, '1x1': url, wide: url, alt: z.string() }).nullable() }),
  links: z.strictObject({ html: url, markdown: url, json: url }),
})

/** One article whole. `body` is an mdast root, or a string when `format` asks for html, markdown or text. */
export const articleAnswerSchema = summaryAnswerSchema.extend({
  sources: z.array(z.strictObject({ title: z.string(), publisher: z.string(), url, checkedAt: z.iso.date() })),
  body: z.union([bodySchema, z.string()]),
})

/** Any answer about an article: `fields` may have left out everything but `id`, `include` may have added to a list. */
export const partialArticleAnswerSchema = articleAnswerSchema.partial().required({ id: true })

/** `next` leads to older articles and `previous` to newer ones; null when nothing lies there. */
export const listAnswerSchema = z.strictObject({
  data: z.array(partialArticleAnswerSchema),
  page: z.strictObject({
    next: z.string().nullable(),
    previous: z.string().nullable(),
    limit: z.number().int().min(1).max(100),
    hasMore: z.boolean(),
  }),
})

/** RFC 9457. `type` resolves to the explanation on `/developers`; `instance` carries the request id. */
export const problemSchema = z.strictObject({
  type: url.refine((value) => new URL(value).hash.slice(1) in errorKinds, 'is not one of ours'),
  title: z.string(),
  status: z.number().int().min(400).max(599),
  detail: z.string(),
  instance: z.string().regex(/^urn:request:[0-9A-Za-z-]+$/),
  errors: z.array(z.strictObject({ parameter: z.string(), detail: z.string() })).optional(),
})

export type SummaryAnswer = z.infer<typeof summaryAnswerSchema>
export type ArticleAnswer = z.infer<typeof articleAnswerSchema>
export type PartialArticleAnswer = z.infer<typeof partialArticleAnswerSchema>
export type ListAnswer = z.infer<typeof listAnswerSchema>
export type Problem = z.infer<typeof problemSchema>
export type ArticleField = keyof ArticleAnswer

/** The fields of an article in the order they are sent. */
export const articleFields = [
  'id',
  'slug',
  'url',
  'title',
  'deck',
  'call',
  'takeaways',
  'topics',
  'authors',
  'publishedAt',
  'modifiedAt',
  'edition',
  'digest',
  'readingMinutes',
  'words',
  'findings',
  'images',
  'sources',
  'body',
  'links',
] as const satisfies readonly ArticleField[]

/** What a list leaves out unless `include` asks for it. */
export const includable = ['body', 'sources'] as const satisfies readonly ArticleField[]
export type Includable = (typeof includable)[number]

/** How the body can be had. */
export const formats = ['mdast', 'html', 'markdown', 'text'] as const
export type Format = (typeof formats)[number]
