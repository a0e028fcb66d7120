import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Drawings are kept as they were drawn, under a hash of what they are, and found again by what they were drawn from.
 * Rows that were public before have none until they are derived anew, which the step after the migrations does.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
create table publication.plates (
  path text primary key check (path ~ '^/plates/[a-z0-9-]+\.[0-9a-f]{8}\.[a-z0-9-]+\.svg$'),
  drawn_from text not null,
  svg text not null,
  drawn_at timestamptz(3) not null default now()
);
create index plates_drawn_from on publication.plates (drawn_from, drawn_at desc);

alter table publication.current add column plate jsonb;
alter table publication.topics add column sheets jsonb;
`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
alter table publication.topics drop column sheets;
alter table publication.current drop column plate;
drop table publication.plates;
`)
}
