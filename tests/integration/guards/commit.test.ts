import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { txOf } from '#platform/db.ts'
import { articleAt } from '#publication/edition/index.ts'
import { articleData, context, hooksOf, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'

let publication: TestPublication
let superuser: pg.Pool
beforeAll(async () => {
  publication = await openPublication()
  superuser = new pg.Pool({ connectionString: publication.urls.superuser, max: 1 })
}, 120_000)
afterAll(async () => {
  await superuser?.end()
  await publication?.close()
})

it('tells the editor when the connection dies before COMMIT is confirmed, and keeps nothing', async () => {
  const { payload } = publication
  const data = await articleData(payload)
  const hooks = hooksOf(payload, 'articles')
  hooks.afterChange.push(async ({ req, doc }) => {
    const { sql } = await import('drizzle-orm')
    const found = await (await txOf(req)).execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    // Ended from outside and waited for, so that the next thing that this connection is asked is COMMIT.
    await superuser.query('select pg_terminate_backend($1, 5000)', [found.rows[0]?.pid])
    return doc
  })
  try {
    const save = payload.create({ collection: 'articles', data: { ...data, _status: 'published' } as never, context })
    await expect(save).rejects.toMatchObject({ status: 503, message: expect.stringContaining('did not confirm') })
  } finally {
    hooks.afterChange.pop()
  }
  expect(await articleAt(data.slug)).toMatchObject({ kind: 'unknown' })
  const { docs } = await payload.find({ collection: 'articles', where: { slug: { equals: data.slug } } })
  expect(docs).toEqual([])
})

it('refuses to publish outside a transaction', async () => {
  const req = await requestOf(publication.payload, null)
  await expect(txOf(req)).rejects.toThrow('outside a transaction')
})
