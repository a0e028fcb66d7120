import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { context, makeAccount, password, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'

let publication: TestPublication
let payload: Payload
beforeAll(async () => {
  publication = await openPublication({ withAdmin: false })
  payload = publication.payload
}, 120_000)
afterAll(() => publication?.close())

const register = (email: string, setupToken: string) =>
  payload.create({ collection: 'users', data: { email, password, name: 'First', role: 'author', setupToken } as never })

describe('the first account', () => {
  it('is refused without the token, and with a wrong one', async () => {
    await expect(register('a@example.org', '')).rejects.toThrow('The setup token is wrong')
    await expect(register('a@example.org', 'not the token')).rejects.toThrow('The setup token is wrong')
    expect((await payload.count({ collection: 'users' })).totalDocs).toBe(0)
  })

  it('goes to one of two who come at the same moment, and is an admin', async () => {
    const both = await Promise.allSettled([
      register('one@example.org', publication.setupToken),
      register('two@example.org', publication.setupToken),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { docs } = await payload.find({ collection: 'users' })
    expect(docs).toMatchObject([{ role: 'admin' }])
    expect(docs[0]).not.toHaveProperty('setupToken', publication.setupToken)
  })

  it('is the only one that the token makes', async () => {
    await expect(register('three@example.org', publication.setupToken)).rejects.toThrow('exists already')
  })
})

describe('what an account may do to accounts', () => {
  it.each(['author', 'editor', 'publisher'] as const)(
    '%s: not raise the own role, not see or change another',
    async (role) => {
      const account = await makeAccount(payload, role)
      const other = await makeAccount(payload, 'admin')
      const as = async () => ({ overrideAccess: false, user: account as never, req: await requestOf(payload, account) })
      const raised = await payload.update({
        collection: 'users',
        id: account.id,
        data: { role: 'admin', name: 'New name' } as never,
        ...(await as()),
      })
      expect(raised).toMatchObject({ role, name: 'New name' })
      const change = payload.update({
        collection: 'users',
        id: other.id,
        data: { password: 'taken over by me' } as never,
        ...(await as()),
      })
      await expect(change).rejects.toThrow()
      const { docs } = await payload.find({ collection: 'users', ...(await as()) })
      expect(docs.map(({ id }) => id)).toEqual([account.id])
      const made = payload.create({
        collection: 'users',
        data: { email: `${role}-made@example.org`, password, name: 'Made', role: 'admin' } as never,
        ...(await as()),
      })
      await expect(made).rejects.toThrow(/not allowed/i)
      await expect(payload.delete({ collection: 'users', id: other.id, ...(await as()) })).rejects.toThrow()
    },
  )

  it('stands in the journal without a name or an address', async () => {
    const account = await makeAccount(payload, 'author')
    await payload.update({ collection: 'users', id: account.id, data: { role: 'editor' } as never, context })
    const { rows } = await publication.owner.query<{ entry: string }>(
      'select entry from publication.journal order by seq',
    )
    const told = rows.map(({ entry }) => JSON.parse(entry)).filter(({ subject }) => subject === `account:${account.id}`)
    expect(told.map(({ verb }) => verb)).toEqual(['account.created', 'account.role-changed'])
    expect(JSON.stringify(rows)).not.toContain('@example.org')
  })
})

describe('nobody who is not signed in', () => {
  const closed = ['articles', 'topics', 'authors', 'users'] as const
  it.each(closed)('reads %s', async (collection) => {
    const req = await requestOf(payload, null)
    await expect(payload.find({ collection, overrideAccess: false, req })).rejects.toThrow(/not allowed/i)
    await expect(payload.count({ collection, overrideAccess: false, req })).rejects.toThrow(/not allowed/i)
    await expect(payload.create({ collection, data: {} as never, overrideAccess: false, req })).rejects.toThrow()
  })

  it('reads versions of articles', async () => {
    const req = await requestOf(payload, null)
    await expect(payload.findVersions({ collection: 'articles', overrideAccess: false, req })).rejects.toThrow(
      /not allowed/i,
    )
  })
})
