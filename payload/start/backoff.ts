const firstMs = 1000
const longestMs = 30_000
/** A process that stayed up this long starts again at once-ish, as if it had never failed. */
export const settledMs = 60_000

/**
 * How long to wait before starting a process again: 1, 2, 4 … 30 s.
 * @param failures how often it ended in a row, this time included
 */
export function restartDelayMs(failures: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1))
}

/** Failures in a row, after a run of `upMs`. */
export function failuresAfter(failures: number, upMs: number): number {
  return upMs >= settledMs ? 1 : failures + 1
}
