export { articlePath, authorPath, topicPath } from './paths.ts'
export { PublishError } from './publish-error.ts'
export { type Outcome, putEdition, withdraw } from './put.ts'
export {
  articleAt,
  articleBySlugOrId,
  articles,
  authorAt,
  authors,
  findingAddress,
  publicMediaFilenames,
  topicAt,
  topics,
} from './reads.ts'
export type {
  Author,
  AuthorRef,
  Current,
  Found,
  ListQuery,
  Page,
  Position,
  Summary,
  Topic,
  TopicRef,
} from './records.ts'
export { putAuthor, putMedia, putTopic, removeRecord } from './records-write.ts'
