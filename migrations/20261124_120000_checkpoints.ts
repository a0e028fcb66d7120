import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** Signed checkpoints of the journal: appended by one function, which takes none that the journal does not bear out. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
create table publication.checkpoints (
  seq bigint primary key check (seq > 0),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  checkpoint text not null,
  key_id text not null check (key_id ~ '^[0-9a-f]{16}$'),
  public_key text not null,
  signature text not null,
  created_at timestamptz(3) not null default now()
);

create function publication.checkpoint_add(checkpoint text, key_id text, public_key text, signature text) returns bigint
language plpgsql security definer set search_path = pg_catalog, publication as $$
declare
  claimed_seq bigint := (checkpoint::jsonb ->> 'seq')::bigint;
  claimed_hash text := checkpoint::jsonb ->> 'hash';
  newest_seq bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('journal checkpoint', 1));
  select max(c.seq) into newest_seq from publication.checkpoints c;
  if claimed_seq is null or claimed_seq <= newest_seq then
    raise exception 'a checkpoint of entry % is refused: there is one of entry %', claimed_seq, newest_seq
      using errcode = 'restrict_violation';
  end if;
  if not exists (select 1 from publication.journal j where j.seq = claimed_seq and j.hash = claimed_hash) then
    raise exception 'a checkpoint of entry % is refused: the journal holds no such entry with that hash', claimed_seq
      using errcode = 'restrict_violation';
  end if;
  insert into publication.checkpoints (seq, hash, checkpoint, key_id, public_key, signature)
    values (claimed_seq, claimed_hash, checkpoint, key_id, public_key, signature);
  return claimed_seq;
end $$;
revoke all on function publication.checkpoint_add(text, text, text, text) from public;

create trigger checkpoints_stay before update or delete on publication.checkpoints
  for each row execute function publication.refuse_change();
create trigger checkpoints_stay_whole before truncate on publication.checkpoints
  for each statement execute function publication.refuse_change();
`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
drop table publication.checkpoints;
drop function publication.checkpoint_add(text, text, text, text);
`)
}
