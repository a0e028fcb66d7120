import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { samplesDatabase } from '#tests/support/samples/database.ts'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('api-security-b2b-platforms')
const { connect } = samplesDatabase()
const [a, b] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
const [ofA, ofB] = ['00000000-0000-4000-8000-0000000000aa', '00000000-0000-4000-8000-0000000000bb']
/** The owner is no superuser; the API's login owns nothing. */
let owner: pg.Client
let api: pg.Client
let superuser: pg.Client

/** The request of the sample, with work of this test's own in the place of its query when there is any. */
async function request(client: pg.Client, tenant: string, query?: string, values: string[] = []): Promise<object[]> {
  const text = sample('One request: the third argument ends the setting with the transaction')
  const [begin = '', set = '', select = '', commit = ''] = text.split(';')
  await client.query(begin)
  try {
    await client.query(set, [tenant])
    // The sample's select has the number 2 for its only value.
    const { rows } = await client.query(query ?? select.replace('$2', '$1'), values)
    await client.query(commit)
    return rows
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

beforeAll(async () => {
  owner = await connect()
  superuser = await connect('superuser')
  const schema = sample('Row security that binds the owner, and a foreign key that carries the tenant')
  await owner.query(schema.replace('to api;', 'to wbwh_app;'))
  await request(owner, a, 'insert into invoices values ($1, $2, 100)', [a, ofA])
  await request(owner, b, 'insert into invoices values ($1, $2, 200)', [b, ofB])
})

beforeEach(async () => {
  await api?.end()
  api = await connect('app')
})

describe('row security, tried as the second tenant', () => {
  it('shows each tenant its own invoice and nobody else’s', async () => {
    expect(await request(api, a, undefined, [ofA])).toEqual([{ id: ofA, amount_cents: '100' }])
    expect(await request(api, b, undefined, [ofA])).toEqual([])
    expect(await request(api, b, 'select id from invoices')).toEqual([{ id: ofB }])
  })

  it('refuses a row put or moved into the other tenant’s name, and changes none of theirs', async () => {
    const put = request(api, b, 'insert into invoices values ($1, gen_random_uuid(), 1)', [a])
    await expect(put).rejects.toThrow('violates row-level security')
    expect(await request(api, b, 'update invoices set amount_cents = 0 where id = $1 returning id', [ofA])).toEqual([])
    const move = request(api, b, 'update invoices set tenant_id = $1 where id = $2', [a, ofB])
    await expect(move).rejects.toThrow('violates row-level security')
    expect(await request(api, a, 'select id from invoices')).toEqual([{ id: ofA }])
  })

  it('refuses a line on the other tenant’s invoice, which a foreign key on the bare id lets through', async () => {
    const line = (table: string) => request(api, b, `insert into ${table} values ($1, $2, 'mine')`, [b, ofA])
    await expect(line('invoice_lines')).rejects.toThrow('violates foreign key')
    await owner.query('alter table invoices add unique (id)')
    await owner.query('create table bare_lines (tenant_id uuid, invoice_id uuid references invoices (id), label text)')
    await owner.query('grant insert on bare_lines to wbwh_app')
    await expect(line('bare_lines')).resolves.toEqual([])
  })

  it('binds the owner, a view and a function of the owner’s with force, and none of them without it', async () => {
    await owner.query(`
      create view all_invoices as select id from invoices; grant select on all_invoices to wbwh_app;
      create function count_invoices() returns bigint language sql security definer as 'select count(*) from invoices'`)
    const count = async () => (await request(api, b, 'select count_invoices() as n'))[0]
    expect(await count()).toEqual({ n: '1' })
    expect(await request(owner, b, 'select id from invoices')).toEqual([{ id: ofB }])
    expect(await request(api, b, 'select id from all_invoices')).toEqual([{ id: ofB }])
    await owner.query('alter table invoices no force row level security')
    expect(await request(owner, b, 'select id from invoices')).toHaveLength(2)
    expect(await request(api, b, 'select id from all_invoices')).toHaveLength(2)
    expect(await count()).toEqual({ n: '2' })
    await owner.query('alter view all_invoices set (security_invoker)')
    expect(await request(api, b, 'select id from all_invoices')).toEqual([{ id: ofB }])
    await owner.query('alter table invoices force row level security')
    expect((await superuser.query('select id from invoices')).rows).toHaveLength(2)
  })

  it('fails without a tenant, before the first transaction and after one', async () => {
    await expect(api.query('select * from invoices')).rejects.toThrow('unrecognized configuration parameter')
    await request(api, a, 'select 1')
    await expect(api.query('select * from invoices')).rejects.toThrow('invalid input syntax for type uuid')
  })

  it('keeps a tenant that anybody set for the session, for whichever request comes next', async () => {
    await api.query(`set app.tenant = '${a}'`)
    await request(api, b, 'select 1')
    expect((await api.query('select id from invoices')).rows).toEqual([{ id: ofA }])
  })
})

describe('the check of a webhook', () => {
  it('knows the new from a repeat and from the forged or stale, claims the genuine alone, works with no short secret', async () => {
    const code = sample('Forged and stale are refused; a repeat is known for one')
    const answers = await runTypeScript(`${code}
      const [secret, old, other] = ['a', 'b', 'c'].map((letter) => Buffer.alloc(24, letter))
      const body = Buffer.from('{"type":"invoice.paid"}')
      const sign = (key: Buffer, id: string, timestamp: string) =>
        'v1,' + createHmac('sha256', key).update(id + '.' + timestamp + '.').update(body).digest('base64')
      const now = Math.floor(Date.now() / 1000)
      const made = (key: Buffer, id: string, at = now) =>
        ({ id, timestamp: String(at), signature: sign(key, id, String(at)) })
      const seen = new Set<string>()
      const claim = async (id: string) => !seen.has(id) && Boolean(seen.add(id))
      const answer = (signed: Signed, bytes = body, secrets = [secret, old]) => accept(signed, bytes, secrets, claim)
      const first = made(secret, 'm1')
      const both = { ...made(secret, 'm3'), signature: made(other, 'm3').signature + ' ' + made(secret, 'm3').signature }
      const respelt = { ...first, signature: first.signature.replaceAll('+', '-').replaceAll('/', '_').replace('=', '') }
      console.log(JSON.stringify({
        new: [await answer(first), await answer(made(old, 'm2')), await answer(both)],
        repeat: [await answer(first), await answer(made(secret, 'm1', now - 290)), await answer(respelt)],
        forged: [
          await answer(made(other, 'm4')), await answer(made(secret, 'm5'), Buffer.from('{"type": "invoice.paid"}')),
          await answer({ ...made(secret, 'm6'), id: 'm7' }), await answer(made(secret, 'm8'), body, []),
          await answer(made(secret, 'm9', now - 310)), await answer(made(secret, 'm10', now + 310)),
          await answer(made(secret, 'm.11')), await answer(made(secret, '')), await answer({ id: '', timestamp: '', signature: '' }),
          await answer({ ...made(secret, 'm12'), signature: 'v1,AAAA' }),
          await answer({ ...made(secret, 'm13'), signature: made(secret, 'm13').signature.replace('v1,', 'v1a,') }),
        ],
        'Error: Secret is too short': [await answer(made(Buffer.alloc(0), 'm14'), body, [Buffer.alloc(0)]).catch(String)],
        claimed: [...seen],
      }))`)
    const { claimed, ...rest } = JSON.parse(answers) as Record<string, string[]>
    for (const [name, given] of Object.entries(rest)) expect(given).toEqual(given.map(() => name))
    expect(claimed).toEqual(['m1', 'm2', 'm3'])
  })
})
