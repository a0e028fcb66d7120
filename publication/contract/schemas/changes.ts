import { z } from 'zod'
import { articleIdSchema } from '../../article/index.ts'
import { digest, instant, slug, url, words } from './parts.ts'

const changeSchema = z
  .strictObject({
    id: z.string().register(words, {
      description: 'Give it as `after` to read on from here. It is good for ever.',
      example: '412.0.9f3c21aa01b2c3d4',
    }),
    type: z.enum(['published', 'revised', 'moved', 'withdrawn', 'refreshed']).register(words, {
      description:
        '`refreshed`: its text stayed, but a topic, an author, a picture or an article that it shows is another now. `withdrawn`: delete your copy.',
    }),
    at: instant,
    revision: z.number().int().min(1).register(words, {
      description:
        'Number of its journal entry. An answer whose `X-Revision` is below it comes from a cache and is of before the change.',
    }),
    article: z.strictObject({
      id: articleIdSchema,
      slug,
      url,
      edition: z.number().int().min(1).nullable(),
      digest: digest.nullable(),
      json: url.clone().register(words, { description: 'The article at this API, by its permanent id.' }),
    }),
    previousSlug: z.string().nullable().register(words, { description: 'What a moved article was called before.' }),
    reason: z.string().nullable().register(words, {
      description: 'Why a withdrawn article is gone, if the editors say so.',
    }),
  })
  .register(words, { id: 'Change', description: 'What happened to one article.' })

export const changesAnswerSchema = z
  .strictObject({
    data: z.array(changeSchema),
    page: z.strictObject({
      next: z.string().nullable().register(words, {
        description: 'Keep it, and give it as `after` when you ask again. Null only while there is no change at all.',
      }),
      limit: z.number().int().min(1).max(100),
      hasMore: z.boolean().register(words, { description: 'Whether more changes are waiting already.' }),
    }),
  })
  .register(words, { id: 'ChangeList', description: 'Changes, the oldest first.' })

export type ChangesAnswer = z.infer<typeof changesAnswerSchema>
