import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Pictures that pages are shared with, under the hash of what they were drawn from. Whoever reads may bring one that is
 * not there yet, since it is drawn when it is first asked for: only through the function, which takes nothing but a PNG
 * of the one size, not large, of a public article, of one of its findings or of a topic, and a bounded number of each.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
create table publication.share_images (
  path text primary key,
  subject text not null,
  png bytea not null,
  made_at timestamptz(3) not null default now()
);
create index share_images_subject on publication.share_images (subject);

create function publication.share_image_subject(path text) returns text
language sql stable set search_path = pg_catalog, publication as $$
  select case
    when parts[1] is not null then (select id from publication.topics where slug = parts[2])
    else (select c.article_id from publication.current c where c.slug = parts[2] and (parts[3] is null or exists (
      select 1 from publication.findings f where f.article_id = c.article_id and f.finding_id = parts[3])))
  end
  from regexp_match(path, '^/og/(topics/)?([a-z0-9-]{1,120})(?:\\.([bh][1-9][0-9]{0,3}))?\\.[0-9a-f]{8}\\.png$') as parts
$$;

create function publication.keep_share_image(path text, png bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, publication as $$
declare
  owner text := publication.share_image_subject(path);
  name text := regexp_replace(path, '[0-9a-f]{8}\\.png$', '');
begin
  if owner is null or octet_length(png) not between 100 and 400000
    or substring(png from 1 for 8) <> '\\x89504e470d0a1a0a'::bytea
    or substring(png from 17 for 8) <> '\\x000004b000000276'::bytea
    or (select count(*) from publication.share_images i where i.subject = owner and starts_with(i.path, name)) >= 50
  then return false; end if;
  insert into publication.share_images (path, subject, png) values (keep_share_image.path, owner, keep_share_image.png)
    on conflict do nothing;
  return true;
end $$;
`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
drop function publication.keep_share_image(text, bytea);
drop function publication.share_image_subject(text);
drop table publication.share_images;
`)
}
