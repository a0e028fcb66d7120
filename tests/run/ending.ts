/**
 * Has a program end once, and in order, when it is asked to stop or loses the one that started it.
 * @param clear ends and removes what the program has started
 * @returns a function that does the same and exits with this code, and whether it is under way
 */
export function endInOrder(clear: () => Promise<void>): { end(exitCode: number): Promise<void>; isEnding(): boolean } {
  let isEnding = false
  const end = async (exitCode: number) => {
    if (isEnding) return
    isEnding = true
    await clear()
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(130))
  process.once('disconnect', () => void end(1))
  process.channel?.unref()
  // A terminal that is gone must not end this before the rest is ended.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return { end, isEnding: () => isEnding }
}
