export { targetsOfPaths } from './addresses.ts'
export { type ChangePosition, changesAfter, type ListedChange } from './changes.ts'
export { corrections } from './corrections.ts'
export { articleCount } from './count.ts'
export { isCurrent, isUndrawn, rebuild } from './dependents.ts'
export { type Edition, editionAt, editionsBelow, type ListedEdition } from './editions.ts'
export type { FindingPosition, ListedFinding } from './finding-rows.ts'
export { type FindingQuery, findings } from './findings.ts'
export { type EditionNote, type History, historyOf } from './history.ts'
export { newestArticles, newestOfAuthor, newestOfTopic, type WithNewest } from './newest.ts'
export { nextInLine } from './next-in-line.ts'
export type { Outcome } from './outcome.ts'
export { archivePath, articlePath, authorPath, editionPath, topicPath } from './paths.ts'
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
  findingAddress,
  publicMediaFilenames,
  topicAt,
  topics,
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
export { type SearchItem, search } from './search.ts'
export { type FoundGroup, searchGroups } from './search-page.ts'
export { putSite, readSettings, siteSettings } from './site.ts'
export { type Beginnings, beginnings, suggestions } from './suggest.ts'
export { withdraw } from './withdraw.ts'
