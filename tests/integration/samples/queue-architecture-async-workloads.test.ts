import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '#tests/support/postgres.ts'
import { runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('queue-architecture-async-workloads')
let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await testDatabase({ isMigrated: false })
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  await client.query(`
    create table seen_messages (consumer text, message_id uuid, primary key (consumer, message_id));
    create table charges (id bigint generated always as identity primary key, message_id uuid, order_id bigint, amount_cents bigint);
    create table outbox (id bigint generated always as identity primary key, topic text, payload jsonb)`)
})

afterAll(async () => {
  await client.end()
  await database.close()
})

describe('the samples of the article on queues', () => {
  it('charge once, however often the message comes', async () => {
    const message = randomUUID()
    const insert = sample('The insert decides, and everything else follows from its row')
    for (const _ of [1, 2, 3]) await client.query(insert, [message, 7, 1999])
    expect((await client.query('select order_id, amount_cents from charges')).rows).toEqual([
      { order_id: '7', amount_cents: '1999' },
    ])
    expect((await client.query('select topic from outbox')).rows).toEqual([{ topic: 'charge.requested' }])
  })
  it('bring a thousand jobs back at once without jitter, and spread and fewer with it', async () => {
    const program = sample('How a thousand jobs come back, without jitter and with it')
    const first = 'exponential: busiest tenth 1000, gave up 0\n'
    expect(await runTypeScript(program)).toBe(`${first}fullJitter: busiest tenth 23, gave up 193\n`)
    const withSix = await runTypeScript(program.replace('attempt < 5', 'attempt < 6'))
    expect(withSix).toMatch(/gave up 8\n$/)
  })
})
