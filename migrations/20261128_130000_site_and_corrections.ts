import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * The first statement of each direction is Payload’s (`payload migrate:create`), for the settings of the site and for what
 * an article says was wrong. The second is ours: what is public of both. Corrections are only ever added.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "site_disallowed_crawlers" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL
  );
  CREATE TABLE "site" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"ai_search" boolean DEFAULT true NOT NULL,
  	"ai_ai_input" boolean DEFAULT true NOT NULL,
  	"ai_ai_train" boolean DEFAULT false NOT NULL,
  	"security_contact" varchar,
  	"fediverse" varchar,
  	"updated_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone
  );
  ALTER TABLE "articles" ADD COLUMN "correction" varchar;
  ALTER TABLE "_articles_v" ADD COLUMN "version_correction" varchar;
  ALTER TABLE "site_disallowed_crawlers" ADD CONSTRAINT "site_disallowed_crawlers_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."site"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "site_disallowed_crawlers_order_idx" ON "site_disallowed_crawlers" USING btree ("_order");
  CREATE INDEX "site_disallowed_crawlers_parent_id_idx" ON "site_disallowed_crawlers" USING btree ("_parent_id");`)
  await db.execute(sql`
create table publication.site (
  is_only boolean primary key default true check (is_only),
  settings jsonb not null
);

create table publication.corrections (
  article_id text not null,
  edition integer not null check (edition > 1),
  seq bigint not null,
  text text not null check (length(text) between 1 and 600),
  at timestamptz(3) not null default now(),
  primary key (article_id, seq)
);
create index corrections_newest on publication.corrections (seq desc);
create trigger corrections_stay before update or delete on publication.corrections
  for each row execute function publication.refuse_change();
create trigger corrections_stay_whole before truncate on publication.corrections
  for each statement execute function publication.refuse_change();
`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "site_disallowed_crawlers" CASCADE;
  DROP TABLE "site" CASCADE;
  ALTER TABLE "articles" DROP COLUMN "correction";
  ALTER TABLE "_articles_v" DROP COLUMN "version_correction";`)
  await db.execute(sql`
drop table publication.corrections;
drop table publication.site;
`)
}
