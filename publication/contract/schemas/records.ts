import { z } from 'zod'
import { loadCaseSchema } from '../../article/index.ts'
import { count, listOf, slug, url, words } from './parts.ts'

const id = z.string().register(words, { description: 'Opaque and permanent: it stays when the record is renamed.' })
const articleCount = count.clone().register(words, { description: 'How many public articles there are.' })
const links = z
  .strictObject({ html: url, json: url, articles: url, rss: url, atom: url, jsonFeed: url })
  .register(words, { id: 'RecordLinks', description: 'The page, this record, its articles here, and its feeds.' })

export const topicAnswerSchema = z
  .strictObject({
    id,
    slug,
    url,
    name: z.string(),
    description: z.string(),
    loadCase: loadCaseSchema.register(words, { description: 'How the lines of its plates run.' }),
    articleCount,
    images: z.strictObject({ sheet: z.strictObject({ square: url, wide: url }).nullable() }),
    links,
  })
  .register(words, { id: 'Topic' })

export const authorAnswerSchema = z
  .strictObject({
    id,
    slug,
    url,
    name: z.string(),
    bio: z.string(),
    disclosure: z.string().nullable().register(words, { description: 'Interests that bear on what is written.' }),
    profiles: z.array(z.strictObject({ label: z.string(), url: z.string() })),
    articleCount,
    links,
  })
  .register(words, { id: 'Author' })

export const topicListSchema = listOf(topicAnswerSchema).register(words, { id: 'TopicList' })
export const authorListSchema = listOf(authorAnswerSchema).register(words, { id: 'AuthorList' })

export type TopicAnswer = z.infer<typeof topicAnswerSchema>
export type AuthorAnswer = z.infer<typeof authorAnswerSchema>
