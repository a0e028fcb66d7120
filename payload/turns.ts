import pLimit from 'p-limit'

/** Ends a turn. Called more than once it does nothing more. */
export type EndTurn = () => void

/**
 * Lets so much go on at once and has the others wait for their turn, in the order in which they came.
 * @param patienceMs how long anybody waits
 * @param refusal what the one gets who has waited so long
 * @returns a function that resolves when it is the caller's turn
 */
export function createTurns(atOnce: number, patienceMs: number, refusal: () => Error): () => Promise<EndTurn> {
  const turns = pLimit(Math.max(1, atOnce))
  return () =>
    new Promise<EndTurn>((resolve, reject) => {
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        reject(refusal())
      }, patienceMs)
      void turns(
        () =>
          new Promise<void>((done) => {
            clearTimeout(timer)
            if (isLate) done()
            else resolve(done)
          }),
      )
    })
}
