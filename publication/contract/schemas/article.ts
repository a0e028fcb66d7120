import { z } from 'zod'
import { articleIdSchema, bodySchema } from '../../article/index.ts'
import { editionFindingSchema, findingSchema } from './findings.ts'
import { count, digest, instant, listOf, named, slug, url, words } from './parts.ts'

const articleId = articleIdSchema.register(words, {
  description: 'Opaque and permanent: it stays when the article gets another address.',
  example: 'a_01j8x0000000000000000000aa',
})

const callSchema = z
  .strictObject({
    decision: z.string(),
    holdsWhen: z.string(),
    skipWhen: z.string(),
    costOfWrong: z.string(),
    undo: z.string(),
  })
  .register(words, {
    id: 'Call',
    description: 'The decision that an article argues for, and the conditions around it.',
  })

const sourceSchema = z
  .strictObject({ title: z.string(), publisher: z.string(), url, checkedAt: z.iso.date() })
  .register(words, { id: 'Source', description: 'What a footnote names, and the day on which it was looked at.' })

const plate = z
  .strictObject({ '3x2': url, '1x1': url, wide: url, alt: z.string() })
  .register(words, { id: 'Plate', description: 'The cover as SVG: each address names its content and never changes.' })

const og = url.clone().register(words, {
  description: 'What the page is shared with: PNG, 1200 × 630, with the title. Its address changes with the picture.',
})

const edition = z
  .number()
  .int()
  .min(1)
  .register(words, { description: 'Number of the edition: 1 when it was first published.' })

const summaryFields = {
  id: articleId,
  slug,
  url,
  title: z.string(),
  deck: z.string().register(words, { description: 'The line under the title.' }),
  call: callSchema.nullable(),
  takeaways: z.array(z.string()),
  topics: z.array(named),
  authors: z.array(named),
  publishedAt: instant,
  modifiedAt: instant.clone().register(words, { description: 'When this edition became public.' }),
  edition,
  digest,
  readingMinutes: count,
  words: count,
  findings: z.array(findingSchema).register(words, { description: 'Breaks and holds in the order of the text.' }),
  images: z.strictObject({ plate: plate.nullable(), og }),
  links: z.strictObject({ html: url, markdown: url, json: url }),
}

/**
 * One article in a list: everything but `body` and `sources`.
 * Times are ISO 8601 UTC with milliseconds; `null` says that there is none, never that it was not loaded.
 */
export const summaryAnswerSchema = z
  .strictObject(summaryFields)
  .register(words, { id: 'ArticleSummary', description: 'An article without its body and sources.' })

const mdastSchema = bodySchema.register(words, {
  id: 'Mdast',
  description:
    'An mdast root (https://github.com/syntax-tree/mdast) with GFM tables, footnotes, and directives for our blocks.',
  wire: {
    type: 'object',
    properties: { type: { type: 'string', const: 'root' }, children: { type: 'array', items: { type: 'object' } } },
    required: ['type', 'children'],
  },
})

const wholeFields = {
  sources: z.array(sourceSchema),
  body: z
    .union([mdastSchema, z.string()])
    .register(words, { description: 'An mdast root, or a string when `format` asks for html, markdown or text.' }),
}

/** One article whole. `body` is an mdast root, or a string when `format` asks for html, markdown or text. */
export const articleAnswerSchema = z
  .strictObject({ ...summaryFields, ...wholeFields })
  .register(words, { id: 'Article', description: 'An article, whole.' })

/** Any answer about an article: `fields` may have left out everything but `id`, `include` may have added to a list. */
export const partialArticleAnswerSchema = z
  .strictObject({ ...summaryFields, ...wholeFields })
  .partial()
  .required({ id: true })
  .register(words, {
    id: 'ArticlePart',
    description: 'The fields of an article that were asked for; `id` is always there.',
  })

/** `next` leads to older articles and `previous` to newer ones; null when nothing lies there. */
export const listAnswerSchema = listOf(partialArticleAnswerSchema).register(words, { id: 'ArticlePartList' })

/** The list as it is when nothing but summaries is asked for. */
export const summaryListSchema = listOf(summaryAnswerSchema).register(words, { id: 'ArticleList' })

/** What every answer says of an edition. */
const editionFields = {
  edition,
  digest,
  title: z.string(),
  publishedAt: instant,
  modifiedAt: instant.clone().register(words, { description: 'When this edition became public.' }),
  url: url.clone().register(words, { description: 'Address of this edition as JSON; what it answers never changes.' }),
}
export const editionNoteSchema = z
  .strictObject({
    ...editionFields,
    changes: z.string().register(words, { description: 'What it changed, in short sentences.' }),
    corrections: z
      .array(z.strictObject({ at: instant, text: z.string() }))
      .register(words, { description: 'What its editors say was wrong in the editions before it, the newest first.' }),
  })
  .register(words, { id: 'EditionNote', description: 'An edition in the list of an article’s editions.' })
export const editionListSchema = listOf(editionNoteSchema).register(words, { id: 'EditionList' })

/** One edition as it was published. Whatever it refers to stands there by id, so it does not change with that. */
export const editionAnswerSchema = z
  .strictObject({
    articleId,
    ...editionFields,
    slug,
    deck: z.string(),
    call: callSchema.nullable(),
    takeaways: z.array(z.string()),
    topicIds: z.array(z.string()),
    authorIds: z.array(z.string()),
    findings: z.array(editionFindingSchema),
    sources: z.array(sourceSchema),
    body: mdastSchema.clone().register(words, {
      description:
        'The mdast root as it was published: links to articles are `article:{id}`, pictures `media:{id}`, so that it stays the same when they are renamed.',
      wire: { $ref: '#/components/schemas/Mdast' },
    }),
    canonical: z.string().register(words, {
      description:
        'The exact text that `digest` is the SHA-256 of: canonical JSON (RFC 8785). The journal names the digest.',
    }),
  })
  .register(words, { id: 'Edition', description: 'One edition exactly as it was published.' })

export type SummaryAnswer = z.infer<typeof summaryAnswerSchema>
export type ArticleAnswer = z.infer<typeof articleAnswerSchema>
export type PartialArticleAnswer = z.infer<typeof partialArticleAnswerSchema>
export type ListAnswer = z.infer<typeof listAnswerSchema>
export type EditionNoteAnswer = z.infer<typeof editionNoteSchema>
export type EditionAnswer = z.infer<typeof editionAnswerSchema>
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
