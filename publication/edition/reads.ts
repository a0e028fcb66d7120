import { type SQL, sql } from 'drizzle-orm'
import { reader } from '#platform/db.ts'
import type { BeamFormat } from '../plate/index.ts'
import { correctionColumn } from './correction-rows.ts'
import { articlePath, authorPath, topicPath } from './paths.ts'
import { beamFrom } from './plates.ts'
import type { Author, Current, Found, ListQuery, Page, Position, Summary, Topic } from './records.ts'
import { type CurrentRow, currentOf, summaryOf } from './rows.ts'

/**
 * Number of the newest journal entry in the snapshot that the answer was read from, and when it was made: ISO 8601, whole
 * seconds, no two entries in the same one, and so at times a little ahead of the clock.
 */
export type Revised<T> = T & { revision: number; revisedAt: string }

/** One statement, so that what is read and the revision it carries are of one snapshot. */
export async function read<Row extends Record<string, unknown>>(
  columns: SQL,
  rest: SQL,
): Promise<Revised<{ rows: Row[] }>> {
  const database = await reader()
  const result = await database.execute<{ revision: string; revised_at: Date; found: Row[] }>(sql`
    select r.seq as revision, r.changed_at as revised_at,
      coalesce((select json_agg(found) from (select ${columns} ${rest}) as found), '[]') as found
    from publication.revision r`)
  const row = result.rows[0]
  if (!row) throw new Error('The journal has no head: the database is not the publication’s.')
  return { revision: Number(row.revision), revisedAt: new Date(row.revised_at).toISOString(), rows: row.found }
}

const topicRefs = sql`(select coalesce(json_agg(json_build_object('id', t.id, 'slug', t.slug, 'name', t.name,
  'loadCase', t.load_case) order by u.place), '[]')
  from unnest(c.topic_ids) with ordinality as u(id, place) join publication.topics t on t.id = u.id) as topics`
const authorRefs = sql`(select coalesce(json_agg(json_build_object('id', p.id, 'slug', p.slug, 'name', p.name)
  order by u.place), '[]')
  from unnest(c.author_ids) with ordinality as u(id, place) join publication.authors p on p.id = u.id) as authors`
const mediaRefs = sql`(select coalesce(json_agg(json_build_object('id', m.id, 'filename', m.filename, 'alt', m.alt,
  'width', m.width, 'height', m.height, 'credit', m.credit, 'focalX', m.focal_x, 'focalY', m.focal_y,
  'sizes', m.sizes) order by u.place), '[]')
  from unnest(c.media_ids) with ordinality as u(id, place) join publication.media m on m.id = u.id) as media`
const linkedRefs = sql`(select coalesce(json_agg(json_build_object('id', l.article_id, 'path', l.path, 'title', l.title,
  'deck', l.deck, 'findings', l.findings) order by u.place), '[]')
  from unnest(c.link_ids) with ordinality as u(id, place) join publication.current l on l.article_id = u.id) as articles`
export const summaryColumns = sql`c.article_id as id, c.slug, c.path, c.title, c.deck, c.call, c.takeaways,
  c.published_at, c.modified_at, c.changed_at, c.number, c.digest, c.words, c.reading_minutes, c.findings, c.cover, c.plate, ${topicRefs}, ${authorRefs}`
/** Public records that a row `c` refers to by `topic_ids`, `author_ids`, `media_ids` and `link_ids`. */
export const referenceColumns = sql`${topicRefs}, ${authorRefs}, ${mediaRefs}, ${linkedRefs}`
export const currentColumns = sql`${summaryColumns}, c.seo, c.sources, c.body, c.html, c.markdown, c.text, ${mediaRefs}, ${linkedRefs}, ${correctionColumn}`

type AddressRow = {
  path: string
  gone: boolean
  reason: string | null
  changed_at: string
  article: CurrentRow | null
}

async function articleWhere(condition: SQL, path: string | null): Promise<Revised<Found<Current>>> {
  const { rows, ...seen } = await read<AddressRow>(
    sql`a.path, a.gone, a.reason, a.changed_at,
      (select to_json(whole) from (select ${currentColumns} from publication.current c
        where c.article_id = a.target) as whole) as article`,
    sql`from publication.addresses a where a.kind = 'article' and ${condition} limit 1`,
  )
  const row = rows[0]
  if (!row) return { kind: 'unknown', ...seen }
  if (row.article) {
    if (path !== null && row.article.path !== path) return { kind: 'moved', to: row.article.path, ...seen }
    return { kind: 'current', value: currentOf(row.article), ...seen }
  }
  if (!row.gone) return { kind: 'unknown', ...seen }
  return { kind: 'gone', reason: row.reason, at: new Date(row.changed_at).toISOString(), ...seen }
}

/** What the address of an article leads to. One statement over two primary keys. */
export async function articleAt(slug: string): Promise<Revised<Found<Current>>> {
  const path = articlePath(slug)
  return articleWhere(sql`a.path = ${path}`, path)
}

/** The same for an id (`a_…`) or a slug. An id never moves, and is never another article's. */
export async function articleBySlugOrId(key: string): Promise<Revised<Found<Current>>> {
  if (!key.startsWith('a_')) return articleAt(key)
  const found = await articleWhere(sql`a.target = ${key}`, null)
  if (found.kind !== 'unknown') return found
  // Its addresses may have gone to others since it was withdrawn.
  const { rows, ...seen } = await read<{ at: string }>(
    sql`n.at`,
    sql`from publication.changes n where n.article_id = ${key} and n.type = 'withdrawn' order by n.seq desc limit 1`,
  )
  return rows[0] ? { kind: 'gone', reason: null, at: new Date(rows[0].at).toISOString(), ...seen } : { ...found }
}

const positionOf = (item: Summary, sort: 'publishedAt' | 'modifiedAt'): Position => ({ at: item[sort], id: item.id })

/** A page of the list that is asked for, of as much of each article as `columns` name. */
async function pageOf<Item extends Summary>(
  query: ListQuery,
  columns: SQL,
  itemOf: (row: CurrentRow) => Item,
): Promise<Revised<Page<Item>>> {
  const sort = query.sort ?? 'publishedAt'
  const column = sort === 'publishedAt' ? sql`l.published_at` : sql`l.modified_at`
  const topicId = sql`(select id from publication.topics where slug = ${query.topic})`
  const authorId = sql`(select id from publication.authors where slug = ${query.author})`
  // One list is walked by its index; of a topic and an author, that of the author.
  const list = query.author !== undefined ? authorId : query.topic !== undefined ? topicId : sql`'all'`
  const conditions: SQL[] = [sql`l.list = ${list}`]
  if (query.author !== undefined && query.topic !== undefined) conditions.push(sql`c.topic_ids @> array[${topicId}]`)
  if (query.publishedAfter !== undefined) conditions.push(sql`l.published_at > ${query.publishedAfter}::timestamptz`)
  if (query.modifiedAfter !== undefined) conditions.push(sql`l.modified_at > ${query.modifiedAfter}::timestamptz`)
  const { after, before } = query
  if (after) conditions.push(sql`(${column}, l.article_id) < (${after.at}::timestamptz, ${after.id})`)
  if (before) conditions.push(sql`(${column}, l.article_id) > (${before.at}::timestamptz, ${before.id})`)
  const backwards = before !== undefined && after === undefined
  const order = backwards ? sql`${column} asc, l.article_id asc` : sql`${column} desc, l.article_id desc`
  const { rows, ...seen } = await read<CurrentRow>(
    columns,
    sql`from publication.listings l join publication.current c on c.article_id = l.article_id
      where ${sql.join(conditions, sql` and `)} order by ${order} limit ${query.limit + 1}`,
  )
  const more = rows.length > query.limit
  const items = rows.slice(0, query.limit).map(itemOf)
  if (backwards) items.reverse()
  const first = items[0]
  const last = items.at(-1)
  const hasNext = backwards ? true : more
  const hasPrevious = backwards ? more : after !== undefined
  return {
    items,
    next: hasNext && last ? positionOf(last, sort) : null,
    previous: hasPrevious && first ? positionOf(first, sort) : null,
    ...seen,
  }
}

/** Public articles, newest first, by keyset: nothing is seen twice and nothing that stays is missed. One statement. */
export const articles = (query: ListQuery): Promise<Revised<Page<Summary>>> => pageOf(query, summaryColumns, summaryOf)

/** The same with all that there is of each, in one statement too, however many they are. */
export const wholeArticles = (query: ListQuery): Promise<Revised<Page<Current>>> =>
  pageOf(query, currentColumns, currentOf)

export const topicColumns = sql`t.id, t.slug, t.name, t.load_case as "loadCase", t.description, t.sheets,
  (select count(*)::int from publication.current c where c.topic_ids @> array[t.id]) as articles`
export const authorColumns = sql`p.id, p.slug, p.name, p.bio, p.disclosure, p.links,
  (select count(*)::int from publication.current c where c.author_ids @> array[p.id]) as articles`

export type Bare<T> = Omit<T, 'path'>

/** All topics in the order that editors gave them. */
export async function topics(): Promise<Revised<{ items: Topic[] }>> {
  const { rows, ...seen } = await read<Bare<Topic>>(
    topicColumns,
    sql`from publication.topics t order by t.position, t.name`,
  )
  return { items: rows.map((row) => ({ ...row, path: topicPath(row.slug) })), ...seen }
}

const isRecordId = (key: string): boolean => /^[tp]_/.test(key)

type RecordAddress<T> = { gone: boolean; reason: string | null; changed_at: string; record: Bare<T> | null }

/**
 * What the address of a record leads to: the columns are read of the row of `table` that the address names.
 * @param key a slug, or an id, which never moves
 */
export async function recordAt<T extends { slug: string }>(
  key: string,
  columns: SQL,
  table: SQL,
  pathOf: (slug: string) => string,
): Promise<Revised<Found<T & { path: string }>>> {
  const path = isRecordId(key) ? null : pathOf(key)
  const { rows, ...seen } = await read<RecordAddress<T>>(
    sql`a.gone, a.reason, a.changed_at, (select to_json(whole) from (select ${columns} ${table} = a.target) as whole) as record`,
    sql`from publication.addresses a where ${path === null ? sql`a.target = ${key}` : sql`a.path = ${path}`}
      order by a.gone limit 1`,
  )
  const row = rows[0]
  if (!row) return { kind: 'unknown', ...seen }
  if (!row.record) return { kind: 'gone', reason: row.reason, at: new Date(row.changed_at).toISOString(), ...seen }
  const value = { ...(row.record as T), path: pathOf(row.record.slug as string) }
  return path === null || value.path === path
    ? { kind: 'current', value, ...seen }
    : { kind: 'moved', to: value.path, ...seen }
}

/** What the address of a topic, or its id (`t_…`), leads to. */
export async function topicAt(key: string): Promise<Revised<Found<Topic>>> {
  return recordAt<Topic>(key, topicColumns, sql`from publication.topics t where t.id`, topicPath)
}

/** What the address of an author, or an id (`p_…`), leads to. */
export async function authorAt(key: string): Promise<Revised<Found<Author>>> {
  return recordAt<Author>(key, authorColumns, sql`from publication.authors p where p.id`, authorPath)
}

/** A drawing as it was drawn, by its path; null when there never was one. */
export async function drawingAt(path: string): Promise<string | null> {
  const { rows } = await read<{ svg: string }>(sql`p.svg`, sql`from publication.plates p where p.path = ${path}`)
  return rows[0]?.svg ?? null
}

/** Where the beam over these articles, newest first, is kept: the paths of its formats, or null when it was never drawn. */
export async function beamOver(items: readonly Summary[]): Promise<Record<BeamFormat, string> | null> {
  const breaks = items.map(({ findings }) => findings.filter(({ kind }) => kind === 'break').length)
  const wanted = { wide: beamFrom(breaks, 'beam'), narrow: beamFrom(breaks, 'beam-narrow') }
  const { rows } = await read<{ path: string; drawn_from: string }>(
    sql`p.path, p.drawn_from`,
    sql`from publication.plates p where p.drawn_from in (${wanted.wide}, ${wanted.narrow}) order by p.drawn_at desc`,
  )
  const pathOf = (from: string) => rows.find((row) => row.drawn_from === from)?.path
  const [wide, narrow] = [pathOf(wanted.wide), pathOf(wanted.narrow)]
  return wide !== undefined && narrow !== undefined ? { beam: wide, 'beam-narrow': narrow } : null
}

/** File names of media that current editions show; everything else in the store is for editors only. */
export async function publicMediaFilenames(): Promise<string[]> {
  const { rows } = await read<{ filename: string }>(
    sql`m.filename`,
    sql`from publication.media m where exists (select 1 from publication.current c where c.media_ids @> array[m.id])`,
  )
  return rows.map((row) => row.filename)
}
