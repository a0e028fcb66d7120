import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** The function that appends to the journal. @param more what else it sets at the head */
const journalAppend = (more = '') =>
  sql.raw(`create or replace function publication.journal_append(entry text) returns bigint
language plpgsql security definer set search_path = pg_catalog, publication as $$
declare
  head publication.journal_head;
  next_seq bigint;
  next_hash text;
begin
  select * into strict head from publication.journal_head for update;
  next_seq := head.seq + 1;
  next_hash := encode(sha256(convert_to(head.hash || chr(10) || next_seq || chr(10) || entry, 'UTF8')), 'hex');
  insert into publication.journal (seq, previous, hash, entry) values (next_seq, head.hash, next_hash, entry);
  update publication.journal_head set seq = next_seq, hash = next_hash${more};
  return next_seq;
end $$;`)

/**
 * What changed in public, article by article, for machines that keep a copy; and when anything last did. Filled from the
 * journal for what happened before: an entry that cannot be read is left out, as it tells nothing. Times of change are
 * whole seconds, the next one after the change, and no two states of one thing have the same: HTTP tells them apart by
 * nothing finer.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
create table publication.changes (
  seq bigint not null,
  place integer not null check (place >= 0),
  hash text not null check (hash ~ '^[0-9a-f]{16}$'),
  type text not null check (type in ('published', 'revised', 'moved', 'withdrawn', 'refreshed')),
  article_id text not null,
  slug text not null,
  previous_slug text,
  edition integer,
  digest text,
  at timestamptz(3) not null default now(),
  primary key (seq, place)
);
create index changes_article on publication.changes (article_id, seq desc);
create trigger changes_stay before update or delete on publication.changes
  for each row execute function publication.refuse_change();
create trigger changes_stay_whole before truncate on publication.changes
  for each statement execute function publication.refuse_change();

create function publication.told(entry text) returns jsonb language plpgsql as $$
begin
  return entry::jsonb;
exception when others then
  return null;
end $$;

insert into publication.changes (seq, place, hash, type, article_id, slug, previous_slug, edition, digest, at)
select seq, 0, left(hash, 16), case type when 'reason-changed' then 'withdrawn' else type end, article_id,
  first_value(slug) over told, case when type = 'moved' then before end, first_value(edition) over told,
  first_value(digest) over told, at
from (
  -- An entry about a reason names no text: it is about the one that was named last.
  select *, count(slug) over subject as named, lag(slug) over subject as before
  from (
    select seq, hash, substr(told ->> 'verb', 9) as type, told ->> 'subject' as article_id,
      substr(told ->> 'path', 11) as slug, (told ->> 'edition')::integer as edition, told ->> 'digest' as digest,
      (told ->> 'at')::timestamptz as at
    from (select seq, hash, publication.told(entry) as told from publication.journal) as read
    where told ->> 'verb' in ('article.published', 'article.revised', 'article.moved', 'article.withdrawn',
        'article.reason-changed') and told ->> 'at' is not null
  ) as entries
  window subject as (partition by article_id order by seq)
) as entries
where named > 0
window told as (partition by article_id, named order by seq)
order by seq;
drop function publication.told(text);

alter table publication.current add column changed_at timestamptz(0) not null
  default date_trunc('second', now()) + interval '1 second';

alter table publication.journal_head add column changed_at timestamptz(0) not null
  default date_trunc('second', now()) + interval '1 second';

${journalAppend(`,
    changed_at = greatest(date_trunc('second', clock_timestamp()), head.changed_at) + interval '1 second'`)}

create or replace view publication.revision as select seq, changed_at from publication.journal_head;
`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
drop view publication.revision;
create view publication.revision as select seq from publication.journal_head;
${journalAppend()}
alter table publication.journal_head drop column changed_at;
alter table publication.current drop column changed_at;
drop table publication.changes;
`)
}
