import { describe, expect, it, vi } from 'vitest'
import { createTurns } from '#payload/turns.ts'

const late = () => new Error('waited too long')

describe('turns', () => {
  it('are given to so many at once, the others in the order in which they came', async () => {
    const takeTurn = createTurns(2, 20_000, late)
    const begun: number[] = []
    const turns = [1, 2, 3, 4].map(async (number) => {
      const end = await takeTurn()
      begun.push(number)
      return end
    })
    await vi.waitFor(() => expect(begun).toEqual([1, 2]))
    const end = await turns[0]
    end?.()
    await vi.waitFor(() => expect(begun).toEqual([1, 2, 3]))
    // A turn that is ended twice frees one place, not two.
    end?.()
    await new Promise((resolve) => setImmediate(resolve))
    expect(begun).toEqual([1, 2, 3])
    ;(await turns[1])?.()
    await vi.waitFor(() => expect(begun).toEqual([1, 2, 3, 4]))
  })

  it('are refused to those who waited too long, and pass to the next', async () => {
    vi.useFakeTimers()
    try {
      const takeTurn = createTurns(1, 1_000, late)
      const end = await takeTurn()
      const waiting = takeTurn()
      const refusal = expect(waiting).rejects.toThrow('waited too long')
      await vi.advanceTimersByTimeAsync(1_000)
      await refusal
      const next = takeTurn()
      end()
      await expect(next).resolves.toBeTypeOf('function')
    } finally {
      vi.useRealTimers()
    }
  })
})
