import { z } from 'zod'
import { articleIdSchema, findingIdSchema } from '../../article/index.ts'
import { articleRef, listOf, slug, url, words } from './parts.ts'

const findingId = findingIdSchema.register(words, {
  description: '`b1` for a break, `h1` for a hold: permanent within its article, never used again.',
  example: 'b1',
})
const status = z
  .enum(['held', 'open'])
  .register(words, { description: '`open` when no hold of the article answers the break.' })

const breakFields = {
  id: findingId,
  kind: z.literal('break'),
  title: z.string(),
  shows: z.string().nullable().register(words, { description: 'How it shows itself.' }),
  scale: z.string().nullable().register(words, { description: 'The scale from which on it breaks.' }),
  cost: z.string().nullable(),
  status,
  heldBy: z.array(findingId).register(words, { description: 'Holds of the same article that answer it.' }),
}
const holdFields = {
  id: findingId,
  kind: z.literal('hold'),
  title: z.string(),
  answers: z.array(findingId).register(words, { description: 'Breaks of the same article that it answers.' }),
  cost: z.string().nullable(),
  verifiedSince: z.iso.date().nullable().register(words, { description: 'The day since which it is known to hold.' }),
}

/** A break or a hold as an edition has it: it has no address, because that leads to the newest edition. */
export const editionFindingSchema = z
  .discriminatedUnion('kind', [
    z.strictObject(breakFields).register(words, { id: 'EditionBreak', description: 'A break, as an edition has it.' }),
    z.strictObject(holdFields).register(words, { id: 'EditionHold', description: 'A hold, as an edition has it.' }),
  ])
  .register(words, { id: 'EditionFinding', description: 'A break or a hold, as an edition has it.' })

const breakSchema = z
  .strictObject({ ...breakFields, url })
  .register(words, { id: 'Break', description: 'How something fails, how that shows, and from which scale on.' })
const holdSchema = z
  .strictObject({ ...holdFields, url })
  .register(words, { id: 'Hold', description: 'What carries the load across one or more breaks.' })

/** A break or a hold of an article; `url` is the address of that finding. */
export const findingSchema = z
  .discriminatedUnion('kind', [breakSchema, holdSchema])
  .register(words, { id: 'Finding', description: 'A break or a hold.' })

const article = articleRef(articleIdSchema)
const listedBreak = z.strictObject({ ...breakFields, url, article }).register(words, { id: 'ListedBreak' })
const listedHold = z.strictObject({ ...holdFields, url, article }).register(words, { id: 'ListedHold' })

/** The same with the article that it stands in. */
export const findingAnswerSchema = z
  .discriminatedUnion('kind', [listedBreak, listedHold])
  .register(words, { id: 'ListedFinding', description: 'A break or a hold, and the article that it stands in.' })

export const findingsAnswerSchema = listOf(findingAnswerSchema).register(words, { id: 'FindingList' })

const foundIn = z
  .strictObject({ id: articleIdSchema, slug, title: z.string(), url })
  .register(words, { id: 'FoundIn', description: 'The article in which a finding was found.' })

const excerpt = z
  .array(z.strictObject({ text: z.string(), match: z.boolean() }))
  .register(words, { id: 'Excerpt', description: 'Words in their context; `match` marks those that were asked for.' })

/** One result of a search. */
export const hitSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('finding'),
        title: z.string(),
        url,
        excerpt,
        finding: z.strictObject({ id: findingId, kind: z.enum(['break', 'hold']), status: status.nullable() }),
        article: foundIn,
      })
      .register(words, {
        id: 'FindingHit',
        description: 'A break or a hold that was found. Only breaks have a status.',
      }),
    z
      .strictObject({ type: z.literal('article'), title: z.string(), url, excerpt, deck: z.string(), article })
      .register(words, { id: 'ArticleHit', description: 'An article that was found.' }),
    z
      .strictObject({
        type: z.literal('topic'),
        title: z.string(),
        url,
        excerpt,
        topic: z.strictObject({ id: z.string(), slug: z.string() }),
      })
      .register(words, { id: 'TopicHit', description: 'A topic that was found.' }),
  ])
  .register(words, { id: 'Hit' })

export const searchAnswerSchema = listOf(hitSchema)
  .extend({
    didYouMean: z
      .string()
      .nullable()
      .register(words, { description: 'Where nothing was found: similar words that would find something.' }),
  })
  .register(words, { id: 'SearchResult' })

export type FindingAnswer = z.infer<typeof findingSchema>
export type ListedFindingAnswer = z.infer<typeof findingAnswerSchema>
export type HitAnswer = z.infer<typeof hitSchema>
