import pLimit from 'p-limit'
import { APIError } from 'payload'

/** How long a save may wait for its turn; ms. */
const patienceMs = 20_000

/** What an editor reads who had no turn. */
class NoTurnError extends APIError {
  constructor() {
    super(
      'Many are saving at this moment, and your save had no turn: nothing was changed. Save again in a moment.',
      503,
      undefined,
      true,
    )
  }
}

/** Ends a turn. Called more than once it does nothing more. */
export type EndTurn = () => void

/**
 * Lets so many transactions run at once and has the others wait for their turn. A transaction that fought for its
 * connection in the middle of a save would keep what it holds meanwhile, and everybody would lose.
 * @returns a function that resolves when it is the caller's turn, and rejects with NoTurnError (503) after 20 s
 */
export function createTurns(atOnce: number, patience = patienceMs): () => Promise<EndTurn> {
  const turns = pLimit(Math.max(1, atOnce))
  return () =>
    new Promise<EndTurn>((resolve, reject) => {
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        reject(new NoTurnError())
      }, patience)
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
