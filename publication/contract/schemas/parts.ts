import { z } from 'zod'
import { slugSchema } from '../../article/index.ts'

// What machines are promised. Written out rather than derived from the records inside, so that a change there cannot
// change the promise unseen. Strict: an answer with anything more fails the tests.

/** Words for a schema, and its name among the components of the OpenAPI document if it has one. */
export type Words = { id?: string; description?: string; example?: unknown; wire?: Record<string, unknown> }

/** Which words belong to which schema. A registry of our own: zod's global one is shared with whoever else uses it. */
export const words = z.registry<Words>()

export const url = z.url({ protocol: /^https?$/ }).register(words, { description: 'An absolute address.' })
export const instant = z.iso
  .datetime({ precision: 3 })
  .register(words, { description: 'ISO 8601 in UTC with milliseconds.', example: '2026-09-08T08:00:00.000Z' })
export const count = z.number().int().min(0)
export const slug = slugSchema.register(words, { description: 'Lower-case words joined by hyphens.', example: 'scale' })
export const digest = z
  .string()
  .regex(/^sha256-[0-9a-f]{64}$/)
  .register(words, { description: 'SHA-256 of the edition’s canonical JSON (RFC 8785).' })

/** A topic or an author where another record names it. */
export const named = z
  .strictObject({ slug, name: z.string(), url })
  .register(words, { id: 'Named', description: 'A topic or an author, by name and address.' })

/** An article where another record names it. */
export const articleRef = (id: z.ZodType<string>) =>
  z
    .strictObject({ id, slug, title: z.string(), url, publishedAt: instant })
    .register(words, { id: 'ArticleRef', description: 'An article, by name and address.' })

/** Where the neighbouring pages of a list begin. */
const pageSchema = z
  .strictObject({
    next: z
      .string()
      .nullable()
      .register(words, { description: 'Give it as `after` for the next page; null at the end.' }),
    previous: z
      .string()
      .nullable()
      .register(words, { description: 'Give it as `before` for the page before; null at the beginning.' }),
    limit: z.number().int().min(1).max(100),
    hasMore: z.boolean().register(words, { description: 'Whether there is a next page.' }),
  })
  .register(words, { id: 'Page' })

/** A page of a list. */
export const listOf = <T extends z.ZodType>(item: T) => z.strictObject({ data: z.array(item), page: pageSchema })
