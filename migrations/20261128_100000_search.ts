import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * What lists and search read, kept by Postgres itself: generated columns, triggers of `current`, and foreign keys that
 * cascade. No code of ours writes it, so none can forget to; the triggers run as owner, so nobody else may write it.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
-- Postgres would leave out what stands in angle brackets and take and/or for the path of a file.
create function publication.words(given text) returns tsvector language sql immutable parallel safe
  return to_tsvector('pg_catalog.english', translate(given, '</', '  '));

-- What is asked for; nothing, when it only says what is not wanted: that would be nearly everything.
create function publication.asked(given text) returns tsquery language sql immutable parallel safe
  return (select case when querytree(q) = 'T' then ''::tsquery else q end
    from websearch_to_tsquery('pg_catalog.english', translate(given, '</', '  ')) as q);

-- The wanted words of a query: one after another, all of them in any order, or any of them.
create function publication.asked_all(q tsquery) returns tsquery language sql immutable parallel safe
  return regexp_replace(querytree(q), ' <(-|[0-9]+)> ', ' & ', 'g')::tsquery;
create function publication.asked_any(q tsquery) returns tsquery language sql immutable parallel safe
  return regexp_replace(querytree(q), ' (&|<(-|[0-9]+)>) ', ' | ', 'g')::tsquery;

-- 10k, 10 000, 10,000 and 10000 are one number; so are 1.5M, 1.5 million and 1500000. A hyphen makes no negative number.
create function publication.plain_numbers(given text) returns text language sql immutable parallel safe
  return translate(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(given,
      '([0-9])[, ''’' || chr(160) || chr(8201) || chr(8239) || '](?=[0-9]{3}(?![0-9]))', '\\1', 'g'),
      '([0-9])[.]([0-9]) ?k\\M', '\\1\\200', 'gi'), '([0-9]) ?k\\M', '\\1000', 'gi'),
      '([0-9])[.]([0-9]) ?(M|million)\\M', '\\1\\200000', 'g'), '([0-9]) ?(M|million)\\M', '\\1000000', 'g'),
      '([0-9])[.]([0-9]) ?(bn|billion)\\M', '\\1\\200000000', 'g'), '([0-9]) ?(bn|billion)\\M', '\\1000000000', 'g'),
    '</-', '   ');
create function publication.scale_words(given text) returns tsvector language sql immutable parallel safe
  return to_tsvector('pg_catalog.simple', publication.plain_numbers(given));
create function publication.asked_scale(given text) returns tsquery language sql immutable parallel safe
  return plainto_tsquery('pg_catalog.simple', publication.plain_numbers(given));
`)
  // One by one, because no statement may take longer than fifteen seconds; with 80,000 findings the second takes six.
  await db.execute(sql`
alter table publication.findings add column published_at timestamptz(3);
update publication.findings f set published_at = c.published_at from publication.current c where c.article_id = f.article_id;
alter table publication.findings alter column published_at set not null;
`)
  // A stop word between two texts keeps a phrase from being found across them.
  await db.execute(sql`
alter table publication.findings
  add column words tsvector generated always as (
    setweight(publication.words(title), 'A') || setweight(publication.words('the ' || coalesce(shows, '')), 'B') ||
    setweight(publication.words('the ' || coalesce(scale, '') || ' the ' || coalesce(cost, '')), 'C')
  ) stored,
  add column scale_words tsvector generated always as (publication.scale_words(scale)) stored;
`)
  // With fastupdate every search would have to look through whatever was published last.
  await db.execute(sql`
create index findings_words on publication.findings using gin (words) with (fastupdate = off);
create index findings_scale on publication.findings using gin (scale_words) with (fastupdate = off);
create index findings_published on publication.findings (published_at desc, article_id desc, position);
create index findings_open on publication.findings (published_at desc, article_id desc, position) where status = 'open';

-- A finding is as old as its article; see index_article for when that is given another date.
create function publication.date_finding() returns trigger
language plpgsql security definer set search_path = pg_catalog, publication, pg_temp as $$
begin
  new.published_at := (select published_at from publication.current where article_id = new.article_id);
  return new;
end $$;
revoke all on function publication.date_finding() from public;
create trigger findings_are_dated before insert on publication.findings
  for each row execute function publication.date_finding();
`)
  await db.execute(sql`
alter table publication.topics add column words tsvector generated always as (
  setweight(publication.words(name), 'A') || setweight(publication.words('the ' || description), 'C')
) stored;

-- Which articles stand in the list of a topic or an author, by its id, and in that of all, named all.
create table publication.listings (
  list text not null,
  article_id text not null references publication.current (article_id) on delete cascade,
  published_at timestamptz(3) not null,
  modified_at timestamptz(3) not null,
  primary key (list, article_id)
);
create index listings_published on publication.listings (list, published_at desc, article_id desc);
create index listings_modified on publication.listings (list, modified_at desc, article_id desc);
create index listings_article on publication.listings (article_id);

-- An article's title, and what stands out of it: small, and kept in the row, so that many are weighed in little time.
create table publication.article_heads (
  article_id text primary key references publication.current (article_id) on delete cascade,
  published_at timestamptz(3) not null,
  title tsvector not null,
  words tsvector not null
) with (toast_tuple_target = 8160);
create index article_heads_title on publication.article_heads using gin (title);
create index article_heads_words on publication.article_heads using gin (words);
create index article_heads_published on publication.article_heads (published_at desc, article_id desc);

-- All of its words: large, and out of the row, so that many are found in little time.
create table publication.article_texts (
  article_id text primary key references publication.current (article_id) on delete cascade,
  published_at timestamptz(3) not null,
  words tsvector not null
) with (toast_tuple_target = 128);
alter table publication.article_texts alter column words set storage external;
create index article_texts_words on publication.article_texts using gin (words);

-- Words that heads have had, by their trigrams; a word of an article that was withdrawn stays and is found nowhere.
create table publication.word_trigrams (
  trigram text collate "C" not null,
  word text collate "C" not null,
  primary key (trigram, word)
);
create function publication.trigrams(word text) returns setof text language sql immutable parallel safe
begin atomic
  select distinct substr('  ' || word || ' ', i, 3) from generate_series(1, length(word) + 1) as i;
end;

create function publication.index_article(id text) returns void
language plpgsql security definer set search_path = pg_catalog, publication, pg_temp as $$
declare
  article publication.current;
  headings text;
  findings text;
  takeaways text;
  call_text text;
  head_text text;
  head tsvector;
  body tsvector;
begin
  select * into strict article from publication.current where article_id = id;
  select string_agg(heading, ' the ') into headings from (
    select (select string_agg(part #>> '{}', '') from jsonb_path_query(block, 'strict $.**.value') as part) as heading
    from jsonb_path_query(article.body, '$.children[*] ? (@.type == "heading")') as block) as found;
  select string_agg(finding ->> 'title', ' the ') into findings from jsonb_array_elements(article.findings) as finding;
  select string_agg(takeaway, ' the ') into takeaways from jsonb_array_elements_text(article.takeaways) as takeaway;
  select string_agg(article.call ->> part, ' the ') into call_text
    from unnest(array['decision', 'holdsWhen', 'skipWhen', 'costOfWrong', 'undo']) as part;
  head_text := concat_ws(' the ', left(findings, 20000), left(headings, 20000), takeaways);
  head := setweight(publication.words(article.title), 'A') ||
    setweight(publication.words(concat_ws(' the ', '', article.deck, article.call ->> 'decision')), 'B') ||
    setweight(publication.words('the ' || head_text), 'C');
  begin
    body := publication.words(concat_ws(' the ', article.title, article.deck, call_text, head_text, left(article.text, 400000)));
  exception when program_limit_exceeded then
    body := head;
  end;

  delete from publication.listings where article_id = id and list <> all (array['all'] || article.topic_ids || article.author_ids);
  insert into publication.listings (list, article_id, published_at, modified_at)
    select distinct list, id, article.published_at, article.modified_at
    from unnest(array['all'] || article.topic_ids || article.author_ids) as list
    on conflict (list, article_id) do update set published_at = excluded.published_at, modified_at = excluded.modified_at;
  update publication.findings set published_at = article.published_at
    where article_id = id and published_at <> article.published_at;
  insert into publication.article_heads (article_id, published_at, title, words)
    values (id, article.published_at, publication.words(article.title), head)
    on conflict (article_id) do update
      set published_at = excluded.published_at, title = excluded.title, words = excluded.words;
  insert into publication.article_texts (article_id, published_at, words) values (id, article.published_at, body)
    on conflict (article_id) do update set published_at = excluded.published_at, words = excluded.words;
  insert into publication.word_trigrams (trigram, word)
    select trigram, w.word from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple',
      translate(concat_ws(' ', article.title, article.deck, call_text, head_text), '</-', '   ')))) as w (word),
      publication.trigrams(w.word) as trigram
    where w.word ~ '^[[:alpha:]]{4,40}$' and not exists (
      select 1 from publication.word_trigrams known where known.trigram = '  ' || left(w.word, 1) and known.word = w.word)
    order by w.word, trigram on conflict do nothing;
end $$;
revoke all on function publication.index_article(text) from public;

create function publication.index_current() returns trigger
language plpgsql security definer set search_path = pg_catalog, publication, pg_temp as $$
begin
  perform publication.index_article(new.article_id);
  return null;
end $$;
revoke all on function publication.index_current() from public;
create trigger current_is_indexed after insert on publication.current
  for each row execute function publication.index_current();
create trigger current_is_indexed_anew after update on publication.current for each row
  when (row(old.title, old.deck, old.call, old.takeaways, old.findings, old.body, old.text, old.topic_ids, old.author_ids,
      old.published_at, old.modified_at)
    is distinct from row(new.title, new.deck, new.call, new.takeaways, new.findings, new.body, new.text, new.topic_ids,
      new.author_ids, new.published_at, new.modified_at))
  execute function publication.index_current();

alter table publication.current drop column search;
`)
  // A few at a time: no single statement may take as long as all of them.
  for (let last = '', isOver = false; !isOver; ) {
    const { rows } = await db.execute<{ last: string | null }>(sql`
      select max(article_id) as last from (
        select article_id, publication.index_article(article_id) from (
          select article_id from publication.current where article_id > ${last} order by article_id limit 50) as next
        offset 0) as done`)
    last = rows[0]?.last ?? ''
    isOver = last === ''
  }
  // Only now: article by article, it would have taken three times as long.
  for (const index of ['article_heads_title', 'article_heads_words', 'article_texts_words'])
    await db.execute(sql`select gin_clean_pending_list(${`publication.${index}`}::regclass)`)
  await db.execute(sql`
alter index publication.article_heads_title set (fastupdate = off);
alter index publication.article_heads_words set (fastupdate = off);
alter index publication.article_texts_words set (fastupdate = off);
`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
alter table publication.current add column search tsvector generated always as (
  setweight(to_tsvector('english', title), 'A') ||
  setweight(to_tsvector('english', deck || ' ' || coalesce(call ->> 'decision', '')), 'B') ||
  setweight(to_tsvector('english', text), 'C')
) stored;
create index current_search on publication.current using gin (search);

drop trigger findings_are_dated on publication.findings;
drop trigger current_is_indexed_anew on publication.current;
drop trigger current_is_indexed on publication.current;
drop table publication.word_trigrams, publication.article_texts, publication.article_heads, publication.listings;
drop function publication.date_finding, publication.index_current, publication.index_article, publication.trigrams;
alter table publication.topics drop column words;
alter table publication.findings drop column scale_words, drop column words, drop column published_at;
drop function publication.asked_scale, publication.scale_words, publication.plain_numbers, publication.asked_any,
  publication.asked_all, publication.asked, publication.words;
`)
}
