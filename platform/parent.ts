const graceMs = 3000

/**
 * Ends this process when the one that started it goes away without a word (kill -9): the channel between them closes.
 * The process is asked to end as by SIGTERM and ended when it has not after three seconds. Without such a channel (run
 * by hand, in a container) it does nothing.
 */
export function exitWithParent(): void {
  if (!process.channel) return
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), graceMs).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  // The channel alone must not keep a process running that has nothing left to do.
  process.channel.unref()
}
