import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { articleAt } from '#publication/edition/index.ts'
import { articleData, hooksOf, makeAccount, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { uploadPicture } from '../backup/fixtures.ts'
import { entriesIn } from '../journal/entries.ts'
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

it('an account that another admin holds open stays as it was, and those beside it change whole', async () => {
  const [admin, other] = [await makeAccount(payload, 'admin'), await makeAccount(payload, 'admin')]
  const accounts = [
    await makeAccount(payload, 'author'),
    await makeAccount(payload, 'author'),
    await makeAccount(payload, 'author'),
  ]
  const [first, held, last] = accounts.map(({ id }) => id)
  await payload.create({
    collection: 'payload-locked-documents',
    data: {
      document: { relationTo: 'users', value: held },
      user: { relationTo: 'users', value: other.id },
    } as never,
  })
  const { linesOf } = entriesIn(publication.owner)
  const req = Object.assign(await requestOf(payload, admin), { payloadAPI: 'REST' as const })
  const lines = await linesOf(async () => {
    const result = await payload.update({
      collection: 'users',
      where: { id: { in: [first, held, last] } },
      data: { role: 'editor' } as never,
      overrideAccess: false,
      overrideLock: false,
      user: admin as never,
      req,
    })
    expect(result.docs.map(({ id }) => id).sort()).toEqual([first, last].sort())
    expect(result.errors).toMatchObject([{ id: held, message: expect.stringContaining('locked') }])
  })
  const { rows } = await publication.owner.query('select id, role from users where id = any($1) order by id', [
    [first, held, last],
  ])
  expect(rows.map(({ id, role }) => [Number(id), role])).toEqual([
    [first, 'editor'],
    [held, 'author'],
    [last, 'editor'],
  ])
  expect(lines.sort()).toEqual(
    [first, last].map((id) => `account.role-changed account:${id} account:${admin.id}`).sort(),
  )
})

it.each(['articles', 'authors', 'topics', 'media', 'users'] as const)(
  'deleting many %s for good is refused',
  async (collection) => {
    const account = await makeAccount(payload, 'admin')
    await savesOf(payload).create(await articleData(payload))
    await uploadPicture(payload)
    const { totalDocs } = await payload.count({ collection })
    expect(totalDocs).toBeGreaterThan(0)
    const attempt = payload.delete({
      collection,
      where: { id: { exists: true } },
      overrideAccess: false,
      user: account as never,
      req: await requestOf(payload, account),
    })
    await expect(attempt).rejects.toThrow(`Collection ${collection} has disabled bulk delete`)
    expect(await payload.count({ collection })).toEqual({ totalDocs })
  },
)
