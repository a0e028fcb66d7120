import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { samplesDatabase } from '#tests/support/samples/database.ts'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('production-ai-b2b-saas')
const { connect } = samplesDatabase()
const [a, b] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
/** Owns the table and is no superuser, so that only `force` holds it. */
let client: pg.Client
const noticed: string[] = []
const question = "select body from passages('margin')"

/** Runs one query in a transaction of its own, as this tenant or as nobody. */
async function asTenant(tenant: string | null, text: string, values: unknown[] = []): Promise<{ body: string }[]> {
  await client.query('begin')
  try {
    if (tenant) await client.query("select set_config('app.tenant', $1, true)", [tenant])
    return (await client.query<{ body: string }>(text, values)).rows
  } finally {
    await client.query('rollback')
  }
}

beforeAll(async () => {
  client = await connect()
  client.on('notice', ({ message }) => noticed.push(message ?? ''))
  await client.query(`
    create table chunks (
      id bigint generated always as identity primary key, tenant_id uuid not null, body text not null,
      words tsvector generated always as (to_tsvector('english', body)) stored);
    insert into chunks (tenant_id, body)
      select '${b}', 'The margin of the second company is ' || n || ' percent, a margin to keep' from generate_series(1, 8) as n;
    insert into chunks (tenant_id, body) values ('${a}', 'Our margin is twelve percent');
    create function seen(body text) returns boolean language plpgsql volatile cost 0.000001 as
      $$ begin raise notice '%', body; return true; end $$`)
})

describe('a search that filters in the store', () => {
  it('answers each tenant with its own passages, without naming a tenant', async () => {
    await client.query(sample('A policy, and a search that names no tenant'))
    expect(await asTenant(a, question)).toEqual([{ body: 'Our margin is twelve percent' }])
    expect(await asTenant(b, question)).toHaveLength(8)
    // Nor does a function of the query see another tenant’s row first, however cheap it says that it is.
    await asTenant(a, "select body from chunks where seen(body) and words @@ 'margin'")
    expect(noticed).toEqual(['Our margin is twelve percent'])
  })

  it('gives a transaction that set no tenant an error, unless the session kept one', async () => {
    await expect(asTenant(null, question)).rejects.toThrow()
    await asTenant(a, question)
    await expect(asTenant(null, question)).rejects.toThrow()
    await client.query("select set_config('app.tenant', $1, false)", [b])
    expect(await asTenant(null, question)).toHaveLength(8)
  })

  it('leaves an index on the words unused under the policy, as the full-text operator is not leakproof', async () => {
    const { rows } = await client.query("select proleakproof from pg_proc where proname = 'ts_match_vq'")
    expect(rows).toEqual([{ proleakproof: false }])
    await client.query('create index by_words on chunks using gin (words); set enable_seqscan = off')
    const plan = async () => JSON.stringify(await asTenant(a, "explain select 1 from chunks where words @@ 'margin'"))
    expect(await plan()).not.toMatch(/by_words/)
    await client.query('create index by_tenant on chunks (tenant_id)')
    expect(await plan()).toMatch(/by_tenant/)
    await client.query('alter table chunks no force row level security')
    expect(await plan()).toMatch(/by_words/)
    await client.query('alter table chunks force row level security; reset enable_seqscan')
  })

  it('is undone by a function with a superuser’s rights, and by a second policy that is permissive', async () => {
    const operator = await connect('superuser')
    await operator.query(`create function everything() returns setof chunks language sql stable security definer
      begin atomic select * from chunks; end`)
    const rows = async (from: string) => (await asTenant(a, `select body from ${from}`)).length
    expect([await rows('everything()'), await rows('chunks')]).toEqual([9, 1])
    await client.query("create policy permissive on chunks using (body like '%percent%')")
    expect(await rows('chunks')).toBe(9)
    await client.query("create policy restrictive on chunks as restrictive using (body like '%percent of%')")
    expect(await rows('chunks')).toBe(0)
  })
})

describe('a budget for the whole answer', () => {
  const run = (epilogue: string) =>
    runTypeScript(`${sample('One budget for every supplier, and an answer without any')}
      // A server’s sockets keep the process alive; here a timer does.
      const alive = setInterval(() => {}, 1000)
      const hangs: Model = () => new Promise(() => {})
      const refuses: Model = async () => { throw new Error('429') }
      const works: Model = async (ask) => ask + ' answered'
      const plain = () => 'three documents found'
      const misses: string[] = []
      const missed = (by: string, why: unknown) => misses.push(by + ': ' + (why as Error).name)
      ${epilogue}
      clearInterval(alive)`)

  it('hands what a refusal left to the next, and gives the plain answer within the budget when all hang', async () => {
    const out = await run(`
      const shares: number[] = []
      const timeout = AbortSignal.timeout
      AbortSignal.timeout = (ms) => { shares.push(ms); return timeout.call(AbortSignal, ms) }
      const { by } = await answer('q', { refuses, works }, plain, 2000, missed)
      const start = performance.now()
      const last = await answer('q', { first: hangs, second: hangs }, plain, 20, missed)
      console.log(JSON.stringify({ by, isMore: shares[1]! > shares[0]!, last, isInTime: performance.now() - start < 500 }))`)
    const last = { by: 'no model', text: 'three documents found' }
    expect(JSON.parse(out)).toEqual({ by: 'works', isMore: true, last, isInTime: true })
  })

  it('leaves a model that ignores its signal, asks each once, and no late rejection goes unhandled', async () => {
    const out = await run(`
      performance.now = () => 0 // the time of a busy machine does not count
      let unhandled = 0
      process.on('unhandledRejection', () => { unhandled += 1 })
      const aborted: Promise<unknown>[] = []
      const watched = (signal: AbortSignal) => aborted.push(new Promise((done) => signal.addEventListener('abort', done)))
      const stubborn: Model = (_, signal) => new Promise((_, reject) => {
        watched(signal)
        aborted[0]!.then(() => setImmediate(() => reject(new Error('too late'))))
      })
      const quick: Model = (ask, signal) => { watched(signal); return works(ask, signal) }
      const given = await answer('q', { stubborn, quick }, plain, 40, missed)
      await Promise.all(aborted)
      await new Promise(setImmediate)
      console.log(JSON.stringify({ ...given, unhandled, misses }))`)
    const misses = ['stubborn: TimeoutError']
    expect(JSON.parse(out)).toEqual({ by: 'quick', text: 'q answered', unhandled: 0, misses })
  })
})

it('the arithmetic of the test set is what the article says', async () => {
  const out = await runTypeScript(`${sample('How many cases it takes to see a drop')}
    const seen = (good: number) => good * 0.9 + (1 - good) * 0.1
    console.log(JSON.stringify([casesPerRun(0.92, 0.89), pairedCases(0.05, 0.02), pairedCases(0.06, 0.01),
      casesPerRun(seen(0.92), seen(0.89)), seen(0.92) - seen(0.89)].map((n) => Number(n.toFixed(3)))))`)
  expect(JSON.parse(out)).toEqual([1494, 610, 220, 3944, 0.024])
})

it('the trace event names tenant, release and tokens, and carries none of the attributes with content', () => {
  const event = JSON.parse(sample('One event, from which nobody can read a document'))
  expect(event).toMatchObject({ 'app.tenant.id': 't_0192', 'gen_ai.usage.input_tokens': 8012 })
  expect(Object.keys(event).filter((key) => /messages|instructions|query\.text|arguments|result/.test(key))).toEqual([])
})
