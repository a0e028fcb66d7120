import pg from 'pg'
import { openEstate } from '../estate.ts'
import { read } from '../readers.ts'
import { Faults, type Scenario } from '../scenario.ts'
import { brokenRows, lastEntry } from '../truth.ts'

/** Postgres runs this when the transaction has done all its statements and is told to commit. */
const dieAtCommit = `
create function publication.die_at_commit() returns trigger language plpgsql security definer as $$
begin
  perform pg_terminate_backend(pg_backend_pid());
  return null;
end $$;
create constraint trigger die_at_commit after insert on publication.journal
  deferrable initially deferred for each row execute function publication.die_at_commit()`

export const killedAtCommit: Scenario = {
  name: 'the backend is killed at COMMIT',
  async run({ run }) {
    const faults = new Faults()
    const estate = await openEstate(run, { name: 'commit' })
    const superuser = new pg.Client({ connectionString: estate.superuserUrl })
    superuser.on('error', () => {})
    await superuser.connect()
    try {
      const editor = await estate.editor()
      const article = await editor.publishNew('commit')
      const before = await lastEntry(estate.owner)
      await superuser.query(dieAtCommit)
      for (let round = 0; round < 10; round += 1) {
        const saved = await editor.publish(article, `Deck that dies ${round}`)
        faults.unless(saved.status === 503, `the editor was answered ${saved.status}: ${saved.words}`)
        faults.unless(/did not confirm/.test(saved.words), `the editor read “${saved.words}”`)
      }
      const bulk = await editor.send('PATCH', `/api/articles?where[id][equals]=${article.id}`, {
        deck: 'Deck that dies in bulk',
        _status: 'published',
      })
      faults.unless(bulk.status >= 400, `a bulk save was answered ${bulk.status}`)
      faults.unless((await lastEntry(estate.owner)) === before, 'the journal has entries of saves that were not kept')
      await superuser.query('drop trigger die_at_commit on publication.journal')
      for (const fault of await brokenRows(estate.owner)) faults.unless(false, fault)
      const saved = await editor.publish(article, 'Deck that lives')
      faults.unless(saved.status === 200, `afterwards a save was answered ${saved.status}: ${saved.words}`)
      await estate.until('the page shows it', 20_000, async () =>
        (await read(estate.origins[0] ?? '', article.path)).body.includes('Deck that lives'),
      )
      return { figures: '11 saves refused in words, none of them kept', faults: faults.list() }
    } finally {
      await superuser.end().catch(() => {})
      await estate.close()
    }
  },
}
