import { type SQL, sql } from 'drizzle-orm'

/** How many of each kind are found at most: the best ones. Whoever wants every finding lists findings. */
export const most = { finding: 50, article: 40, topic: 10 } as const

/**
 * What is weighed, so that a word which nearly every article holds costs no more than a rare one. First the newest are
 * looked at, at most `look` of them. If `enough` match, the word is common, and those are weighed; if not, it is rare
 * enough for all that match to be found by an index and weighed.
 */
const findings = { look: 2_500, enough: 100 }
const heads = { look: 800, enough: 80 }
/** Articles with all the words in their text alone are in order of date: the newest, in which a phrase is looked for. */
const texts = 120

/**
 * What was asked, once: `q` as it is, `every` all of its words in any order, `either` any of them, and `pattern`, which
 * finds in a text about where one of them stands. No row when nothing can be found.
 */
const asked = (words: string): SQL => sql`asked as materialized (
  select q, every, either, '\\m(?:' || (
    select string_agg(regexp_replace(rtrim(word, 'i'), '([^[:alnum:]])', '\\\\\\1', 'g'), '|')
    from unnest(tsvector_to_array(regexp_replace(either::text, ' [|] ', ' ', 'g')::tsvector)) as w (word)) || ')' as pattern
  from (select publication.asked(${words}) as q offset 0) as given,
    lateral (select publication.asked_all(q) as every, publication.asked_any(q) as either offset 0) as parts
  where numnode(q) > 0
)`

const foundFindings = sql`findings_near as materialized (
  select article_id, finding_id, published_at, position, words from (
    select f.article_id, f.finding_id, f.position, f.words, l.published_at
    from publication.listings l join publication.findings f on f.article_id = l.article_id where l.list = 'all'
    order by l.published_at desc, l.article_id desc limit ${findings.look}
  ) as newest where words @@ (select q from asked) order by published_at desc, article_id desc limit ${findings.enough}
), findings_far as materialized (
  select f.article_id, f.finding_id, l.published_at, f.position, f.words
  from publication.findings f join publication.listings l on l.list = 'all' and l.article_id = f.article_id
  where (select count(*) from findings_near) < ${findings.enough} and f.words @@ (select q from asked)
), found_findings as (
  select article_id, finding_id, row_number() over (order by rank desc, published_at desc, article_id desc, position) as place
  from (
    select *, ts_rank(words, (select either from asked)) as rank from (
      select * from findings_near where not exists (select 1 from findings_far) union all select * from findings_far
    ) as every_one
  ) as ranked
)`

/** Titles are always looked at; then the other heads; texts only when heads alone do not give as many as are wanted. */
const foundArticles = sql`heads_near as materialized (
  select article_id from (
    select article_id, published_at, words from publication.article_heads
    order by published_at desc, article_id desc limit ${heads.look}
  ) as newest where words @@ (select q from asked) order by published_at desc, article_id desc limit ${heads.enough}
), heads as materialized (
  select article_id from heads_near
  union select * from (
    select article_id from publication.article_heads where title @@ (select q from asked)
    order by published_at desc, article_id desc limit ${heads.enough}) as titled
  union select article_id from publication.article_heads
    where (select count(*) from heads_near) < ${heads.enough} and words @@ (select q from asked)
), texts as materialized (
  select article_id from (
    select article_id, words from publication.article_texts
    where (select count(*) from heads) < ${most.article} and words @@ (select every from asked)
    order by published_at desc, article_id desc limit ${texts} offset 0
  ) as newest
  where ((select q::text = every::text from asked) or words @@ (select q from asked))
    and article_id not in (select article_id from heads)
), found_articles as (
  select article_id, row_number() over (order by tier, rank desc, published_at desc, article_id desc) as place
  from (
    select h.article_id, h.published_at, tier, ts_rank(h.words, (select either from asked)) as rank
    from (select article_id, 0 as tier from heads union all select article_id, 1 from texts) as found
      join publication.article_heads h using (article_id)
  ) as ranked
)`

const foundTopics = sql`found_topics as (
  select id, row_number() over (order by ts_rank(words, (select either from asked)) desc, position, id) as place
  from publication.topics where words @@ (select q from asked)
)`

/** The common table expressions of a search, the last of which is `hits`: all that was found, each with its `place`. */
export const foundBy = (words: string): SQL => sql`${asked(words)}, ${foundFindings}, ${foundArticles}, ${foundTopics},
hits as (
  select row_number() over (order by kind_place, place) as place, kind, article_id, finding_id, topic_id from (
    select 1 as kind_place, 'finding' as kind, place, article_id, finding_id, null as topic_id from found_findings
      where place <= ${most.finding}
    union all select 2, 'article', place, article_id, null, null from found_articles where place <= ${most.article}
    union all select 3, 'topic', place, null, null, id from found_topics where place <= ${most.topic}
  ) as kinds
)`
