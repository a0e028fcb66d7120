import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { articleAt } from '#publication/edition/index.ts'
import { articleData, hooksOf, makeAccount, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { savesOf } from './saves.ts'

let publication: TestPublication
let payload: Payload
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
}, 120_000)
afterAll(() => publication?.close())

it('one that fails takes none of those with it that were done before', async () => {
  const { create } = savesOf(payload)
  const all = [await articleData(payload), await articleData(payload), await articleData(payload)]
  const docs: { id: number | string }[] = []
  for (const data of all) docs.push(await create({ ...data, _status: 'published' }))
  const account = await makeAccount(payload, 'publisher')
  const req = Object.assign(await requestOf(payload, account), { payloadAPI: 'REST' as const })
  let saves = 0
  const failSecond = () => {
    saves += 1
    if (saves === 2) throw new Error('the second fails')
  }
  const { afterChange } = hooksOf(payload, 'articles')
  afterChange.push(failSecond)
  const result = await payload
    .update({
      collection: 'articles',
      where: { id: { in: docs.map(({ id }) => id) } },
      data: { _status: 'draft' } as never,
      overrideAccess: false,
      user: account as never,
      req,
    })
    .finally(() => afterChange.pop())
  expect(result.errors).toHaveLength(1)
  const done = result.docs.map(({ id }) => id)
  expect(done).toHaveLength(2)
  for (const [index, doc] of docs.entries())
    expect((await articleAt(all[index]?.slug ?? '')).kind).toBe(done.includes(doc.id) ? 'gone' : 'current')
})

it('deleting many for good is refused', async () => {
  const account = await makeAccount(payload, 'publisher')
  const attempt = payload.delete({
    collection: 'articles',
    where: { id: { exists: true } },
    overrideAccess: false,
    user: account as never,
    req: await requestOf(payload, account),
  })
  await expect(attempt).rejects.toThrow(/disabled bulk delete/)
})
