import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * The first statement of each direction is Payload’s (`payload migrate:create`), for a choice at articles and the smaller
 * copies of pictures. The second is ours: links between public articles, and what is public of a picture.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "articles" ADD COLUMN "withdraw_though_linked" boolean DEFAULT false;
  ALTER TABLE "_articles_v" ADD COLUMN "version_withdraw_though_linked" boolean DEFAULT false;
  ALTER TABLE "media" ADD COLUMN "sizes_w480_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_w480_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_w480_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_w480_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_w480_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_w480_filename" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_w960_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_w960_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_w960_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_w960_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_w960_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_w960_filename" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_w1600_url" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_w1600_width" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_w1600_height" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_w1600_mime_type" varchar;
  ALTER TABLE "media" ADD COLUMN "sizes_w1600_filesize" numeric;
  ALTER TABLE "media" ADD COLUMN "sizes_w1600_filename" varchar;
  CREATE INDEX "media_sizes_w480_sizes_w480_filename_idx" ON "media" USING btree ("sizes_w480_filename");
  CREATE INDEX "media_sizes_w960_sizes_w960_filename_idx" ON "media" USING btree ("sizes_w960_filename");
  CREATE INDEX "media_sizes_w1600_sizes_w1600_filename_idx" ON "media" USING btree ("sizes_w1600_filename");`)
  await db.execute(sql`
alter table publication.current add column link_ids text[] not null default '{}';
create index current_links on publication.current using gin (link_ids);

alter table publication.findings add column verified_since date;

alter table publication.media add column credit text;
alter table publication.media add column focal_x double precision;
alter table publication.media add column focal_y double precision;
alter table publication.media add column sizes jsonb not null default '[]';
update publication.media p set credit = nullif(btrim(m.credit), ''), focal_x = m.focal_x, focal_y = m.focal_y
  from public.media m where m.public_id = p.id;

-- Whoever reads the findings of articles that are public already finds what the new ones have.
update publication.current set findings = (
  select jsonb_agg(case when finding ->> 'kind' = 'break' then '{"cost": null}'::jsonb || finding
    else '{"verifiedSince": null}'::jsonb || finding end order by place)
  from jsonb_array_elements(findings) with ordinality as given (finding, place)
) where jsonb_array_length(findings) > 0;
`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "media_sizes_w480_sizes_w480_filename_idx";
  DROP INDEX "media_sizes_w960_sizes_w960_filename_idx";
  DROP INDEX "media_sizes_w1600_sizes_w1600_filename_idx";
  ALTER TABLE "articles" DROP COLUMN "withdraw_though_linked";
  ALTER TABLE "_articles_v" DROP COLUMN "version_withdraw_though_linked";
  ALTER TABLE "media" DROP COLUMN "sizes_w480_url";
  ALTER TABLE "media" DROP COLUMN "sizes_w480_width";
  ALTER TABLE "media" DROP COLUMN "sizes_w480_height";
  ALTER TABLE "media" DROP COLUMN "sizes_w480_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_w480_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_w480_filename";
  ALTER TABLE "media" DROP COLUMN "sizes_w960_url";
  ALTER TABLE "media" DROP COLUMN "sizes_w960_width";
  ALTER TABLE "media" DROP COLUMN "sizes_w960_height";
  ALTER TABLE "media" DROP COLUMN "sizes_w960_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_w960_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_w960_filename";
  ALTER TABLE "media" DROP COLUMN "sizes_w1600_url";
  ALTER TABLE "media" DROP COLUMN "sizes_w1600_width";
  ALTER TABLE "media" DROP COLUMN "sizes_w1600_height";
  ALTER TABLE "media" DROP COLUMN "sizes_w1600_mime_type";
  ALTER TABLE "media" DROP COLUMN "sizes_w1600_filesize";
  ALTER TABLE "media" DROP COLUMN "sizes_w1600_filename";`)
  await db.execute(sql`
alter table publication.media drop column sizes;
alter table publication.media drop column focal_y;
alter table publication.media drop column focal_x;
alter table publication.media drop column credit;
alter table publication.findings drop column verified_since;
alter table publication.current drop column link_ids;
`)
}
