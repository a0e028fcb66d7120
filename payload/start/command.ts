import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import type { Variables } from './environment.ts'
import { tailOf } from './install.mjs'
import { isDiskFull, Refusal } from './terminal.mjs'

export type Command = {
  /** What to call it in messages. */
  name: string
  /** Arguments of the Node that runs this. */
  args: string[]
  env: Variables
  logFile: string
  cwd?: string
  /** Lines of the log to show when it fails. */
  tailLines?: number
  /** Told of each line that begins with `waitingMark`, as it comes; the mark is taken off. */
  sayWaiting?: (line: string) => void
}

/** Begins a line on the error output of a command that has to wait for something outside it. */
export const waitingMark = '… '

const running = new Set<number>()
let isEnding = false

/** Ends the commands that still run; for a stop in the middle of one. */
export function endCommands(): void {
  isEnding = true
  for (const pid of running)
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {}
}

/** Runs a Node command to its end, its output kept in a file. Returns its exit code. */
export async function runCommand(command: Command): Promise<number> {
  mkdirSync(dirname(command.logFile), { recursive: true })
  const log = openSync(command.logFile, 'w')
  // A group of its own: a stop must reach what the command itself has started (next build has workers).
  const child = spawn(process.execPath, command.args, {
    cwd: command.cwd ?? process.cwd(),
    env: command.env,
    stdio: ['ignore', log, command.sayWaiting ? 'pipe' : log],
    detached: true,
  })
  if (child.stderr)
    createInterface({ input: child.stderr }).on('line', (line) => {
      writeSync(log, `${line}\n`)
      if (line.startsWith(waitingMark)) command.sayWaiting?.(line.slice(waitingMark.length))
    })
  if (child.pid) running.add(child.pid)
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      writeSync(log, `${error.message}\n`)
      resolve(1)
    })
    child.once('close', (exitCode, signal) => {
      if (signal) writeSync(log, `${command.name} was ended by ${signal}\n`)
      resolve(exitCode ?? 1)
    })
  })
  if (child.pid) running.delete(child.pid)
  closeSync(log)
  return code
}

/**
 * Runs a command that must succeed.
 * @throws Refusal after showing the end of its output
 */
export async function mustRun(command: Command): Promise<void> {
  if ((await runCommand(command)) === 0) return
  // The marker of a full disk may stand far above the last lines.
  if (isDiskFull(readFileSync(command.logFile, 'utf8'))) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
  if (!isEnding) process.stderr.write(`${tailOf(command.logFile, command.tailLines ?? 25)}\n`)
  throw new Refusal(`${command.name} failed. Its whole output: ${command.logFile}`)
}
