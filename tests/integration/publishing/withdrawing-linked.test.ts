import type { Payload, PayloadRequest } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { linkedFrom } from '#collections/articles/linked-from.ts'
import { keepSchedule } from '#payload/schedule.ts'
import { log } from '#platform/log.ts'
import { articleAt } from '#publication/edition/index.ts'
import { context, makeAccount, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { linkedIn } from './linked.ts'

let publication: TestPublication
let payload: Payload
let { write, linking, rowOf, referring, update } = {} as ReturnType<typeof linkedIn>
let account: Awaited<ReturnType<typeof makeAccount>>
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ write, linking, rowOf, referring, update } = linkedIn(publication))
  account = await makeAccount(payload, 'admin')
}, 120_000)
afterAll(() => publication?.close())

type Written = Awaited<ReturnType<typeof write>>
let target: Written
let linker: Written
beforeEach(async () => {
  target = await write()
  linker = await linking(`See [the other](/articles/${target.slug}).`)
})

/** As an editor's browser asks for it. */
async function asEditor<T>(act: (shared: object) => Promise<T>, payloadAPI: 'REST' | 'local' = 'REST'): Promise<T> {
  const req = Object.assign(await requestOf(payload, account), { payloadAPI })
  return act({ overrideAccess: false, user: account, req })
}
const save = (data: object, options: object = {}) =>
  asEditor((shared) =>
    payload.update({ collection: 'articles', id: target.id, data: data as never, ...options, ...shared }),
  )
const remove = () =>
  asEditor((shared) => payload.delete({ collection: 'articles', id: target.id, trash: true, ...shared }))
const isPublic = async () => (await articleAt(target.slug)).kind === 'current'

const ways: [string, () => Promise<unknown>][] = [
  ['unpublishing', () => save({ _status: 'draft' })],
  ['trashing', () => save({ deletedAt: new Date().toISOString() })],
  ['deleting', remove],
]

describe.each(ways)('%s an article that another links to', (_name, act) => {
  it('is refused, and names who links to it', async () => {
    const refused = expect.objectContaining({
      status: 409,
      message: expect.stringContaining(`link to this one: “${linker.title}”. Take those links away first, or tick`),
    })
    await expect(act()).rejects.toEqual(refused)
    expect(await isPublic()).toBe(true)
    expect((await rowOf(linker))?.html).toContain('<a href')
  })

  it('goes through once the newest version says so, and the links become words', async () => {
    await save({ withdrawThoughLinked: true, _status: 'draft' }, { draft: true, autosave: true })
    expect(await isPublic()).toBe(true)
    await act()
    expect(await isPublic()).toBe(false)
    expect((await rowOf(linker))?.html).toBe('<p>See the other.</p>')
  })

  it('goes through when the one that links to it is a draft, or the article itself', async () => {
    await update(linker.id, { _status: 'draft' })
    await update(target.id, { body: referring(target), _status: 'published' })
    await act()
    expect(await isPublic()).toBe(false)
  })
})

it('what was said of one withdrawal does not stand for the next', async () => {
  await save({ _status: 'draft', withdrawThoughLinked: true })
  await save({ _status: 'published' })
  expect((await rowOf(linker))?.html).toContain('<a href')
  await expect(save({ _status: 'draft' })).rejects.toMatchObject({ status: 409 })
})

it('a date that has come is kept, and the log says whose links became words', async () => {
  await save({ unpublishAt: '2026-01-01T00:00:00.000Z', _status: 'published' })
  const warn = vi.spyOn(log(), 'warn')
  await keepSchedule(payload, { articleId: target.publicId, change: 'unpublish' })
  expect(await isPublic()).toBe(false)
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    { articleId: target.publicId, unlinked: [linker.title] },
    expect.stringContaining('plain words now'),
  )
  warn.mockRestore()
})

it('a command goes through', async () => {
  await payload.delete({ collection: 'articles', id: target.id, context })
  expect((await rowOf(linker))?.html).toBe('<p>See the other.</p>')
})

it('of many, the linked one alone is refused, in words', async () => {
  const free = await write()
  const result = await asEditor((shared) =>
    payload.update({
      collection: 'articles',
      where: { id: { in: [target.id, free.id] } },
      data: { _status: 'draft' } as never,
      ...shared,
    }),
  )
  expect(result.docs.map(({ id }) => id)).toEqual([free.id])
  expect(result.errors).toMatchObject([{ id: target.id, message: expect.stringContaining(`“${linker.title}”`) }])
  expect(await isPublic()).toBe(true)
})

it('whoever may not withdraw is refused for that, and may not say that it goes though linked', async () => {
  const author = await makeAccount(payload, 'author')
  const own = await requestOf(payload, author)
  const shared = { collection: 'articles', overrideAccess: false, user: author as never, req: own } as const
  const made = await payload.create({
    ...shared,
    data: { title: 'T', withdrawThoughLinked: true } as never,
    draft: true,
  })
  expect((made as { withdrawThoughLinked?: boolean }).withdrawThoughLinked).not.toBe(true)
  await payload.update({ collection: 'articles', id: target.id, data: { createdBy: author.id } as never, context })
  await publication.owner.query('update articles set created_by_id = $1 where id = $2', [author.id, target.id])
  await expect(payload.update({ ...shared, id: target.id, data: { _status: 'draft' } as never })).rejects.toMatchObject(
    { status: 403 },
  )
})

describe('an article that links to one in the trash, or to none any more', () => {
  const linkerSaves = (data: object, options: object = {}) => update(linker.id, data, options)

  it('is not published, and the one in the trash is named', async () => {
    await update(linker.id, { body: referring(target), _status: 'published' })
    await update(target.id, { deletedAt: new Date().toISOString() })
    expect((await rowOf(linker))?.html).toBe('<p>See the other.</p>')
    await expect(linkerSaves({ deck: 'Anew.', _status: 'published' })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining(`links to “${target.title}”, which lies in the trash`),
    })
  })

  it('is still kept as a draft, and what is public of it stays', async () => {
    await update(linker.id, { body: referring(target), _status: 'published' })
    await payload.delete({ collection: 'articles', id: target.id, context })
    await linkerSaves({ deck: 'Anew.', _status: 'draft' }, { draft: true, autosave: true })
    expect((await rowOf(linker))?.html).toBe('<p>See the other.</p>')
    await expect(linkerSaves({ _status: 'published' })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('does not exist any more'),
    })
  })
})

describe('GET /api/articles/:id/linked-from', () => {
  const ask = async (id: unknown, user: typeof account | null = account) => {
    const req = Object.assign(await requestOf(payload, user), { routeParams: { id } }) as PayloadRequest
    const answer = await linkedFrom.handler(req)
    return { status: answer.status, ...(await answer.json()) }
  }

  it('names the public articles that link here, for those who are signed in', async () => {
    await write({ body: referring(target) }, 'draft')
    expect(await ask(target.id)).toEqual({ status: 200, docs: [{ id: linker.id, title: linker.title }] })
    expect(await ask(linker.id)).toEqual({ status: 200, docs: [] })
    for (const id of ['x', '-1', '99999999999999999999', '1e3', undefined])
      expect(await ask(id)).toEqual({ status: 200, docs: [] })
    expect(await ask(target.id, null)).toMatchObject({ status: 401 })
  })
})
