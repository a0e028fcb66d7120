import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { samplesDatabase } from '#tests/support/samples/database.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('audit-logging-soc-2')
const { connect } = samplesDatabase()
const create = sample('The trigger takes the number, the time and the hash')
const change = sample('No change without its entry, and no entry without its change')
const verify = sample('The verifier: every link, and the checkpoint that was kept elsewhere')
const reconcile = sample('Complete in both directions: a session without an entry, an entry without a session')

type Head = { seq: string | null; hash: Buffer | null }
const nothingKept: Head = { seq: null, hash: null }
let one: pg.Client
let two: pg.Client

const append = (client: pg.Client, event: object) =>
  client.query('insert into audit_log (event) values ($1)', [JSON.stringify(event)])
const faults = async (kept: Head) => (await one.query(verify, [kept.seq, kept.hash])).rows
const numbers = async () => (await one.query('select seq from audit_log order by seq')).rows.map(({ seq }) => +seq)
const head = async (): Promise<Head> => (await one.query('select seq, hash from audit_head')).rows[0]

beforeAll(async () => {
  one = await connect()
  two = await connect()
})

beforeEach(async () => {
  await one.query('drop schema public cascade; create schema public')
  await one.query(create)
  await one.query(`
    create table customers (id text primary key, plan text);
    insert into customers values ('c_0d5e', 'small');
    create table console_sessions (session_id text, started_at timestamptz)`)
})

describe('the samples of the article on audit trails', () => {
  it('write change and entry together or neither, and one line whatever the actor is called', async () => {
    await one.query(change, ['u_71c2\n{"forged":1}', 'c_0d5e', 'large', 'SUP-4821'])
    await one.query(change, ['u_71c2', 'nobody', 'large', 'SUP-1'])
    const [{ event }] = (await one.query('select event from audit_log')).rows
    expect(event).not.toMatch(/[\r\n]/)
    expect(JSON.parse(event)).toMatchObject({ actor: 'u_71c2\n{"forged":1}', onBehalfOf: 'c_0d5e', to: 'large' })
    expect(await numbers()).toEqual([1])
    await one.query('delete from audit_head')
    await expect(one.query(change, ['u_71c2', 'c_0d5e', 'huge', 'SUP-1'])).rejects.toThrow('returned no rows')
    expect((await one.query('select plan from customers')).rows).toEqual([{ plan: 'large' }])
  })

  it('refuse an event that is no object, spells a key twice, spans two lines, or could not be read back', async () => {
    for (const event of ['[]', '{"actor":"a","actor":"b"}', '{\n}', '{"size":1e999999}']) {
      const insert = one.query('insert into audit_log (event) values ($1)', [event])
      await expect(insert, event).rejects.toThrow(/check constraint|overflows numeric format/)
    }
  })

  it('let an application append that may neither read the head nor hang the trigger on a table of its own', async () => {
    const app = await connect('app')
    const [{ name }] = (await app.query('select current_user as name')).rows
    await one.query(`grant usage on schema public to ${name}; grant insert on audit_log to ${name}`)
    await append(app, { by: 'app' })
    await expect(app.query('select * from audit_head')).rejects.toThrow('permission denied')
    const draw = `create temp table t (seq bigint, at timestamptz, event text, hash bytea);
      create trigger t before insert on t for each row execute function audit_append();
      insert into t (event) values ('{}')`
    await expect(app.query(draw)).rejects.toThrow('permission denied for function audit_append')
    await one.query('grant execute on function audit_append() to public')
    await app.query(draw)
    expect([await numbers(), (await head()).seq]).toEqual([[1], '2'])
  })

  it('leave no hole after a rollback, where an identity column leaves one', async () => {
    await one.query('create table plain (id bigint generated always as identity)')
    for (const end of ['commit', 'rollback', 'commit']) {
      await one.query('begin; insert into plain default values')
      await append(one, { end })
      await one.query(end)
    }
    const { rows } = await one.query('select id from plain order by id')
    expect(`${await numbers()}; ${rows.map(({ id }) => id)}`).toBe('1,2; 1,3')
  })

  it('let the second writer wait for the commit of the first, and give it the later number and time', async () => {
    await Promise.all([one.query('begin'), two.query("set lock_timeout = '20ms'")])
    await append(one, { writer: 'one' })
    await expect(append(two, { writer: 'two' })).rejects.toThrow('lock timeout')
    await two.query('set lock_timeout = 0')
    await Promise.all([append(two, { writer: 'two' }), one.query('commit')])
    const { rows } = await one.query("select event::json ->> 'writer' as writer, at from audit_log order by seq")
    expect([rows.map(({ writer }) => writer), await faults(nothingKept)]).toEqual([['one', 'two'], []])
    expect(+rows[1].at).toBeGreaterThanOrEqual(+rows[0].at)
    await two.query('begin isolation level repeatable read; select from audit_log')
    await append(one, { writer: 'one' })
    await expect(append(two, { writer: 'two' })).rejects.toThrow('could not serialize')
    await two.query('rollback')
  })

  it('show an edit, one whose hash was made anew at the entry after it, and one with refusal switched off', async () => {
    await one.query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'append-only'; end $$;
      create trigger refuse before update or delete on audit_log execute function refuse()`)
    for (const n of [1, 2, 3]) await append(one, { n })
    const edit = `update audit_log set event = '{"n":9}' where seq = 2`
    await expect(one.query(edit)).rejects.toThrow('append-only')
    await one.query(`alter table audit_log disable trigger refuse; ${edit}`)
    expect(await faults(nothingKept)).toEqual([{ seq: '2', fault: 'broken link' }])
    await one.query(`update audit_log a set hash = audit_hash(b.hash, a.seq, a.at, a.event)
      from audit_log b where a.seq = 2 and b.seq = 1`)
    expect(await faults(nothingKept)).toEqual([{ seq: '3', fault: 'broken link' }])
    await one.query('delete from audit_log where seq = 2')
    expect(await faults(nothingKept)).toEqual([{ seq: '3', fault: 'broken link' }])
  })

  it('show an emptied hash, which lets a comparison with <> pass two edits, and hash no null', async () => {
    for (const n of [1, 2, 3, 4]) await append(one, { n })
    await one.query(`alter table audit_log alter hash drop not null;
      update audit_log set event = '{"n":9}' where seq in (2, 3);
      update audit_log set hash = null where seq = 2`)
    const plain = verify.replace('(hash = due and seq = seq_prior + 1) is not true', 'hash <> due')
    expect((await one.query(plain, [null, null])).rows).toEqual([])
    expect((await faults(nothingKept)).map(({ seq }) => seq)).toEqual(['2', '3'])
    expect((await one.query("select audit_hash('a', 1, null, e'2\\n{}') as made")).rows).toEqual([{ made: null }])
  })

  it('do not show a cut tail or a chain made anew, except against a checkpoint', async () => {
    for (const n of [1, 2, 3, 4]) await append(one, { n })
    const kept = await head()
    expect(await faults(kept)).toEqual([])
    await one.query(`delete from audit_log where seq > 2;
      update audit_head set (seq, hash) = (select seq, hash from audit_log where seq = 2)`)
    const missing = [{ seq: '4', fault: 'checkpoint not in the chain' }]
    expect([await faults(nothingKept), await faults(kept)]).toEqual([[], missing])
    for (const n of [30, 40]) await append(one, { n })
    expect([await faults(nothingKept), await faults(kept), await faults(await head())]).toEqual([[], missing, []])
  })

  it('find the session without an entry and the entry without a session', async () => {
    await append(one, { action: 'customer.opened', session: 's_93ab' })
    await append(one, { action: 'customer.opened', session: 's_none' })
    await one.query("insert into console_sessions values ('s_93ab', now()), ('s_silent', now())")
    const { rows } = await one.query(reconcile, [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)])
    const found = rows.map(({ session_id, fault }) => `${session_id}: ${fault}`).sort()
    expect(found).toEqual(['s_none: entry, no session', 's_silent: session, no entry'])
  })
})
