import { setTimeout } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { closeReader, keepReader, LastingPool, poolLimits } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { isDatabaseUp, noteLoss } from '#platform/outage.ts'
import { articleAt } from '#publication/edition/index.ts'
import { signHead } from '#publication/journal/index.ts'
import { articleData, context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { openProxy } from '../../support/tcp-proxy.ts'

let publication: TestPublication
let app: pg.Pool
let readerLogin: pg.Pool
beforeAll(async () => {
  publication = await openPublication()
  app = new pg.Pool({ connectionString: publication.urls.app, max: 1 })
  readerLogin = new pg.Pool({ connectionString: publication.urls.reader, max: 1 })
  const data = await articleData(publication.payload)
  await publication.payload.create({
    collection: 'articles',
    data: { ...data, _status: 'published' } as never,
    context,
  })
  await signHead(drizzle({ client: app }), '3'.repeat(64), 'https://example.org')
}, 120_000)
afterAll(async () => {
  await app?.end()
  await readerLogin?.end()
  await publication?.close()
})

const written = ['editions', 'journal', 'checkpoints'] as const
const textColumns = { editions: 'canonical', journal: 'entry', checkpoints: 'checkpoint' }

describe('what was written stays', () => {
  it.each(written)('the app may not update, delete or truncate %s', async (table) => {
    const column = textColumns[table]
    await expect(app.query(`update publication.${table} set ${column} = ''`)).rejects.toThrow('permission denied')
    await expect(app.query(`delete from publication.${table}`)).rejects.toThrow('permission denied')
    await expect(app.query(`truncate publication.${table} cascade`)).rejects.toThrow('permission denied')
  })

  it.each(written)('the owner is refused too, by %s itself', async (table) => {
    const column = textColumns[table]
    const { owner } = publication
    await expect(owner.query(`update publication.${table} set ${column} = ''`)).rejects.toThrow(
      'what was written stays',
    )
    await expect(owner.query(`delete from publication.${table}`)).rejects.toThrow('what was written stays')
    await expect(owner.query(`truncate publication.${table} cascade`)).rejects.toThrow('what was written stays')
  })

  it('the app may not write journal rows past the function that chains them', async () => {
    await expect(app.query("insert into publication.journal values (999, repeat('0', 64), 'x', '{}')")).rejects.toThrow(
      'permission denied',
    )
    await expect(app.query('update publication.journal_head set seq = 0')).rejects.toThrow('permission denied')
    await expect(app.query('insert into publication.checkpoints (seq) values (999)')).rejects.toThrow(
      'permission denied',
    )
  })

  it('each entry carries the hash of the one before, its number and its text', async () => {
    const { rows } = await publication.owner.query(`select seq, previous, hash,
      encode(sha256(convert_to(previous || chr(10) || seq || chr(10) || entry, 'UTF8')), 'hex') as reckoned,
      coalesce(lag(hash) over (order by seq), repeat('0', 64)) as before from publication.journal order by seq`)
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) expect(row).toMatchObject({ hash: row.reckoned, previous: row.before })
  })
})

describe('the reader', () => {
  it('is a login of its own here', async () => {
    await articleAt('anything')
    expect(await keepReader()).toBe('login')
  })

  it('has all its connections open before anybody asks, and keeps them when it is idle', async () => {
    const readsOpen = async () => {
      const { rows } = await publication.owner.query<{ open: number }>(
        `select count(*)::int as open from pg_stat_activity
         where datname = current_database() and application_name = 'wbwh-reader'`,
      )
      return rows[0]?.open
    }
    await closeReader()
    await vi.waitFor(async () => expect(await readsOpen()).toBe(0))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await keepReader()
      expect(await readsOpen()).toBe(env().DATABASE_POOL_SIZE)
      vi.advanceTimersByTime(10 * poolLimits.idleTimeoutMillis)
    } finally {
      vi.useRealTimers()
    }
    await setTimeout(100)
    expect(await readsOpen()).toBe(env().DATABASE_POOL_SIZE)
  })

  it.each([
    'public.articles',
    'public._articles_v',
    'public.users',
    'public.media',
    'publication.journal',
    'publication.journal_head',
    'graphile_worker._private_jobs',
  ])('cannot see %s', async (table) => {
    await expect(readerLogin.query(`select * from ${table}`)).rejects.toThrow('permission denied')
  })

  it.each(['current', 'editions', 'findings', 'addresses', 'topics', 'authors', 'media', 'revision', 'checkpoints'])(
    'sees publication.%s and cannot change it',
    async (table) => {
      await readerLogin.query(`select * from publication.${table}`)
      await expect(readerLogin.query(`delete from publication.${table}`)).rejects.toThrow('permission denied')
    },
  )
})

it('is called down for as long as what was asked in vain may take to fail, and then up again', async () => {
  expect(await isDatabaseUp()).toBe(true)
  // A mistake of ours is none of its.
  for (const code of ['42P01', '57014']) noteLoss(Object.assign(new pg.DatabaseError('', 0, 'error'), { code }))
  // Nor is a pool that has lent all it has.
  noteLoss(new Error('timeout exceeded when trying to connect'))
  expect(await isDatabaseUp()).toBe(true)
  noteLoss(Object.assign(new pg.DatabaseError('terminating connection', 0, 'error'), { code: '57P01' }))
  expect(await isDatabaseUp()).toBe(false)
  await vi.waitFor(async () => expect(await isDatabaseUp()).toBe(true), { timeout: 10_000 })
})

it('is asked no more on a connection that was silent for too long', async () => {
  const url = new URL(publication.urls.app)
  const wire = await openProxy({ host: url.hostname, port: Number(url.port) })
  url.port = String(wire.port)
  const pool = new LastingPool({ connectionString: url.href, max: 1, query_timeout: 300 })
  try {
    const client = await pool.connect()
    await client.query('begin')
    wire.blackHole()
    await expect(client.query('select 1')).rejects.toThrow('Query read timeout')
    // What waits behind the lost answer fails at once, and does not wait as long again.
    await expect(client.query('rollback')).rejects.toThrow(/terminated|not queryable|closed/i)
    client.release()
    expect(pool.totalCount).toBe(0)
    await wire.pass()
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  } finally {
    await pool.end()
    await wire.close()
  }
})
