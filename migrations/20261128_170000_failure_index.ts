import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * What the failure index is looked up by: the title of a break as an index sorts it, which Postgres derives, and from how
 * many users on it bites, which the publication reads out of the words of its scale. `users` is null until it has.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
-- Without the quotes before it and the article, accents and capitals; what begins with no letter from a to z stands first.
create function publication.title_key(given text) returns text language sql immutable parallel safe
  return (select case when key ~ '^[a-z]' then key else '#' || key end from (
    select left(regexp_replace(lower(regexp_replace(normalize(given, NFKD), '[\\u0300-\\u036f]', '', 'g') collate "C"),
      '^[[:space:]"''‘’“”«»„‚‹›()[{¿¡…–—*_-]*((the|an?)[[:space:]]+(?=[^[:space:]]))?[[:space:]"''‘’“”«»„‚‹›()[{¿¡…–—*_-]*', ''),
      160) as key) as made);
`)
  await db.execute(sql`
alter table publication.findings
  add column users integer,
  add column title_key text collate "C" generated always as (publication.title_key(title)) stored;
`)
  await db.execute(sql`
create index findings_titles on publication.findings (title_key, article_id, finding_id) include (status, users)
  where kind = 'break';
create index findings_users on publication.findings
  ((coalesce(users, 0)) desc, published_at desc, article_id desc, position) where kind = 'break';
create index findings_unread on publication.findings (article_id) where kind = 'break' and users is null;
`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
alter table publication.findings drop column title_key, drop column users;
drop function publication.title_key;
`)
}
