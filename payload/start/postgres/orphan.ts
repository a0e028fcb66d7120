import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { commandOf, isAlive, isGoneWithin } from '../processes.ts'

/** The process id in a cluster's postmaster.pid; null when there is none. */
export function postmasterOf(folder: string): number | null {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 1 ? pid : null
}

/** Whether a command line is that of a Postgres server which runs this folder. */
export function isServerOf(command: string, folder: string): boolean {
  return /postgres/.test(command.split(' ')[0] ?? '') && command.includes(`-D ${folder} `)
}

/**
 * Postgres outlives a supervisor that was killed with -9. It is stopped in its quick and clean way, not adopted: ours
 * must be a child of the supervisor, which hears of its end, and starting again takes a tenth of a second. A pid file
 * whose process is somebody else by now is removed, as Postgres itself would refuse it.
 * @returns true when an orphan was stopped
 */
export async function stopOrphan(folder: string): Promise<boolean> {
  const pid = postmasterOf(folder)
  if (pid === null || !isAlive(pid)) return false
  const real = realpathSync(folder)
  if (![folder, real].some((path) => isServerOf(`${commandOf(pid)} `, path))) {
    rmSync(join(folder, 'postmaster.pid'), { force: true })
    return false
  }
  await stopServer(pid)
  return true
}

/** Fast shutdown (SIGINT), then immediate (SIGQUIT), then none at all: each is recovered from at the next start. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, limitMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    if (await isGoneWithin(pid, limitMs)) return
  }
}

/** Name of the folder that a cluster is made in before it gets its own. */
export function unfinished(folder: string): string {
  return join(folder, '..', `${basename(folder)}.unfinished`)
}
