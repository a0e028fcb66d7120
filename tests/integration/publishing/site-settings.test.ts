import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { siteSettings } from '#publication/edition/index.ts'
import { context, makeAccount, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { entriesIn } from '../journal/entries.ts'

let publication: TestPublication
let payload: Payload
let linesOf = {} as ReturnType<typeof entriesIn>['linesOf']
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ linesOf } = entriesIn(publication.owner))
}, 120_000)
afterAll(() => publication?.close())

const change = (data: object, more: object = {}) =>
  payload.updateGlobal({ slug: 'site', data: data as never, context, ...more })

describe('the settings of the site', () => {
  it('are as they come until somebody changes them, and saving them as they are tells nothing', async () => {
    const asTheyCome = {
      ai: { search: true, aiInput: true, aiTrain: false },
      crawlers: { disallowed: [] },
      contact: { security: null },
      fediverse: null,
    }
    expect((await siteSettings()).settings).toEqual(asTheyCome)
    expect(await linesOf(() => change({ ai: { search: true } }))).toEqual([])
    expect((await siteSettings()).settings).toEqual(asTheyCome)
  })

  it('become public with the save, which is journalled and owes a purge', async () => {
    const lines = await linesOf(() =>
      change({
        ai: { search: true, aiInput: false, aiTrain: true },
        disallowedCrawlers: [{ name: 'ZetaBot' }, { name: 'AlphaBot' }, { name: 'alphabot' }],
        securityContact: ' mailto:security@example.org ',
        fediverse: '@desk@example.social',
      }),
    )
    expect(lines).toEqual(['site.changed site system:test'])
    const { settings, revision } = await siteSettings()
    expect(settings).toEqual({
      ai: { search: true, aiInput: false, aiTrain: true },
      crawlers: { disallowed: ['alphabot', 'ZetaBot'] },
      contact: { security: 'mailto:security@example.org' },
      fediverse: '@desk@example.social',
    })
    const { rows } = await publication.owner.query(
      `select payload from graphile_worker._private_jobs where payload::text like '%"site"%'`,
    )
    expect(rows.map((row) => row.payload[0].seq)).toEqual([revision])
  })

  it.each([
    ['a crawler’s name that is none', { disallowedCrawlers: [{ name: 'Bot\nDisallow: /' }] }],
    ['a contact that is no address', { securityContact: 'javascript:alert(1)' }],
    ['a handle without its server', { fediverse: '@desk' }],
  ])('are refused with %s', async (_, data) => {
    const before = await siteSettings()
    await expect(change(data)).rejects.toThrow()
    expect(await siteSettings()).toEqual(before)
  })

  it.each(['author', 'editor'] as const)('are left alone by an %s', async (role) => {
    const account = await makeAccount(payload, role)
    const as = { overrideAccess: false, user: account as never, req: await requestOf(payload, account) }
    await expect(change({ fediverse: null }, as)).rejects.toThrow()
    expect((await siteSettings()).settings.fediverse).toBe('@desk@example.social')
  })

  it('are changed whole, also by a publisher who wants to see a part of the answer', async () => {
    const account = await makeAccount(payload, 'publisher')
    const as = { overrideAccess: false, user: account as never, req: await requestOf(payload, account) }
    await change({ fediverse: null }, { ...as, select: { fediverse: true } })
    expect((await siteSettings()).settings).toMatchObject({ fediverse: null, ai: { aiTrain: true } })
  })
})
