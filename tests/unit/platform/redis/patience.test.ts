import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openPatience } from '#platform/redis/patience.ts'

const onFailure = vi.fn()
const onReturn = vi.fn()
const fails = () => Promise.reject(new Error('down'))
const answers = () => Promise.resolve('answer')
const hangs = () => new Promise<never>(() => {})
const open = () => openPatience({ patienceMs: 100, onFailure, onReturn })

beforeEach(() => {
  vi.clearAllMocks()
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('patience', () => {
  it('hands on answers and failures', async () => {
    const patience = open()
    expect(await patience.ask(answers)).toBe('answer')
    await expect(patience.ask(fails)).rejects.toThrow('down')
  })

  it('ends when there is no answer', async () => {
    const asked = open().ask(hangs)
    const ended = expect(asked).rejects.toThrow('did not answer within 100 ms')
    await vi.advanceTimersByTimeAsync(101)
    await ended
  })

  it('leaves what failed alone for a second, then asks one thing', async () => {
    const patience = open()
    await expect(patience.ask(fails)).rejects.toThrow('down')
    const work = vi.fn(answers)
    await vi.advanceTimersByTimeAsync(999)
    await expect(patience.ask(work)).rejects.toThrow('left alone')
    expect(work).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    const trial = patience.ask(hangs)
    const ended = expect(trial).rejects.toThrow('did not answer')
    await expect(patience.ask(work)).rejects.toThrow('left alone')
    await vi.advanceTimersByTimeAsync(101)
    await ended
    await vi.advanceTimersByTimeAsync(1000)
    expect(await patience.ask(work)).toBe('answer')
    expect(await patience.ask(work)).toBe('answer')
  })

  it('says once that it fails and once that it is back', async () => {
    const patience = open()
    for (let round = 0; round < 3; round++) {
      await expect(patience.ask(fails)).rejects.toThrow('down')
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect([onFailure.mock.calls.length, onReturn.mock.calls.length]).toEqual([1, 0])
    for (let round = 0; round < 3; round++) await patience.ask(answers)
    expect([onFailure.mock.calls.length, onReturn.mock.calls.length]).toEqual([1, 1])
  })

  it('is not moved by an answer to what was asked before the failure', async () => {
    const patience = open()
    const early = Promise.withResolvers<string>()
    const asked = patience.ask(() => early.promise)
    await expect(patience.ask(fails)).rejects.toThrow('down')
    early.resolve('early')
    expect(await asked).toBe('early')
    expect(onReturn).not.toHaveBeenCalled()
    await expect(patience.ask(answers)).rejects.toThrow('left alone')
  })
})
