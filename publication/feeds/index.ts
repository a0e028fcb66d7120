export { type FeedFormat, feedTypes, renderFeed } from './render.ts'
