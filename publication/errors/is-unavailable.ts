const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/**
 * SQLSTATE classes and codes that pass by themselves: connection lost (08), resources gone (53), operator
 * intervention and shutdown (57), system error (58), and a read that lost against others (40, 55P03).
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const sqlState = /^(?:08|40|53|57|58)[0-9A-Z]{3}$|^55P03$/

/** node-postgres gives these no code (8.20: pg/lib/client.js, pg-pool/index.js). */
const messages =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end)/

/** Whether an error says that the database cannot be reached or cannot answer now, as opposed to a mistake of ours. */
export function isUnavailable(thrown: unknown): boolean {
  const waiting: unknown[] = [thrown]
  // Causes and aggregates can refer to themselves; eight errors are more than any driver nests.
  for (let seen = 0; seen < 8 && waiting.length > 0; seen += 1) {
    const error = waiting.shift()
    if (!(error instanceof Error)) continue
    const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
    if (systemCodes.has(code) || sqlState.test(code) || messages.test(error.message)) return true
    waiting.push(error.cause)
    if (error instanceof AggregateError) waiting.push(...error.errors)
  }
  return false
}
