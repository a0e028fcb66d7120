import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** Our own tables: editions, what is derived from them, addresses, public records, the journal; and the roles. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
create schema publication;
revoke all on schema publication from public;

create table publication.editions (
  id bigint generated always as identity primary key,
  article_id text not null,
  number integer not null check (number > 0),
  digest text not null check (digest ~ '^sha256-[0-9a-f]{64}$'),
  canonical text not null,
  published_at timestamptz(3) not null,
  created_at timestamptz(3) not null default now(),
  constraint editions_article_number unique (article_id, number)
);

create table publication.current (
  article_id text primary key,
  edition_id bigint not null references publication.editions (id),
  number integer not null,
  digest text not null,
  slug text not null unique,
  path text not null unique,
  title text not null,
  deck text not null,
  call jsonb,
  takeaways jsonb not null,
  topic_ids text[] not null,
  author_ids text[] not null,
  media_ids text[] not null,
  published_at timestamptz(3) not null,
  modified_at timestamptz(3) not null,
  words integer not null,
  reading_minutes integer not null,
  findings jsonb not null,
  sources jsonb not null,
  seo jsonb not null,
  cover jsonb not null,
  body jsonb not null,
  html text not null,
  markdown text not null,
  text text not null,
  search tsvector generated always as (
    setweight(to_tsvector('english', title), 'A') ||
    setweight(to_tsvector('english', deck || ' ' || coalesce(call ->> 'decision', '')), 'B') ||
    setweight(to_tsvector('english', text), 'C')
  ) stored
);
create index current_published on publication.current (published_at desc, article_id desc);
create index current_modified on publication.current (modified_at desc, article_id desc);
create index current_topics on publication.current using gin (topic_ids);
create index current_authors on publication.current using gin (author_ids);
create index current_media on publication.current using gin (media_ids);
create index current_search on publication.current using gin (search);

create table publication.findings (
  article_id text not null references publication.current (article_id) on delete cascade,
  finding_id text not null,
  position integer not null,
  kind text not null check (kind in ('break', 'hold')),
  title text not null,
  shows text,
  scale text,
  cost text,
  status text check (status in ('held', 'open')),
  answers text[] not null,
  held_by text[] not null,
  primary key (article_id, finding_id)
);

create table publication.addresses (
  path text primary key check (path like '/%'),
  kind text not null check (kind in ('article', 'topic', 'author')),
  target text not null,
  gone boolean not null default false,
  reason text,
  changed_at timestamptz(3) not null default now()
);
create index addresses_target on publication.addresses (target);

create table publication.topics (
  id text primary key,
  slug text not null unique,
  name text not null,
  load_case text not null,
  description text not null,
  position integer not null
);

create table publication.authors (
  id text primary key,
  slug text not null unique,
  name text not null,
  bio text not null,
  disclosure text,
  links jsonb not null
);

create table publication.media (
  id text primary key,
  filename text not null unique,
  mime_type text not null,
  alt text not null,
  width integer,
  height integer
);

create table publication.journal (
  seq bigint primary key check (seq > 0),
  previous text not null,
  hash text not null unique,
  entry text not null
);

create table publication.journal_head (
  one boolean primary key default true check (one),
  seq bigint not null,
  hash text not null
);
insert into publication.journal_head (seq, hash) values (0, repeat('0', 64));

create function publication.journal_append(entry text) returns bigint
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
  update publication.journal_head set seq = next_seq, hash = next_hash;
  return next_seq;
end $$;
revoke all on function publication.journal_append(text) from public;

create function publication.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of publication.% is refused: what was written stays', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end $$;
create trigger editions_stay before update or delete on publication.editions
  for each row execute function publication.refuse_change();
create trigger editions_stay_whole before truncate on publication.editions
  for each statement execute function publication.refuse_change();
create trigger journal_stays before update or delete on publication.journal
  for each row execute function publication.refuse_change();
create trigger journal_stays_whole before truncate on publication.journal
  for each statement execute function publication.refuse_change();

create view publication.revision as select seq from publication.journal_head;

do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'wbwh_app') then create role wbwh_app nologin; end if;
  if not exists (select 1 from pg_roles where rolname = 'wbwh_reader') then create role wbwh_reader nologin; end if;
  execute format('grant wbwh_reader to %I', current_user);
exception when insufficient_privilege then
  raise notice 'this login may not create roles; public reads use a read-only session instead';
end $$;
`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`drop schema publication cascade`)
}
