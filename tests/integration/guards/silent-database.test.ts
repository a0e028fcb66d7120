import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { closeReader } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { noteLoss } from '#platform/outage.ts'
import { articleAt } from '#publication/edition/index.ts'
import { asPublicError } from '#publication/errors/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { openProxy } from '../../support/tcp-proxy.ts'

let publication: TestPublication
beforeAll(async () => {
  publication = await openPublication()
}, 120_000)
afterAll(async () => publication?.close())

it('is not asked by readers while it is silent, and one lost connection is no silence', async () => {
  const url = new URL(publication.urls.reader)
  const wire = await openProxy({ host: url.hostname, port: Number(url.port) })
  url.port = String(wire.port)
  const timed = async () => {
    const begun = performance.now()
    const answer = await articleAt('anything').then(
      ({ kind }) => kind,
      (error: Error) => `${error.message} ${asPublicError(error).status}`,
    )
    return { answer, ms: performance.now() - begun }
  }
  // Before anything is read: the reader and the probe keep what they open.
  Object.assign(env(), { READER_DATABASE_URL: url.href })
  try {
    expect((await timed()).answer).toBe('unknown')
    noteLoss(Object.assign(new pg.DatabaseError('terminating connection', 0, 'error'), { code: '57P01' }))
    expect((await timed()).answer).toBe('unknown')

    wire.blackHole()
    expect(await timed()).not.toMatchObject({ answer: 'unknown' })
    for (let times = 0; times < 5; times++) {
      const { answer, ms } = await timed()
      expect(answer).toBe('The database does not answer. 503')
      expect(ms).toBeLessThan(1_000)
    }
    await wire.pass()
    await vi.waitFor(async () => expect((await timed()).answer).toBe('unknown'), { timeout: 5_000 })
  } finally {
    await closeReader()
    await wire.close()
  }
})
