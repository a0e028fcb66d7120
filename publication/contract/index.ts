export {
  articlesPath,
  noEdition,
  noRecord,
  notFound,
  parseArticleKey,
  parseEditionNumber,
  parseRecordKey,
} from './article-key.ts'
export { changelog } from './changelog.ts'
export { writeCursor } from './cursor.ts'
export { answerSchemas, endpoints, type OperationId, pathParts } from './endpoints.ts'
export { nothingToEmbed, parseEmbed, presentEmbed } from './oembed.ts'
export { openApiDocument } from './openapi.ts'
export { parseArticleParameters, parseListParameters, wholeView } from './parameters/articles.ts'
export { listPositions, writePosition } from './parameters/beside.ts'
export { parseChangesParameters, unknownPosition } from './parameters/changes.ts'
export {
  type FailuresAsked,
  failureDateCursor,
  failureTitleCursor,
  parseFailureIndex,
  parseFailureList,
  parseFailureTable,
} from './parameters/failures.ts'
export { parseFindingParameters, parseSearchParameters } from './parameters/findings.ts'
export { parseEditionListParameters, parseNoParameters, parseRecordParameters } from './parameters/records.ts'
export { neighbours, presentArticle, presentList, presentPage, presentSummary } from './present.ts'
export { presentFeedBody, presentFeedText } from './present-body.ts'
export { presentMarkdown } from './present-markdown.ts'
export { presentProblem } from './present-problem.ts'
export {
  presentAuthor,
  presentChanges,
  presentEdition,
  presentEditionNote,
  presentFinding,
  presentHit,
  presentTopic,
  recordCursor,
} from './present-records.ts'
export { problemWords } from './problems.ts'
export {
  articleAnswerSchema,
  articleFields,
  listAnswerSchema,
  partialArticleAnswerSchema,
  summaryAnswerSchema,
} from './schemas/article.ts'
export { problemSchema } from './schemas/problem.ts'
