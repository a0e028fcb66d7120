export { articleEntry, correctionEntry, type Feed } from './feed.ts'
export { type FeedFormat, feedFormats, renderFeed } from './render.ts'
