export { canonicalText, digestOf, parseCanonical } from './canonical.ts'
export { checkBody } from './check.ts'
export { codeMeta, codeMetaOf, type LineRanges, linesIn } from './code-meta.ts'
export { diagramProblem, diagramSvg } from './diagram/diagram.ts'
export type { DiagramProblem } from './diagram/line.ts'
export { type ArticleDocument, DocumentError, parseDocument, toMarkdown } from './document.ts'
export { findingsOf, findingsOf, sourceForm, sourcesOf, sourcesOf } from './findings.ts'
export { bodyFromMarkdown, type Taken } from './forgiving.ts'
export { bodyFromHtml } from './from-html.ts'
export {
  articleLinkIn,
  articleLinkIn,
  articlePathIn,
  articlePathIn,
  BodyError,
  BodyError,
  type Issue,
  isSafeUrl,
  isSafeUrl,
} from './grammar.ts'
export { bodyToHast, bodyToHtml } from './html.ts'
export { type KindName, kinds, kindsIn, type Where } from './kinds.ts'
export { articleIdsOf, articlePathOf, articleSlugsOf, referLinks, resolveLinks } from './links.ts'
export { bodyToMarkdown } from './markdown.ts'
export { bodyOf, normalise } from './normalise.ts'
export { mediaIdsOf, outlineOf, readingMinutesOf, undescribedIn, wordsOf } from './reading.ts'
export * from './schema.ts'
export { bodyToText } from './text.ts'
