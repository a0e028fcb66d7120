import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import type { Variables } from '#payload/start/environment.ts'
import { signalGroup, sleep } from '#payload/start/processes.ts'

/** A process of the publication that a scenario starts, kills and starts again. */
export type Started = {
  name: string
  pid: number
  isUp(): boolean
  /** Ends it with this signal and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>
}

export type Start = {
  name: string
  /** Arguments of the Node that runs this. */
  args: string[]
  env: Variables
  logFile: string
  cwd: string
  /** A program that the Node is run by, with its own arguments before it. */
  within?: string[]
}

const graceMs = 15_000

/** Process groups that run; whatever ends this process in the middle of a scenario ends them too. */
const running = new Set<number>()
process.once('exit', () => {
  for (const pid of running) signalGroup(pid, 'SIGKILL')
})

/** Starts it in a process group of its own; its output goes to the end of the log file. */
export function startProcess({ name, args, env, logFile, cwd, within = [] }: Start): Started {
  const [program = process.execPath, ...rest] = [...within, process.execPath, ...args]
  const log = openSync(logFile, 'a')
  // With a channel, so that it ends with this process, however that ends.
  const child: ChildProcess = spawn(program, rest, {
    cwd,
    env,
    stdio: ['ignore', log, log, ...(within.length > 0 ? [] : (['ipc'] as const))],
    detached: true,
  })
  closeSync(log)
  const { pid } = child
  if (pid === undefined) throw new Error(`${name} could not be started.`)
  const isUp = () => child.exitCode === null && child.signalCode === null
  running.add(pid)
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      running.delete(pid)
      resolve()
    }),
  )
  return {
    name,
    pid,
    isUp,
    async end(signal = 'SIGTERM') {
      if (!isUp()) return
      signalGroup(pid, signal)
      if (await Promise.race([exited.then(() => true), sleep(graceMs).then(() => false)])) return
      signalGroup(pid, 'SIGKILL')
      await exited
    },
  }
}
