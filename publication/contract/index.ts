export { articlesPath, notFound, parseArticleKey, parsePathPart } from './article-key.ts'
export { parseArticleParameters, parseListParameters, wholeView } from './parameters.ts'
export { neighbours, presentArticle, presentList, presentSummary } from './present.ts'
export { presentFeedBody } from './present-body.ts'
export { presentProblem } from './present-problem.ts'
export {
  articleAnswerSchema,
  articleFields,
  listAnswerSchema,
  partialArticleAnswerSchema,
  problemSchema,
  summaryAnswerSchema,
} from './schemas.ts'
