import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'
import type { Article, Call, Finding, LoadCase, Source } from '../article/index.ts'
import type { Ground, PlateFormat, SheetFormat } from '../plate/index.ts'

/** Everything that is ours lies in one Postgres schema; Payload's tables lie in `public`. Created by migrations. */
const schema = pgSchema('publication')
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** Immutable published texts. `canonical` is RFC 8785 JSON, `digest` is `sha256-{hex}` of it. */
export const editions = schema.table(
  'editions',
  {
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    articleId: text('article_id').notNull(),
    number: integer('number').notNull(),
    digest: text('digest').notNull(),
    canonical: text('canonical').notNull(),
    publishedAt: instant('published_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [unique('editions_article_number').on(table.articleId, table.number)],
)

/** The plate of an article: the path of each format, its text alternative, and its verdict. */
export type Plate = Record<PlateFormat, string> & { alt: string; ground: Ground }

/** The sheets of a topic: paths. */
export type Sheets = Record<SheetFormat, string>

/** One disposable row per public article; everything in it is derived from its edition. */
export const current = schema.table('current', {
  articleId: text('article_id').primaryKey(),
  editionId: bigint('edition_id', { mode: 'number' }).notNull(),
  number: integer('number').notNull(),
  digest: text('digest').notNull(),
  slug: text('slug').notNull().unique(),
  path: text('path').notNull().unique(),
  title: text('title').notNull(),
  deck: text('deck').notNull(),
  call: jsonb('call').$type<Call>(),
  takeaways: jsonb('takeaways').$type<string[]>().notNull(),
  topicIds: text('topic_ids').array().notNull(),
  authorIds: text('author_ids').array().notNull(),
  mediaIds: text('media_ids').array().notNull(),
  /** articles that it links to, public or not */
  linkIds: text('link_ids').array().notNull(),
  publishedAt: instant('published_at').notNull(),
  modifiedAt: instant('modified_at').notNull(),
  /** when anything that is shown of it last changed, a renamed topic too; whole seconds, the next one, each state another */
  changedAt: timestamp('changed_at', { withTimezone: true, precision: 0, mode: 'date' })
    .notNull()
    .default(sql`date_trunc('second', now()) + interval '1 second'`),
  words: integer('words').notNull(),
  readingMinutes: integer('reading_minutes').notNull(),
  findings: jsonb('findings').$type<Finding[]>().notNull(),
  sources: jsonb('sources').$type<Source[]>().notNull(),
  seo: jsonb('seo').$type<Article['seo']>().notNull(),
  cover: jsonb('cover').$type<Article['cover']>().notNull(),
  body: jsonb('body').$type<Article['body']>().notNull(),
  /** null only between an upgrade and the rebuild that follows it */
  plate: jsonb('plate').$type<Plate>(),
  html: text('html').notNull(),
  markdown: text('markdown').notNull(),
  text: text('text').notNull(),
})

/** Every drawing that was ever shown. `path` names its content, `drawnFrom` what it was drawn from. */
export const plates = schema.table('plates', {
  path: text('path').primaryKey(),
  drawnFrom: text('drawn_from').notNull(),
  svg: text('svg').notNull(),
  drawnAt: instant('drawn_at').notNull().defaultNow(),
})

/** The breaks and holds of current editions. */
export const findings = schema.table(
  'findings',
  {
    articleId: text('article_id').notNull(),
    findingId: text('finding_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind').$type<'break' | 'hold'>().notNull(),
    title: text('title').notNull(),
    shows: text('shows'),
    scale: text('scale'),
    cost: text('cost'),
    status: text('status').$type<'held' | 'open'>(),
    answers: text('answers').array().notNull(),
    heldBy: text('held_by').array().notNull(),
    verifiedSince: date('verified_since', { mode: 'string' }),
    /** of a break: from how many users on it bites, 0 when its scale counts nobody; null until it was read */
    users: integer('users'),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.findingId] })],
)

/** Every path we ever gave out, pointing at an id, so that a rename is one hop for ever. */
export const addresses = schema.table('addresses', {
  path: text('path').primaryKey(),
  kind: text('kind').$type<'article' | 'topic' | 'author'>().notNull(),
  target: text('target').notNull(),
  gone: boolean('gone').notNull().default(false),
  reason: text('reason'),
  changedAt: instant('changed_at').notNull().defaultNow(),
})

/** What a change did to an article; `refreshed`: its text stayed, but something that it shows is another. */
export type ChangeType = 'published' | 'revised' | 'moved' | 'withdrawn' | 'refreshed'

/** Every change of what is public, article by article, under the journal entry that it belongs to. Append-only. */
export const changes = schema.table(
  'changes',
  {
    seq: bigint('seq', { mode: 'number' }).notNull(),
    place: integer('place').notNull(),
    /** the first 16 digits of that entry's hash */
    hash: text('hash').notNull(),
    type: text('type').$type<ChangeType>().notNull(),
    articleId: text('article_id').notNull(),
    slug: text('slug').notNull(),
    previousSlug: text('previous_slug'),
    edition: integer('edition'),
    digest: text('digest'),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.seq, table.place] })],
)

/** What editors said was wrong in the edition before the one they published with it. Append-only. */
export const corrections = schema.table(
  'corrections',
  {
    articleId: text('article_id').notNull(),
    edition: integer('edition').notNull(),
    /** number of the journal entry that tells of it */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    text: text('text').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.seq] })],
)

export const topics = schema.table('topics', {
  id: text('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  loadCase: text('load_case').$type<LoadCase>().notNull(),
  description: text('description').notNull(),
  position: integer('position').notNull(),
  sheets: jsonb('sheets').$type<Sheets>(),
})

export const authors = schema.table('authors', {
  id: text('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  bio: text('bio').notNull(),
  disclosure: text('disclosure'),
  links: jsonb('links').$type<{ label: string; url: string }[]>().notNull(),
})

/** A smaller copy of a picture, in pixels. */
export type MediaSize = { filename: string; width: number; height: number }

/** Media that a current edition may show. File names are made by the server; the focal point is in percent. */
export const media = schema.table('media', {
  id: text('id').primaryKey(),
  filename: text('filename').notNull().unique(),
  mimeType: text('mime_type').notNull(),
  alt: text('alt').notNull(),
  width: integer('width'),
  height: integer('height'),
  credit: text('credit'),
  focalX: doublePrecision('focal_x'),
  focalY: doublePrecision('focal_y'),
  /** the narrowest first */
  sizes: jsonb('sizes').$type<MediaSize[]>().notNull(),
})

/** What the publication says of itself to machines. */
export type SiteSettings = {
  /** what they may do with its texts: list them in search, answer a person from them, train on them */
  ai: { search: boolean; aiInput: boolean; aiTrain: boolean }
  /** product tokens (RFC 9309) of those who are asked to stay away, each once, in alphabetical order */
  crawlers: { disallowed: string[] }
  /** `mailto:` or https address for reports of weaknesses; null: none of its own */
  contact: { security: string | null }
  /** `@name@server`, or null */
  fediverse: string | null
}

/** One row, or none while the settings are as they come. */
export const site = schema.table('site', {
  isOnly: boolean('is_only').primaryKey().default(true),
  settings: jsonb('settings').$type<SiteSettings>().notNull(),
})

export { grantRoles } from './grants.ts'
