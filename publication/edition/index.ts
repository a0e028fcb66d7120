export { targetsOfPaths } from './addresses.ts'
export { type ChangePosition, changesAfter, type ListedChange } from './changes.ts'
export { type Correction, corrections } from './corrections.ts'
export { articleCount } from './count.ts'
export { isCurrent, isUndrawn, rebuild } from './dependents.ts'
export { type Edition, editionAt, editionsBelow, type ListedEdition } from './editions.ts'
export {
  type ArticleLine,
  type Dated,
  datedRecords,
  everyArticle,
  type MarkdownOf,
  newestChange,
  newestMarkdown,
  partOfAll,
  partsOfAll,
} from './every.ts'
export {
  type Failure,
  type FailuresAt,
  type FailureTally,
  failuresAt,
  failuresByDate,
  failuresByTitle,
  failureTally,
  type TitlePosition,
} from './failures.ts'
export { type FindingPlace, findingAt } from './finding-at.ts'
export type { FindingFilters } from './finding-conditions.ts'
export type { FindingPosition, ListedFinding } from './finding-rows.ts'
export { type FindingQuery, findings } from './findings.ts'
export { type EditionNote, type History, historyOf } from './history.ts'
export { type Newest, newestArticles, newestOfAuthor, newestOfTopic, type Span } from './newest.ts'
export { nextInLine } from './next-in-line.ts'
export type { Outcome } from './outcome.ts'
export {
  archivePath,
  articlePath,
  authorPath,
  developersPath,
  editionPath,
  failuresPath,
  findingPath,
  listPages,
  type Size,
  sizePath,
  sizes,
  topicPath,
} from './paths.ts'
export { type Pinned, pinnedEdition } from './pinned.ts'
export { PublishError } from './publish-error.ts'
export { putEdition } from './put.ts'
export {
  articleAt,
  articleBySlugOrId,
  articles,
  authorAt,
  beamOver,
  drawingAt,
  publicMediaFilenames,
  topicAt,
  topics,
  wholeArticles,
} from './reads.ts'
export { authorsPage, type RecordPosition, topicsPage } from './record-lists.ts'
export type {
  Author,
  Current,
  Found,
  ListQuery,
  Page,
  Position,
  Summary,
  Topic,
} from './records.ts'
export { putAuthor, putMedia, putTopic, removeRecord } from './records-write.ts'
export { newestRevision } from './revision.ts'
export { readScales } from './scales.ts'
export { type SearchItem, search } from './search.ts'
export { type FoundGroup, searchGroups } from './search-page.ts'
export {
  keepShareImage,
  keptShareImages,
  shareImageAt,
  storeShareImage,
  summariesOf,
} from './share-images.ts'
export { putSite, readSettings, type SiteSettings, siteSettings } from './site.ts'
export { type Beginnings, beginnings, suggestions } from './suggest.ts'
export { withdraw } from './withdraw.ts'
