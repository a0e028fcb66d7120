import { type SQL, sql } from 'drizzle-orm'
import type { Finding } from '../article/index.ts'
import { askedWords } from './asked-words.ts'
import { didYouMean } from './did-you-mean.ts'
import { type Excerpt, excerptOf, marked, markedWhole } from './excerpt.ts'
import { articlePath, topicPath } from './paths.ts'
import { type Revised, read } from './reads.ts'
import { foundBy, type Sought } from './search-found.ts'

export type SearchQuery = {
  /** 1 to 200 characters; quoted phrases, `-` and `or` are understood */
  q: string
  /** 1 to 100 */
  limit: number
  /** how many of what was found to leave out, from 0 */
  after?: number | undefined
}

/**
 * Something found. `path` leads to it; of a finding it is the article's with `#{id}`. Times are ISO 8601 UTC.
 * `titleParts` is its title, or its name, with the same marks as the excerpt.
 */
export type SearchItem = { titleParts: Excerpt } & FoundRecord

type FoundRecord =
  | {
      kind: 'finding'
      id: string
      finding: Finding['kind']
      title: string
      path: string
      /** null for a hold */
      status: 'held' | 'open' | null
      article: { id: string; slug: string; path: string; title: string }
      excerpt: Excerpt
    }
  | {
      kind: 'article'
      id: string
      slug: string
      path: string
      title: string
      deck: string
      publishedAt: string
      excerpt: Excerpt
    }
  | { kind: 'topic'; id: string; slug: string; path: string; name: string; excerpt: Excerpt }

/** `next` is the `after` of the next page; null at the end. `didYouMean` is a query that finds something, when this found nothing. */
type SearchPage = { items: SearchItem[]; next: number | null; didYouMean: string | null }

/** How many of each kind were found; a kind of which there is none is left out. */
export type Counts = Partial<Record<SearchItem['kind'], number>>

type Row = {
  counts: Counts
  kind: SearchItem['kind']
  finding_id: string
  finding_kind: Finding['kind']
  finding_title: string
  status: 'held' | 'open' | null
  article_id: string
  slug: string
  title: string
  deck: string
  published_at: string
  topic_id: string
  topic_slug: string
  name: string
  marked: string
  marked_title: string
}

function itemOf(row: Row): SearchItem {
  const parts = { excerpt: excerptOf(row.marked), titleParts: excerptOf(row.marked_title) }
  const { article_id, slug, title, topic_id, topic_slug, name } = row
  if (row.kind === 'topic')
    return { kind: 'topic', id: topic_id, slug: topic_slug, path: topicPath(topic_slug), name, ...parts }
  const path = articlePath(slug)
  if (row.kind === 'finding')
    return {
      kind: 'finding',
      id: row.finding_id,
      finding: row.finding_kind,
      title: row.finding_title,
      path: `${path}#${row.finding_id}`,
      status: row.status,
      article: { id: article_id, slug, path, title },
      ...parts,
    }
  const publishedAt = new Date(row.published_at).toISOString()
  return { kind: 'article', id: article_id, slug, path, title, deck: row.deck, publishedAt, ...parts }
}

const columns = sql`p.counts, p.kind, p.finding_id, f.kind as finding_kind, f.title as finding_title, f.status, p.article_id,
  c.slug, c.title, c.deck, c.published_at, p.topic_id, t.slug as topic_slug, t.name, ${marked(sql`source.text`, sql`p.either`)} as marked,
  ${markedWhole(sql`coalesce(t.name, f.title, c.title)`, sql`p.either`)} as marked_title`

/**
 * About four hundred characters of a long text, from a little before the first place of a word: of the word around which
 * most of the others stand. Cut between words, without the labels of blocks.
 */
const around = sql`(select left(piece, 400 - strpos(reverse(piece), ' ')) from (
  select piece from (select publication.told(c.text) as whole offset 0) as once,
    lateral (select coalesce(nullif(strpos(whole, ' ' || stem), 0), nullif(strpos(whole, initcap(stem)), 0), strpos(whole, stem)) as at
      from unnest(p.stems) as s (stem)) as places,
    lateral (select case when at > 120 then substr(whole, at - 100 + strpos(substr(whole, at - 100, 100), ' '), 400)
      else left(whole, 400) end as piece offset 0) as pieces
  where at > 0
  order by (select count(*) from unnest(p.stems) as s (stem) where strpos(lower(piece), stem) > 0) desc, at limit 1) as best)`

/** The first text of each that holds one of the words, else what tells most about it. */
const source = sql`select coalesce(case p.kind
  when 'finding' then (select case when told ~* p.pattern then told else f.title end
    from (select concat_ws(' · ', f.shows, f.scale, f.cost) as told) as finding)
  when 'article' then case
    when c.deck ~* p.pattern then c.deck
    when c.call ->> 'decision' ~* p.pattern then c.call ->> 'decision'
    when publication.words(c.title) @@ p.q then c.deck
    else coalesce(${around}, c.deck) end
  else t.description end, '') as text`

/**
 * What was found, and how much of each kind in all.
 * @param which which rows of `hits`: conditions, order and limit
 * @param isOfAll whether articles and topics are looked for as well, and not findings alone
 */
export async function foundIn(
  sought: Sought,
  which: SQL,
  isOfAll = true,
): Promise<Revised<{ items: SearchItem[]; counts: Counts }>> {
  const { rows, ...seen } = await read<Row>(
    columns,
    sql`from (
      with ${foundBy(sought, isOfAll)}
      select hits.*, (select json_object_agg(kind, count) from (select kind, count(*) from hits group by kind) as n) as counts,
        (select q from asked) as q, (select either from asked) as either,
         (select pattern from asked) as pattern, (select stems from asked) as stems
      from hits ${which}
    ) as p
      left join publication.current c on c.article_id = p.article_id
      left join publication.findings f on f.article_id = p.article_id and f.finding_id = p.finding_id
      left join publication.topics t on t.id = p.topic_id,
      lateral (${source}) as source
    order by p.place`,
  )
  return { items: rows.map(itemOf), counts: rows[0]?.counts ?? {}, ...seen }
}

/** What has all of the words. A phrase that is not found at first is looked for further back, which takes longer. */
export async function foundWith(words: string, which: SQL): ReturnType<typeof foundIn> {
  const found = await foundIn({ words }, which)
  return found.items.length > 0 || !words.includes('"') ? found : foundIn({ words, isDeep: true }, which)
}

/** Whether a query finds anything. */
export async function findsAny(words: string): Promise<boolean> {
  return (await foundIn({ words }, sql`limit 1`)).items.length > 0
}

const noWords = sql`from publication.revision where false`

/** What is answered to words that nobody can be asked for: nothing, and as of when. */
export async function foundNothing(): Promise<Revised<object>> {
  const { rows: _, ...seen } = await read(sql`seq`, noWords)
  return seen
}

/**
 * Findings, articles and topics that hold the words of `q`: findings first, then articles, then topics, the best of each
 * first, at most 100 in all. Words are English stems; a title counts for more than the text beside it, and that for more
 * than the body. Of very common words the newest of those that match are weighed. What nobody can have meant, such as
 * stop words or unwanted words alone, finds nothing; nothing throws.
 */
export async function search({ q, limit, after = 0 }: SearchQuery): Promise<Revised<SearchPage>> {
  const words = askedWords(q)
  if (words === null) return { items: [], next: null, didYouMean: null, ...(await foundNothing()) }
  const { items, counts, ...seen } = await foundWith(words, sql`order by place limit ${limit} offset ${after}`)
  const end = after + items.length
  const isLast = end >= Object.values(counts).reduce((sum, count) => sum + count, 0)
  const hasNone = items.length === 0 && after === 0
  return { items, next: isLast ? null : end, didYouMean: hasNone ? await didYouMean(words, findsAny) : null, ...seen }
}
