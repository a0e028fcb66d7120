import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

type Database = MigrateUpArgs['db']

/** What `index_article` reads, before and since. */
const changes = [
  ['left(article.text, 400000)', 'left(publication.told(article.text), 400000)'],
  [
    "article.deck, call_text, head_text), '</-'",
    `article.deck, call_text, head_text, (select string_agg(concat_ws(' ', shown ->> 'shows', shown ->> 'scale'), ' ')
        from jsonb_array_elements(article.findings) as shown)), '</-'`,
  ],
] as const

/** Puts one reading of each pair in the place of the other. */
async function read(db: Database, isSince: boolean): Promise<void> {
  for (const [before, since] of changes)
    await db.execute(
      sql.raw(`do $do$ begin
  execute replace(pg_get_functiondef('publication.index_article(text)'::regprocedure),
    $from$${isSince ? before : since}$from$, $to$${isSince ? since : before}$to$);
end $do$`),
    )
}

/** Derives all words anew. A few articles at a time: no single statement may take as long as all of them. */
async function deriveWords(db: Database): Promise<void> {
  await db.execute(sql`update publication.topics set name = name`)
  for (let last = '', isOver = false; !isOver; ) {
    const { rows } = await db.execute<{ last: string | null }>(sql`
      with next as materialized (
        select article_id from publication.current where article_id > ${last} order by article_id limit 50
      ), findings as (
        update publication.findings f set title = f.title from next where f.article_id = next.article_id
      )
      select max(article_id) as last from (
        select article_id, publication.index_article(article_id) from next offset 0) as done`)
    last = rows[0]?.last ?? ''
    isOver = last === ''
  }
}

/**
 * Words are searched as they are meant: a number is one however it is written, a hyphen in what is asked joins nothing,
 * and the labels that a body's plain text has (“Scale:”, “Held by:”) are no words of it. How a break shows itself is
 * among the words that are suggested.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
-- As before, and SOC2 is SOC 2. What holds no digit, as most words that are asked, is spared the looking.
create or replace function publication.plain_numbers(given text) returns text language sql immutable parallel safe
  return translate(case when given ~ '[0-9]' then
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      regexp_replace(given, '([[:alpha:]]{3})([0-9]{1,4})\\M', '\\1 \\2', 'g'),
      '([0-9])[, ''’' || chr(160) || chr(8201) || chr(8239) || '](?=[0-9]{3}(?![0-9]))', '\\1', 'g'),
      '([0-9])[.]([0-9]) ?k\\M', '\\1\\200', 'gi'), '([0-9]) ?k\\M', '\\1000', 'gi'),
      '([0-9])[.]([0-9]) ?(M|million)\\M', '\\1\\200000', 'g'), '([0-9]) ?(M|million)\\M', '\\1000000', 'g'),
      '([0-9])[.]([0-9]) ?(bn|billion)\\M', '\\1\\200000000', 'g'), '([0-9]) ?(bn|billion)\\M', '\\1000000000', 'g')
  else given end, '</-', '   ');

create or replace function publication.words(given text) returns tsvector language sql immutable parallel safe
  return to_tsvector('pg_catalog.english', publication.plain_numbers(given));

-- A hyphen before a word says that it is not wanted; any other parts two words.
create or replace function publication.asked(given text) returns tsquery language sql immutable parallel safe
  return (select case when querytree(q) = 'T' then ''::tsquery else q end
    from websearch_to_tsquery('pg_catalog.english', translate(publication.plain_numbers(
      regexp_replace(given, '(^|[[:space:]])-', '\\1' || chr(1), 'g')), chr(1), '-')) as q);

-- A body's plain text without the labels of its blocks. The line of answers or holders is nothing but labels and ids.
create function publication.told(given text) returns text language sql immutable parallel safe
  return regexp_replace(regexp_replace(given,
    '^(Answers: b|Held by: h|Open: no hold answers it)[0-9bh, ]*$', '', 'gn'),
    '^((Break b|Hold h)[0-9]+|Cost|Verified since|Shows|Scale|Breaks|Holds|Note|Diagram|Image): ', '', 'gn');
`)
  await read(db, true)
  await deriveWords(db)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await read(db, false)
  await db.execute(sql`
create or replace function publication.words(given text) returns tsvector language sql immutable parallel safe
  return to_tsvector('pg_catalog.english', translate(given, '</', '  '));
create or replace function publication.asked(given text) returns tsquery language sql immutable parallel safe
  return (select case when querytree(q) = 'T' then ''::tsquery else q end
    from websearch_to_tsquery('pg_catalog.english', translate(given, '</', '  ')) as q);
create or replace function publication.plain_numbers(given text) returns text language sql immutable parallel safe
  return translate(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(given,
      '([0-9])[, ''’' || chr(160) || chr(8201) || chr(8239) || '](?=[0-9]{3}(?![0-9]))', '\\1', 'g'),
      '([0-9])[.]([0-9]) ?k\\M', '\\1\\200', 'gi'), '([0-9]) ?k\\M', '\\1000', 'gi'),
      '([0-9])[.]([0-9]) ?(M|million)\\M', '\\1\\200000', 'g'), '([0-9]) ?(M|million)\\M', '\\1000000', 'g'),
      '([0-9])[.]([0-9]) ?(bn|billion)\\M', '\\1\\200000000', 'g'), '([0-9]) ?(bn|billion)\\M', '\\1000000000', 'g'),
    '</-', '   ');
drop function publication.told;
`)
  await deriveWords(db)
}
