export { type FeedFormat, feedFormats, renderFeed } from './render.ts'
