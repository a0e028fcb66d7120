import { sql } from 'drizzle-orm'
import { askedWords } from './asked-words.ts'
import { articlePath, topicPath } from './paths.ts'
import { type Revised, read } from './reads.ts'
import { foundNothing } from './search.ts'

/** What a reader may mean who has typed so far. `path` leads to it: of a finding, to its place in the article. */
export type Suggestion = { kind: 'break' | 'hold' | 'article' | 'topic'; title: string; path: string }

/** How many are given, how many of each kind at most, and how far back is looked for a beginning that many words share. */
const limits = { all: 8, findings: 5, articles: 3, topics: 2, look: 1_500, few: 400 } as const

/** A beginning this short is shared by so many words that the newest texts are asked, and no index. */
const shortBeginning = 3

type Row = {
  kind: Suggestion['kind']
  title: string
  slug: string
  finding_id: string | null
}

const suggestionOf = ({ kind, title, slug, finding_id }: Row): Suggestion => {
  if (kind === 'topic') return { kind, title, path: topicPath(slug) }
  return { kind, title, path: finding_id === null ? articlePath(slug) : `${articlePath(slug)}#${finding_id}` }
}

/**
 * The query of what was typed: its whole words, and the last as the beginning of one. Words that begin so are looked up,
 * because `chargin` begins no stem and `charging` does.
 */
const typed = (whole: string, last: string) => sql`typed as materialized (
  select case when numnode(whole) = 0 then beginning when numnode(beginning) = 0 then whole else whole && beginning end as q
  from (select publication.asked(${whole}) as whole,
      (select coalesce(string_agg(one::text, ' | '), '')::tsquery from (
        select to_tsquery('pg_catalog.simple', ${last === '' ? '' : `${last}:*`}) as one
        union select plainto_tsquery('pg_catalog.english', word) from (
          select word from publication.word_trigrams
          where trigram = ${`  ${last.slice(0, 1)}`} and word >= ${last} and word < ${`${last}\u{10ffff}`} order by word limit 6) as longer
      ) as either where numnode(one) > 0) as beginning offset 0) as parts
)`

/** Rows that match, the newest first: those that an index finds if they are few, else what the newest rows have. */
const newestOf = (name: string, columns: string, table: string, words: string, isShort: boolean, limit: number) => {
  const [all, newest] = [sql.raw(`${name}_all`), sql.raw(`${name}_newest`)]
  const [from, what, column] = [sql.raw(`publication.${table}`), sql.raw(columns), sql.raw(words)]
  return sql`${all} as materialized (
    select ${what}, ${column} as words from ${from} where ${!isShort} and ${column} @@ (select q from typed) limit ${limits.few}
  ), ${newest} as materialized (
    select * from (select ${what}, ${column} as words from ${from}
      where ${isShort} or (select count(*) from ${all}) >= ${limits.few}
      order by published_at desc, article_id desc limit ${limits.look}
    ) as recent where words @@ (select q from typed) limit 40
  ), ${sql.raw(name)} as (
    select *, row_number() over (order by ts_rank(words, (select q from typed)) desc, published_at desc, article_id desc) as at
    from (select * from ${newest} union all select * from ${all} where not exists (select 1 from ${newest})) as every_one
    order by at limit ${limit}
  )`
}

/**
 * Titles of findings, articles and topics that hold what was typed so far, the last word as the beginning of one. Nothing
 * for fewer than two characters, and for what nobody can have meant; nothing throws. About a third of a search's cost.
 */
export async function suggestions(q: string): Promise<Revised<{ items: Suggestion[] }>> {
  const words = askedWords(q)
  const last = /[\p{L}\p{N}]+$/u.exec(words ?? '')?.[0].toLowerCase() ?? ''
  // Who says what is not wanted knows how to search.
  const isSought = words !== null && (last.length > 1 || words.length > 2) && !/(^|\s)-/.test(words)
  if (!isSought) return { items: [], ...(await foundNothing()) }
  const whole = words.slice(0, words.length - last.length)
  const isShort = last.length <= shortBeginning && whole.trim() === ''
  const { rows, ...seen } = await read<Row>(
    sql`kind, title, slug, finding_id`,
    sql`from (
      with ${typed(whole, last)},
      ${newestOf('breaks', 'article_id, finding_id, published_at, position', 'findings', 'words', isShort, limits.findings)},
      ${newestOf('titled', 'article_id, published_at', 'article_heads', 'title', isShort, limits.articles)}
      select 1 as place, at, f.kind, f.title, c.slug, f.finding_id
        from breaks join publication.findings f using (article_id, finding_id) join publication.current c using (article_id)
      union all select 2, at, 'article', c.title, c.slug, null
        from titled join publication.current c using (article_id)
      union all (select 3, 0, 'topic', t.name, t.slug, null from publication.topics t
        where t.words @@ (select q from typed) order by position, id limit ${limits.topics})
    ) as found order by place, at limit ${limits.all}`,
  )
  return { items: rows.map(suggestionOf), ...seen }
}

/** How breaks show themselves, of the newest articles, one of each, and the topics: what a reader could begin with. */
export type Beginnings = { symptoms: string[]; topics: { name: string; path: string }[] }

const mostTopics = 24

/** @param limit how many symptoms at most */
export async function beginnings(limit: number): Promise<Revised<Beginnings>> {
  const { rows, ...seen } = await read<{ symptom: string | null; name: string; slug: string }>(
    sql`symptom, name, slug`,
    sql`from (
      (select 1 as place, row_number() over (order by newest.published_at desc, newest.article_id desc) as at,
          f.shows as symptom, null as name, null as slug
        from (select article_id, published_at from publication.listings where list = 'all'
          order by published_at desc, article_id desc limit 24) as newest,
        lateral (select shows from publication.findings where article_id = newest.article_id and kind = 'break'
          and length(shows) between 4 and 64 order by position limit 1) as f
        order by at limit ${limit})
      union all (select 2, row_number() over (order by position, name) as at, null, name, slug
        from publication.topics order by at limit ${mostTopics})
    ) as both_of_them order by place, at`,
  )
  const symptoms = rows.flatMap(({ symptom }) => symptom ?? [])
  const topics = rows.filter(({ symptom }) => symptom === null)
  return { symptoms, topics: topics.map(({ name, slug }) => ({ name, path: topicPath(slug) })), ...seen }
}
