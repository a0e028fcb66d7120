import { beforeEach, expect, it, vi } from 'vitest'
import { newestRevision } from '#publication/edition/revision.ts'

const database = vi.hoisted(() => ({ execute: vi.fn() }))
vi.mock('#platform/db.ts', () => ({ reader: async () => database }))

/** Reads under way, first one first; each ends when the test says so. */
let reads: { answer(seq: number): void; fail(error: Error): void }[] = []
beforeEach(() => {
  reads = []
  database.execute.mockImplementation(
    () =>
      new Promise((resolve, reject) => {
        reads.push({ answer: (seq) => resolve({ rows: [{ seq: String(seq) }] }), fail: reject })
      }),
  )
})
const begun = (count: number) => vi.waitFor(() => expect(reads).toHaveLength(count))

it('does not answer from a read that began before it was asked, and shares the next one', async () => {
  const first = newestRevision()
  await begun(1)
  const others = [newestRevision(), newestRevision(), newestRevision()]
  reads[0]?.answer(1)
  expect(await first).toBe(1)
  await begun(2)
  reads[1]?.answer(2)
  expect(await Promise.all(others)).toEqual([2, 2, 2])
  expect(reads).toHaveLength(2)
})

it('tells a failure to those who waited for it, and to nobody else', async () => {
  const first = newestRevision()
  await begun(1)
  const second = newestRevision()
  reads[0]?.fail(new Error('lost'))
  await expect(first).rejects.toThrow('lost')
  await begun(2)
  reads[1]?.answer(3)
  expect(await second).toBe(3)
})
