import type { z } from 'zod'
import type { ErrorKind } from '../errors/index.ts'
import { articleParameters, listParameters } from './parameters/articles.ts'
import { changesParameters } from './parameters/changes.ts'
import { findingParameters, searchParameters } from './parameters/findings.ts'
import { editionListParameters, noParameters, recordListParameters } from './parameters/records.ts'
import {
  articleAnswerSchema,
  editionAnswerSchema,
  editionListSchema,
  listAnswerSchema,
  partialArticleAnswerSchema,
  summaryListSchema,
} from './schemas/article.ts'
import { changesAnswerSchema } from './schemas/changes.ts'
import { findingsAnswerSchema, searchAnswerSchema } from './schemas/findings.ts'
import { authorAnswerSchema, authorListSchema, topicAnswerSchema, topicListSchema } from './schemas/records.ts'

/** One address of the public API: what it takes and what it promises. */
export type Endpoint = {
  /** below `/api/v1`, parts in braces as in OpenAPI */
  path: string
  summary: string
  description: string
  query: z.ZodObject
  /** what is answered: the usual form, and any other that parameters bring about */
  answer: z.ZodType
  otherwise?: z.ZodType
  problems: readonly ErrorKind[]
  isSearch?: true
}

/** What the parts in braces are. */
export const pathParts: Record<string, { description: string; example: string }> = {
  article: { description: 'Slug or id of an article.', example: 'queue-architecture-async-workloads' },
  edition: { description: 'Number of an edition.', example: '1' },
  topic: { description: 'Slug or id of a topic.', example: 'scale' },
  author: { description: 'Slug or id of an author.', example: 'editorial-desk' },
}

/** What any address may answer. */
export const always = [
  'invalid-parameter',
  'unreadable-request',
  'method-not-allowed',
  'request-timeout',
  'address-too-long',
  'quota-exceeded',
  'headers-too-large',
  'internal',
  'unavailable',
] as const satisfies readonly ErrorKind[]
const lists = [...always, 'invalid-cursor'] as const
const named = [...always, 'not-found', 'gone'] as const

/** Everything that can be asked for, by the name of the operation. Documentation, routes and the client follow from it. */
export const endpoints = {
  listArticles: {
    path: '/articles',
    summary: 'Articles, the newest first',
    description: 'Without `body` and `sources`, unless `include` asks for them.',
    query: listParameters,
    answer: summaryListSchema,
    otherwise: listAnswerSchema,
    problems: lists,
  },
  getArticle: {
    path: '/articles/{article}',
    summary: 'One article',
    description: 'By its slug, or by its id, which stays when it gets another slug. An old slug answers 308.',
    query: articleParameters,
    answer: articleAnswerSchema,
    otherwise: partialArticleAnswerSchema,
    problems: named,
  },
  listEditions: {
    path: '/articles/{article}/editions',
    summary: 'The editions of an article, the newest first',
    description: 'Every text that was public under this article, with what each changed. None while it is withdrawn.',
    query: editionListParameters,
    answer: editionListSchema,
    problems: [...named, 'invalid-cursor'],
  },
  getEdition: {
    path: '/articles/{article}/editions/{edition}',
    summary: 'One edition, as it was published',
    description:
      'What it says never changes: asked for by the article’s id, it may be kept for good. It answers 410 once it was withdrawn.',
    query: noParameters,
    answer: editionAnswerSchema,
    problems: named,
  },
  listFindings: {
    path: '/findings',
    summary: 'Breaks and holds of all articles',
    description: 'Those of the newest article first, in the order of its text.',
    query: findingParameters,
    answer: findingsAnswerSchema,
    problems: lists,
  },
  listTopics: {
    path: '/topics',
    summary: 'Topics',
    description: 'In the order that the editors gave them.',
    query: recordListParameters,
    answer: topicListSchema,
    problems: lists,
  },
  getTopic: {
    path: '/topics/{topic}',
    summary: 'One topic',
    description: 'By its slug or its id. Its articles are at `links.articles`.',
    query: noParameters,
    answer: topicAnswerSchema,
    problems: named,
  },
  listAuthors: {
    path: '/authors',
    summary: 'Authors, by name',
    description: 'Those who write here, also those of whom nothing is public now.',
    query: recordListParameters,
    answer: authorListSchema,
    problems: lists,
  },
  getAuthor: {
    path: '/authors/{author}',
    summary: 'One author',
    description: 'By slug or id. What they wrote is at `links.articles`.',
    query: noParameters,
    answer: authorAnswerSchema,
    problems: named,
  },
  search: {
    path: '/search',
    summary: 'Findings, articles and topics by their words',
    description:
      'Findings first, then articles, then topics, the best first; at most 100. It has a quota of its own beside the other.',
    query: searchParameters,
    answer: searchAnswerSchema,
    problems: lists,
    isSearch: true,
  },
  listChanges: {
    path: '/changes',
    summary: 'What changed, in order',
    description:
      'Every publication, revision, move and withdrawal since the beginning, the oldest first. Keep `page.next` and give it as `after` next time: it is good for ever. An article may be named more than once; what it is now is at `article.json`.',
    query: changesParameters,
    answer: changesAnswerSchema,
    problems: lists,
  },
} as const satisfies Record<string, Endpoint>

export type OperationId = keyof typeof endpoints

/** The forms that an answer may have, by the name of the operation. */
export const answerSchemas: Record<string, { usual: z.ZodType; other: z.ZodType | undefined }> = Object.fromEntries(
  Object.entries<Endpoint>(endpoints).map(([id, { answer, otherwise }]) => [id, { usual: answer, other: otherwise }]),
)
