import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { context, makeAccount, password, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { entriesIn } from './entries.ts'

let publication: TestPublication
let payload: Payload
let { linesOf, verbsOf } = {} as ReturnType<typeof entriesIn>
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ linesOf, verbsOf } = entriesIn(publication.owner))
}, 120_000)
afterAll(() => publication?.close())

describe('accounts', () => {
  const lock = (id: number) =>
    publication.owner.query(
      "update users set lock_until = now() + interval '5 minutes', login_attempts = 8 where id = $1",
      [id],
    )
  const signIn = (email: string, word: string) =>
    payload.login({ collection: 'users', data: { email, password: word } })

  it('tell who may come in, and as what', async () => {
    let account = {} as Awaited<ReturnType<typeof makeAccount>>
    const made = await linesOf(async () => {
      account = await makeAccount(payload, 'author')
    })
    expect(made).toEqual([`account.created account:${account.id} system:test`])
    const save = (data: object) => payload.update({ collection: 'users', id: account.id, data: data as never, context })
    const unlock = () =>
      payload.unlock({ collection: 'users', data: { email: account.email } as never, context, overrideAccess: true })
    const verbs = await verbsOf(`account:${account.id}`, [
      ['another name', () => save({ name: 'Another' })],
      ['the same', () => save({ role: 'author', email: account.email })],
      ['role', () => save({ role: 'editor' })],
      ['password', () => save({ password: `${password} 2` })],
      ['role and password', () => save({ role: 'author', password })],
      ['nothing after it', () => save({ name: 'Once more' })],
      ['signed in', () => signIn(account.email, password)],
      ['a wrong password', () => expect(signIn(account.email, 'wrong')).rejects.toThrow()],
      ['unlocked without being locked', unlock],
      ['unlocked', () => lock(account.id).then(unlock)],
      ['e-mail', () => save({ email: `new-${account.email}` })],
      ['removed', () => payload.delete({ collection: 'users', id: account.id, context })],
    ])
    expect(verbs).toEqual([
      ['another name', []],
      ['the same', []],
      ['role', ['account.role-changed']],
      ['password', ['account.password-changed']],
      ['role and password', ['account.role-changed', 'account.password-changed']],
      ['nothing after it', []],
      ['signed in', []],
      ['a wrong password', []],
      ['unlocked without being locked', []],
      ['unlocked', ['account.unlocked']],
      ['e-mail', ['account.email-changed']],
      ['removed', ['account.removed']],
    ])
    const { rows } = await publication.owner.query('select entry from publication.journal')
    expect(JSON.stringify(rows)).not.toContain('@example.org')
  })

  it('name the account itself where it sets its own password by token', async () => {
    const account = await makeAccount(payload, 'author')
    const token = await payload.forgotPassword({
      collection: 'users',
      data: { email: account.email },
      disableEmail: true,
    })
    const lines = await linesOf(() =>
      payload.resetPassword({ collection: 'users', data: { token, password: `${password} 3` }, overrideAccess: true }),
    )
    expect(lines).toEqual([`account.password-changed account:${account.id} account:${account.id}`])
  })

  it('tell nothing of an unlock that was refused, and leave the account locked', async () => {
    const account = await makeAccount(payload, 'author')
    const stranger = await makeAccount(payload, 'editor')
    await lock(account.id)
    const req = await requestOf(payload, stranger)
    const attempt = () =>
      payload.unlock({ collection: 'users', data: { email: account.email } as never, overrideAccess: false, req })
    expect(await linesOf(() => expect(attempt()).rejects.toThrow())).toEqual([])
    const { rows } = await publication.owner.query('select login_attempts from users where id = $1', [account.id])
    expect(Number(rows[0].login_attempts)).toBe(8)
  })

  it('tell nothing of preferences', async () => {
    const account = await makeAccount(payload, 'author')
    const req = await requestOf(payload, account)
    const data = { key: 'collection-articles', value: { limit: 10 } } as never
    expect(await linesOf(() => payload.create({ collection: 'payload-preferences', data, req }))).toEqual([])
  })
})
