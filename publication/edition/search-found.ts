import { type SQL, sql } from 'drizzle-orm'

/** How many of each kind are found at most: the best ones. Whoever wants every finding lists findings. */
export const most = { finding: 50, article: 40, topic: 10 } as const

/**
 * What is weighed, so that a word which nearly every article holds costs no more than a rare one: all that match, if an
 * index finds fewer than `few` of them, else the newest that match, `enough` of them, among the newest `look` there are.
 */
const findings = { few: 700, enough: 60, look: 6_000 }
const heads = { few: 400, enough: 60, look: 1_500 }
/** Articles with all the words in their text alone are in order of date: the newest, in which a phrase is looked for. */
const texts = 120
/** A phrase of common words that is in none of those is looked for once more, further back. */
const deepTexts = 1_500

/**
 * What is looked for: words as a reader typed them, with `isDeep` further back for a phrase, or a tsquery and the words
 * that count in it, each as one.
 */
export type Sought = { words: string; isDeep?: boolean } | { some: string; each: readonly string[] }

const queryOf = (sought: Sought): SQL =>
  'words' in sought ? sql`publication.asked(${sought.words})` : sql`${sought.some}::tsquery`

/**
 * What was asked, once: `q` as it is, `every` all of its words in any order, `either` any of them, `stems`, as they
 * stand in a text nearly always, and `pattern`, which finds one; `title` is a title of just these words. No row when
 * nothing can be found.
 */
const asked = (sought: Sought): SQL => sql`asked as materialized (
  select q, every, either, stems,
    '\\m(?:' || regexp_replace(array_to_string(stems, '|'), '([].*+?^\${}()[\\\\-])', '\\\\\\1', 'g') || ')' as pattern,
    ${'words' in sought ? sql`publication.words(${sought.words})` : sql`null::tsvector`} as title
  from (select ${queryOf(sought)} as q offset 0) as given,
    lateral (select publication.asked_all(q) as every, publication.asked_any(q) as either offset 0) as parts,
    lateral (select array(select rtrim(word, 'i')
      from unnest(tsvector_to_array(replace(either::text, ' | ', ' ')::tsvector)) as w (word)) as stems offset 0) as words
  where numnode(q) > 0
)`

/** Of how many of the words that count a text is made; whoever has all of them by the query need not be asked. */
const matched = (sought: Sought, words: SQL): SQL =>
  'words' in sought
    ? sql`0`
    : sql`(select count(*) from unnest(${sql.param([...sought.each])}::text[]) as one (word) where ${words} @@ one.word::tsquery)`

const foundFindings = (sought: Sought): SQL => sql`findings_all as materialized (
  select article_id, finding_id, published_at, position, words from publication.findings
  where words @@ (select q from asked) limit ${findings.few}
), findings_newest as materialized (
  select * from (
    select article_id, finding_id, published_at, position, words from publication.findings
    where (select count(*) from findings_all) >= ${findings.few}
    order by published_at desc, article_id desc limit ${findings.look}
  ) as newest where words @@ (select q from asked) order by published_at desc, article_id desc limit ${findings.enough}
), found_findings as (
  select article_id, finding_id, row_number() over (
    order by matched desc, rank desc, published_at desc, article_id desc, position) as place
  from (
    select *, ts_rank(words, (select either from asked)) as rank, ${matched(sought, sql`words`)} as matched from (
      select * from findings_newest
      union all select * from findings_all where not exists (select 1 from findings_newest)
    ) as every_one
  ) as ranked
)`

/** Titles are always looked at; then the other heads; texts only when heads alone do not give as many as are wanted. */
const foundArticles = (sought: Sought): SQL => sql`heads_all as materialized (
  select article_id from publication.article_heads where words @@ (select q from asked) limit ${heads.few}
), heads_newest as materialized (
  select article_id from (
    select article_id, published_at, words from publication.article_heads
    where (select count(*) from heads_all) >= ${heads.few}
    order by published_at desc, article_id desc limit ${heads.look}
  ) as newest where words @@ (select q from asked) order by published_at desc, article_id desc limit ${heads.enough}
), heads as materialized (
  select article_id from heads_newest
  union select article_id from heads_all where not exists (select 1 from heads_newest)
  union select * from (
    select article_id from publication.article_heads
    where exists (select 1 from heads_newest) and title @@ (select q from asked)
    order by published_at desc, article_id desc limit ${heads.enough}) as titled
), texts as materialized (
  select article_id from (
    select article_id, words from publication.article_texts
    where (select count(*) from heads) < ${most.article} and words @@ (select every from asked)
    order by published_at desc, article_id desc limit ${'isDeep' in sought ? deepTexts : texts} offset 0
  ) as newest
  where ((select q::text = every::text from asked) or words @@ (select q from asked))
    and article_id not in (select article_id from heads)
), found_articles as (
  select article_id, row_number() over (
    order by tier, is_titled desc, matched desc, rank desc, published_at desc, article_id desc) as place
  from (
    select h.article_id, h.published_at, tier, ts_rank(h.words, (select either from asked)) as rank,
      coalesce(h.title = (select title from asked), false) as is_titled, ${matched(sought, sql`h.words`)} as matched
    from (select article_id, 0 as tier from heads union all select article_id, 1 from texts) as found
      join publication.article_heads h using (article_id)
  ) as ranked
)`

const foundTopics = sql`found_topics as (
  select id, row_number() over (order by ts_rank(words, (select either from asked)) desc, position, id) as place
  from publication.topics where words @@ (select q from asked)
)`

const hitsOfFindings = sql`
    select 1 as kind_place, 'finding' as kind, place as place_of_kind, article_id, finding_id, null as topic_id
      from found_findings where place <= ${most.finding}`
const hitsOfOthers = sql`
    union all select 2, 'article', place, article_id, null, null from found_articles where place <= ${most.article}
    union all select 3, 'topic', place, null, null, id from found_topics where place <= ${most.topic}`

/**
 * The common table expressions of a search, the last of which is `hits`: all that was found, each with its `place` among
 * all of it and `place_of_kind` among its kind.
 * @param isOfAll whether articles and topics are looked for as well, and not findings alone
 */
export const foundBy = (sought: Sought, isOfAll = true): SQL => sql`${asked(sought)}, ${foundFindings(sought)},
${isOfAll ? sql`${foundArticles(sought)}, ${foundTopics},` : sql``} hits as (
  select row_number() over (order by kind_place, place_of_kind) as place, place_of_kind, kind, article_id, finding_id, topic_id
  from (${hitsOfFindings} ${isOfAll ? hitsOfOthers : sql``}) as kinds
)`
