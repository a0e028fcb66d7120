/** Asks something that may be away or hang, so that nobody waits for it long or one after the other. */
export type Patience = {
  /** @throws what the work throws; and at once, without doing it, while what is asked is left alone */
  ask<T>(work: () => Promise<T>): Promise<T>
}

type PatienceOptions = {
  /** How long one answer is waited for. */
  patienceMs: number
  /** Called with the first failure in a row, to be logged once. */
  onFailure(error: unknown): void
  /** Called when it answers again. */
  onReturn(): void
  now?: () => number
}

/** After a failure it is left alone for so long. */
const restMs = 1000

async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error(`Redis did not answer within ${limitMs} ms`))
    // When this process was busy itself, the answer lies in the socket and is read before the immediate runs.
    timer = setTimeout(() => setImmediate(giveUp), limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Waits `patienceMs` for an answer; after a failure it asks nothing for a second, and then one thing, to see. */
export function openPatience(options: PatienceOptions): Patience {
  const { patienceMs, onFailure, onReturn, now = () => performance.now() } = options
  let restsUntil = 0
  let isWell = true
  let isTrying = false

  return {
    async ask(work) {
      const isTrial = !isWell
      if (isTrial && (isTrying || now() < restsUntil)) throw new Error('Redis is left alone after a failure')
      if (isTrial) isTrying = true
      try {
        const result = await within(work(), patienceMs)
        if (isTrial) onReturn()
        isWell ||= isTrial
        return result
      } catch (error) {
        restsUntil = now() + restMs
        if (isWell) onFailure(error)
        isWell = false
        throw error
      } finally {
        if (isTrial) isTrying = false
      }
    },
  }
}
