import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { loadCaseSchema, slugSchema } from '#publication/article/index.ts'
import { ContentError } from './content-error.ts'

/** Where things lie in a folder of content. Pictures lie beside the articles that show them. */
export const places = {
  topics: 'topics.yaml',
  authors: 'authors.yaml',
  articles: 'articles',
  pictures: 'articles/media',
  pictureList: 'articles/media/media.yaml',
} as const

/** As long as the fields of the admin take: an import would be refused there without a line. */
const words = (most: number) => z.string().min(1).max(most)

const topicsSchema = z.array(
  z.strictObject({
    slug: slugSchema,
    name: words(60),
    loadCase: loadCaseSchema,
    description: words(1200),
    /** Its place in the order of topics; written where it is not the one that the file gives. */
    position: z.number().optional(),
  }),
)

const authorsSchema = z.array(
  z.strictObject({
    slug: slugSchema,
    name: words(120),
    bio: words(1200),
    disclosure: z.string().max(600).nullish(),
    links: z
      .array(z.strictObject({ label: words(60), url: z.url({ protocol: /^https?$/ }).max(2000) }))
      .max(10)
      .default([]),
  }),
)

/** What is known of the pictures: `focal` is the point that matters, in percent from the left and from the top. */
const picturesSchema = z.array(
  z.strictObject({
    file: z
      .string()
      .regex(/^[\p{L}\p{N}_-][\p{L}\p{N}._-]*\.(?:jpe?g|png|webp)$/iu, 'is not the name of a JPEG, PNG or WebP'),
    alt: z.string().trim().min(1).max(400),
    credit: z.string().trim().min(1).max(200).optional(),
    focal: z.tuple([z.number().min(0).max(100), z.number().min(0).max(100)]).optional(),
  }),
)

export const fileSchemas = { topics: topicsSchema, authors: authorsSchema, pictures: picturesSchema }

export type TopicEntry = z.infer<typeof topicsSchema>[number]
export type AuthorEntry = z.infer<typeof authorsSchema>[number]
export type PictureEntry = z.infer<typeof picturesSchema>[number]

/** A topic's place in the order of topics, by its 0-based place in the file. */
export const positionAt = (index: number): number => (index + 1) * 10

/** @throws ContentError naming the line of the first thing that is wrong */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', uniqueKeys: true })
  const [broken] = document.errors
  if (broken) {
    const reason = broken.message.split('\n')[0]?.replace(/ at line .*$/, '')
    throw new ContentError(file, lines.linePos(broken.pos[0]).line, `the YAML cannot be read: ${reason}`)
  }
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? [])
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = issue?.path ?? []
  let line = 1
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined
    if (!node?.range) continue
    line = lines.linePos(node.range[0]).line
    break
  }
  throw new ContentError(file, line, `${path.map(String).join('.') || 'the file'}: ${issue?.message}`)
}
