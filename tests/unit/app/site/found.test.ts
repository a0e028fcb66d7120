import { beforeEach, describe, expect, it, vi } from 'vitest'
import { checked, settle } from '#app/(site)/found.ts'
import type { Found } from '#publication/edition/index.ts'

const declare = vi.hoisted(() => vi.fn(async (_: string[]) => {}))
vi.mock('#app/(site)/caching.ts', () => ({ declare }))
beforeEach(() => declare.mockClear())

/** Next says where a request ends by the digest of what it throws. */
async function endOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (thrown) {
    return thrown instanceof Error && 'digest' in thrown ? String(thrown.digest) : 'another error'
  }
  return 'no end'
}

type Value = { id: string }
const at = (found: Found<Value>) => settle('/articles/x', found, (value) => [`article:${value.id}`])

describe('a segment of an address', () => {
  it('passes when it could be one of ours', () => {
    for (const slug of ['queue-architecture', 'Old_Name', 'v1.2~b', 'x'.repeat(200)]) expect(checked(slug)).toBe(slug)
  })

  it.each(['', '%00', 'a b', 'a/b', 'é', '<script>', 'x'.repeat(201), 'a\n'])('is not found as %j', async (slug) => {
    expect(await endOf(() => checked(slug))).toBe('NEXT_HTTP_ERROR_FALLBACK;404')
  })
})

describe('an address', () => {
  it('that is current ties the page to itself and to its value', async () => {
    expect(await at({ kind: 'current', value: { id: 'a_1' } })).toEqual({ kind: 'current', value: { id: 'a_1' } })
    expect(declare).toHaveBeenCalledWith(['address:/articles/x', 'article:a_1'])
  })

  it('that is gone is for the page to say, and tied to the address', async () => {
    const gone = { kind: 'gone', reason: null, at: '2026-11-20T00:00:00.000Z' } as const
    expect(await at(gone)).toEqual(gone)
    expect(declare).toHaveBeenCalledWith(['address:/articles/x'])
  })

  it('that moved is for the page to say, and tied to the address', async () => {
    const moved = { kind: 'moved', to: '/articles/y' } as const
    expect(await at(moved)).toEqual(moved)
    expect(declare).toHaveBeenCalledWith(['address:/articles/x'])
  })

  it('that was never public ends in 404, and is tied to the address', async () => {
    expect(await endOf(() => at({ kind: 'unknown' }))).toBe('NEXT_HTTP_ERROR_FALLBACK;404')
    expect(declare).toHaveBeenCalledWith(['address:/articles/x'])
  })
})
