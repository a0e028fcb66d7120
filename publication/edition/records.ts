import type { Article, ArticleRef, Call, Finding, LoadCase, MediaRef, Source } from '../article/index.ts'
import type { Plate, Sheets } from '../tables/index.ts'

/** A topic as the public sees it. `path` is `/topics/{slug}`; `articles` counts the current ones. */
export type Topic = {
  id: string
  slug: string
  path: string
  name: string
  loadCase: LoadCase
  description: string
  articles: number
  /** paths of its drawings; null only between an upgrade and the rebuild that follows it */
  sheets: Sheets | null
}

/** An author as the public sees one. `path` is `/authors/{slug}`. */
export type Author = {
  id: string
  slug: string
  path: string
  name: string
  bio: string
  disclosure: string | null
  links: { label: string; url: string }[]
  articles: number
}

export type TopicRef = Pick<Topic, 'id' | 'slug' | 'path' | 'name' | 'loadCase'>
export type AuthorRef = Pick<Author, 'id' | 'slug' | 'path' | 'name'>

/**
 * One public article without its body. Times are ISO 8601 UTC with milliseconds;
 * `modifiedAt` is when the current edition became public; `digest` is `sha256-{hex}` of its canonical text.
 */
export type Summary = {
  id: string
  slug: string
  path: string
  title: string
  deck: string
  call: Call | null
  takeaways: string[]
  topics: TopicRef[]
  authors: AuthorRef[]
  publishedAt: string
  modifiedAt: string
  /** when anything that is shown of it last changed: whole seconds, each state another one, so at times a little ahead */
  changedAt: string
  edition: number
  digest: string
  words: number
  readingMinutes: number
  findings: Finding[]
  cover: Article['cover']
  plate: Plate | null
}

/** One public article whole, with the renderings that are kept beside it. */
export type Current = Summary & {
  seo: Article['seo']
  sources: Source[]
  body: Article['body']
  media: MediaRef[]
  /** the public articles that it links to */
  articles: ArticleRef[]
  /** what editors said was wrong in earlier editions, the newest first; `edition` is the one that corrects, `at` ISO 8601 UTC */
  corrections: { edition: number; at: string; text: string }[]
  html: string
  markdown: string
  text: string
}

/** What an address leads to. `moved.to` is a path on this site; a gone address says why. */
export type Found<T> =
  | { kind: 'current'; value: T }
  | { kind: 'moved'; to: string }
  | { kind: 'gone'; reason: string | null; at: string }
  | { kind: 'unknown' }

/** A keyset position in a list: the sort time and the article id. */
export type Position = { at: string; id: string }

export type ListQuery = {
  /** 1 to 100 */
  limit: number
  after?: Position | undefined
  before?: Position | undefined
  /** slug of a topic */
  topic?: string | undefined
  /** slug of an author */
  author?: string | undefined
  /** ISO 8601, exclusive */
  publishedAfter?: string | undefined
  /** ISO 8601, exclusive */
  modifiedAfter?: string | undefined
  sort?: 'publishedAt' | 'modifiedAt' | undefined
}

/** A page of a list, newest first. `next` and `previous` are null when nothing lies there. */
export type Page<T> = { items: T[]; next: Position | null; previous: Position | null }
