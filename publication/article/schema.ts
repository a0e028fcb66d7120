import type { Root } from 'mdast'
import { z } from 'zod'

/** An opaque, permanent id: a prefix that names the kind and a lower-case ULID. */
const idOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))

export const articleIdSchema = idOf('a')
const topicIdSchema = idOf('t')
const authorIdSchema = idOf('p')

/** Lower-case words joined by single hyphens, at most 120 characters. */
export const slugSchema = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use lower-case letters, digits and single hyphens')

/** An id of a finding within its article: `b1` for a break, `h1` for a hold. Given once, never used again. */
export const findingIdSchema = z.string().regex(/^[bh][1-9][0-9]{0,3}$/)

/** The decision an article argues for, and the conditions around it. */
export const callSchema = z.object({
  decision: z.string().min(1).max(220),
  holdsWhen: z.string().min(1).max(400),
  skipWhen: z.string().min(1).max(400),
  costOfWrong: z.string().min(1).max(400),
  undo: z.string().min(1).max(400),
})

/** A break: how something fails, how it shows, and from which scale on. `heldBy` lists the holds that answer it. */
export const breakSchema = z.object({
  id: findingIdSchema,
  kind: z.literal('break'),
  title: z.string().min(1).max(200),
  shows: z.string().max(400).nullable(),
  scale: z.string().max(200).nullable(),
  cost: z.string().max(400).nullable(),
  status: z.enum(['held', 'open']),
  heldBy: z.array(findingIdSchema),
})

/** A hold: what carries the load across one or more breaks, what it costs, and the day since which it is verified. */
export const holdSchema = z.object({
  id: findingIdSchema,
  kind: z.literal('hold'),
  title: z.string().min(1).max(200),
  answers: z.array(findingIdSchema),
  cost: z.string().max(400).nullable(),
  verifiedSince: z.iso.date().nullable(),
})

export const findingSchema = z.discriminatedUnion('kind', [breakSchema, holdSchema])

/** A source named in a footnote as “Title, publisher, URL, checked YYYY-MM-DD.” */
export const sourceSchema = z.object({
  title: z.string().min(1),
  publisher: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  checkedAt: z.iso.date(),
})

/** Load cases: how the lines of a topic's plates run. */
export const loadCases = ['footing', 'vessel', 'shear', 'cable', 'seam', 'lap', 'cyclic', 'column'] as const
export const loadCaseSchema = z.enum(loadCases)

const seoSchema = z.object({
  title: z.string().max(70).nullable(),
  description: z.string().max(200).nullable(),
})

/** `variant` re-seeds the generated plate; `calm` thins it. */
const coverSchema = z.object({ variant: z.number().int().min(0).max(99), calm: z.boolean() })

/** The closed mdast grammar is checked by `checkBody`; the schema only says that there is a tree. */
export const bodySchema = z.custom<Root>((value) => {
  const node = value as Root | null
  return typeof node === 'object' && node !== null && node.type === 'root' && Array.isArray(node.children)
}, 'expected an mdast root')

/**
 * What an article says, free of where it is stored and how it looks.
 * Topics, authors and media are references (ids), so that renaming one of them does not change the text.
 * `publishedAt` is ISO 8601 UTC with milliseconds. The body is mdast in normal form (see `normalise`).
 */
export const articleSchema = z.object({
  id: articleIdSchema,
  slug: slugSchema,
  title: z.string().min(1).max(300),
  deck: z.string().min(1).max(600),
  call: callSchema.nullable(),
  takeaways: z.array(z.string().min(1).max(400)).max(7),
  topics: z.array(topicIdSchema).min(1),
  authors: z.array(authorIdSchema).min(1),
  publishedAt: z.iso.datetime({ precision: 3 }),
  seo: seoSchema,
  cover: coverSchema,
  findings: z.array(findingSchema),
  sources: z.array(sourceSchema),
  body: bodySchema,
})

export type Article = z.infer<typeof articleSchema>
export type Call = z.infer<typeof callSchema>
export type Break = z.infer<typeof breakSchema>
export type Hold = z.infer<typeof holdSchema>
export type Finding = z.infer<typeof findingSchema>
export type Source = z.infer<typeof sourceSchema>
export type LoadCase = z.infer<typeof loadCaseSchema>
export type Body = Root

/** What a rendering needs to know of a media record. Paths are absolute on the site; `focal` is in percent. */
export type MediaRef = {
  id: string
  path: string
  alt: string
  width: number | null
  height: number | null
  credit: string | null
  focal: { x: number; y: number } | null
  /** Smaller copies, the narrowest first. */
  sizes: { path: string; width: number; height: number }[]
}

/** What a rendering needs to know of a public article that another one leads to. */
export type ArticleRef = {
  id: string
  path: string
  title: string
  deck: string
  findings: { id: string; title: string }[]
}

/** What a rendering needs to know of the things an article refers to. `articles` holds public ones only. */
export type References = {
  topics: ReadonlyMap<string, { slug: string; name: string }>
  authors: ReadonlyMap<string, { slug: string; name: string }>
  media: ReadonlyMap<string, MediaRef>
  articles: ReadonlyMap<string, ArticleRef>
}
