import { z } from 'zod'
import { slugSchema } from '../../article/index.ts'
import { words } from '../schemas/parts.ts'
import { shown } from './query-text.ts'

// Every parameter comes as text. What it must look like is checked here; `wire` says the same to the OpenAPI document.

const oneOfSchema = <T extends string>(values: readonly T[]) =>
  z.enum(values, { error: `must be one of: ${values.join(', ')}` })

/** One of these words. */
export const oneOf = <T extends string>(values: readonly T[], description: string, otherwise?: T) =>
  oneOfSchema(values).register(words, {
    description,
    wire: { type: 'string', enum: [...values], ...(otherwise !== undefined && { default: otherwise }) },
  })

/** The slug of a topic or an author. */
export const slugOf = (what: string, example: string) =>
  z
    .string()
    .refine((text) => slugSchema.safeParse(text).success, `must be a slug, such as ${example}`)
    .register(words, {
      description: `The slug of ${what}.`,
      example,
      wire: { type: 'string', pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', maxLength: 120 },
    })

/** A date or a time. Gives ISO 8601 UTC with milliseconds. */
export const instantOf = (description: string) =>
  z
    .string()
    .transform((text, context) => {
      const given = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).safeParse(text)
      const time = given.success ? new Date(text) : null
      // Postgres and JavaScript disagree about what lies outside.
      if (time && time.getTime() >= 0 && time.getUTCFullYear() <= 9999) return time.toISOString()
      context.addIssue(
        'must be an ISO 8601 date or time with its zone, from 1970 to 9999, such as 2026-09-01T08:00:00Z (write + as %2B)',
      )
      return z.NEVER
    })
    .register(words, {
      description,
      example: '2026-09-01T08:00:00Z',
      wire: {
        anyOf: [
          { type: 'string', format: 'date-time' },
          { type: 'string', format: 'date' },
        ],
      },
    })

/** Names from a closed list, separated by commas, each once. */
export const listOfNames = <T extends string>(values: readonly T[], what: string, description: string) =>
  z
    .string()
    .transform((text, context) => {
      const names = text.split(',')
      const unknown = names.filter((name) => !values.includes(name as T))
      if (unknown.length > 0)
        context.addIssue(
          `${unknown.slice(0, 5).map(shown).join(', ') || 'an empty name'} is not ${what}; choose from: ${values.join(', ')}`,
        )
      else if (new Set(names).size < names.length) context.addIssue('names something twice')
      return names as T[]
    })
    .register(words, {
      description,
      wire: { type: 'array', items: { type: 'string', enum: [...values] }, minItems: 1, uniqueItems: true },
    })

/** `fields`: names of top-level fields. */
export const fieldsOf = <T extends string>(values: readonly T[], always: string) =>
  listOfNames(
    values,
    'a field',
    `Only these top-level fields, separated by commas; \`${always}\` always comes too. Without it: all.`,
  )

/** How many to a page. */
export const limit = z
  .string()
  .regex(/^(?:[1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
  .transform(Number)
  .register(words, {
    description: 'How many to a page.',
    wire: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  })

/** A number of users, in digits. */
export const numberOfUsers = (description: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1 to 999999999, in digits')
    .transform(Number)
    .register(words, { description, example: 10_000, wire: { type: 'integer', minimum: 1, maximum: 999_999_999 } })

const cursor = (description: string) =>
  z.string().register(words, { description, wire: { type: 'string', maxLength: 2000 } })
export const after = cursor('A cursor from `page.next`: what comes after that page.')
export const before = cursor('A cursor from `page.previous`: what comes before that page. Not together with `after`.')

/** Words to look for. */
export const wordsSought = (description: string) =>
  z
    .string()
    .refine((text) => text.trim() !== '', 'must hold at least one word')
    .refine((text) => text.length <= 200, 'must be at most 200 characters')
    .register(words, { description, example: 'retry storm', wire: { type: 'string', minLength: 1, maxLength: 200 } })
