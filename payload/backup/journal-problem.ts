import { has, type Queries } from './schema.ts'

/** The chain of hashes as docs/architecture.md describes it, from the first entry to the head. */
const brokenChain = `
with chain as (
  select seq, previous, hash, entry,
    coalesce(lag(hash) over (order by seq), repeat('0', 64)) as before,
    row_number() over (order by seq) as place
  from publication.journal
), broken as (
  select seq from chain
  where seq <> place or previous <> before
    or hash <> encode(sha256(convert_to(previous || chr(10) || seq || chr(10) || entry, 'UTF8')), 'hex')
), last as (
  select seq, hash from publication.journal order by seq desc limit 1
)
select coalesce(
  (select 'entry ' || min(seq) || ' does not follow from the one before' from broken having count(*) > 0),
  (select 'its head names entry ' || h.seq || ', and its last one is ' || coalesce(l.seq, 0)
   from publication.journal_head h left join last l on true
   where h.seq <> coalesce(l.seq, 0) or h.hash <> coalesce(l.hash, repeat('0', 64))),
  (select 'the row that names its head is missing' where not exists (select 1 from publication.journal_head))
) as problem`

/**
 * What does not hold in the journal that this client sees, in words that follow a colon; null when all does, or in a
 * database of before the journal. It looks at the chain and its head, not at editions or checkpoints.
 */
export async function journalProblemIn(client: Queries): Promise<string | null> {
  if (!(await has(client, 'publication.journal_head'))) return null
  const { rows } = await client.query<{ problem: string | null }>(brokenChain)
  return rows[0]?.problem ?? null
}
