import { beforeEach, expect, it, vi } from 'vitest'
import { GET } from '#app/api/v1/[[...rest]]/route.ts'
import { currentRecord, origin, secret } from '#tests/unit/publication/contract/records.ts'

const edition = vi.hoisted(() => ({ articleBySlugOrId: vi.fn(), newestRevision: vi.fn() }))
vi.mock('#publication/edition/index.ts', async (original) => ({ ...(await original<object>()), ...edition }))
vi.mock('#platform/env.ts', () => ({ env: () => ({ SITE_URL: origin, INTERNAL_SECRET: secret }) }))
vi.mock('#platform/log.ts', () => ({ log: () => ({ error: vi.fn() }) }))

const ask = (key: string, search = '') => GET(new Request(`${origin}/api/v1/articles/${key}${search}`))

/** What Postgres holds from now on. */
function published(revision: number, title: string): void {
  edition.newestRevision.mockResolvedValue(revision)
  edition.articleBySlugOrId.mockResolvedValue({ kind: 'current', value: { ...currentRecord(), title }, revision })
}

beforeEach(() => vi.resetAllMocks())

it('reads an article once while nothing public changes', async () => {
  published(7, 'The text')
  const [first, second] = [await ask('one'), await ask('one')]
  expect(edition.articleBySlugOrId).toHaveBeenCalledOnce()
  expect(await second.text()).toBe(await first.text())
  const lasting = (response: Response) => [...response.headers].filter(([name]) => name !== 'x-request-id')
  expect(lasting(second)).toEqual(lasting(first))
  expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'))
})

it('reads anew as soon as anything public has changed', async () => {
  published(7, 'Before')
  await ask('two')
  published(8, 'After')
  const answer = await ask('two')
  expect(await answer.json()).toMatchObject({ title: 'After' })
  expect(answer.headers.get('x-revision')).toBe('8')
})

it('does not give an answer that has become wrong when the article is gone', async () => {
  published(7, 'Here')
  await ask('three')
  edition.newestRevision.mockResolvedValue(8)
  edition.articleBySlugOrId.mockResolvedValue({ kind: 'gone', reason: null, at: '2026-09-08T08:00:00Z', revision: 8 })
  expect((await ask('three')).status).toBe(410)
})

it('takes another query for another answer', async () => {
  published(7, 'The text')
  await ask('four')
  expect(await (await ask('four', '?fields=title')).json()).toEqual({ id: currentRecord().id, title: 'The text' })
})

it('answers 503 when it cannot be known whether the answer still holds', async () => {
  published(7, 'The text')
  await ask('five')
  edition.newestRevision.mockRejectedValue(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))
  expect((await ask('five')).status).toBe(503)
})
