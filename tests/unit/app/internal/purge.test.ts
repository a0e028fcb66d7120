import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sign } from '#platform/internal-signature.ts'

const secret = 's'.repeat(40)
const revalidateTag = vi.hoisted(() => vi.fn())
vi.mock('next/cache', () => ({ revalidateTag, unstable_cache: vi.fn() }))
vi.mock('#platform/env.ts', () => ({ env: () => ({ INTERNAL_SECRET: secret }) }))
const { POST } = await import('#app/internal/purge/route.ts')
const { tagName } = await import('#app/(site)/caching.ts')

function order(body: string, key = secret): Request {
  const timestamp = String(Date.now())
  const headers = { 'x-internal-timestamp': timestamp, 'x-internal-signature': sign(key, timestamp, body) }
  return new Request('http://127.0.0.1/internal/purge', { method: 'POST', body, headers })
}
const statusOf = async (body: string, key?: string) => (await POST(order(body, key))).status

beforeEach(() => revalidateTag.mockClear())

describe('the internal purge', () => {
  it('marks tags stale', async () => {
    expect(await statusOf(JSON.stringify({ tags: ['list', 'article:a'], mode: 'stale' }))).toBe(204)
    expect(revalidateTag.mock.calls).toEqual([
      ['list', 'max'],
      ['article:a', 'max'],
    ])
  })
  it('expires them', async () => {
    expect(await statusOf(JSON.stringify({ tags: ['list'], mode: 'expire' }))).toBe(204)
    expect(revalidateTag.mock.calls).toEqual([['list', { expire: 0 }]])
  })
  it('names a made-up address as the page that it was tied to', async () => {
    const tag = 'address:/articles/a,b'
    await statusOf(JSON.stringify({ tags: [tag], mode: 'stale' }))
    expect(revalidateTag.mock.calls[0]?.[0]).toBe(tagName(tag))
    expect(tagName(tag)).toMatch(/^hash:[0-9a-f]{64}$/)
    expect(tagName('address:/articles/queue-1')).toBe('address:/articles/queue-1')
    expect(tagName(`address:/${'x'.repeat(300)}`)).toHaveLength(69)
  })
  it.each([
    [401, JSON.stringify({ tags: ['list'], mode: 'stale' }), 'x'.repeat(40)],
    [400, 'not json', secret],
    [400, JSON.stringify({ tags: ['list'], mode: 'forget' }), secret],
    [400, JSON.stringify({ tags: [''], mode: 'stale' }), secret],
    [413, JSON.stringify({ tags: ['x'.repeat(70_000)], mode: 'stale' }), secret],
  ])('refuses with %i', async (status, body, key) => {
    expect(await statusOf(body, key)).toBe(status)
    expect(revalidateTag).not.toHaveBeenCalled()
  })
})
