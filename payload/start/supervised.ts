import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { failuresAfter, restartDelayMs } from './backoff.ts'
import type { Variables } from './environment.ts'
import { isGoneWithin, signalGroup } from './processes.ts'
import { type RollingLog, rollingLog } from './rolling-log.ts'

export type SupervisedOptions = {
  name: string
  /** Arguments of the Node that runs this. */
  args: string[]
  env: Variables
  /** Its output is kept there and only warnings are shown; without it, all of it is shown. */
  logFile?: string
  /** Hears of each new process. */
  onSpawn(pid: number): void
  /** Tells the person at the terminal. */
  say(line: string): void
}

export type Supervised = {
  name: string
  /** Whether a process runs right now. */
  isUp(): boolean
  /** How often it has ended by itself. */
  endings(): number
  /** Asks it to end (SIGTERM), waits ten seconds, then ends it and all it started. */
  stop(): Promise<void>
}

const stopLimitMs = 10_000

const names: Record<number, string> = { 40: 'warn', 50: 'error', 60: 'fatal' }

/**
 * What a line of output says to the person at the terminal: of pino's JSON the message, from "warn" (40) on; of anything
 * else the line itself, if it came as an error. The log file has all of it.
 */
export function shownLine(line: string, isError: boolean): string | null {
  const plain = isError && line.trim() !== '' ? line : null
  if (!line.startsWith('{')) return plain
  try {
    const { level, msg }: { level?: unknown; msg?: unknown } = JSON.parse(line)
    const name = typeof level === 'number' ? (names[level] ?? '') : String(level)
    return Object.values(names).includes(name) ? `${name}: ${String(msg).slice(0, 200)}` : null
  } catch {
    return plain
  }
}

function keep(stream: Readable | null, isError: boolean, log: RollingLog, show: (line: string) => void): void {
  if (!stream) return
  createInterface({ input: stream }).on('line', (line) => {
    log.write(`${line}\n`)
    const shown = shownLine(line, isError)
    if (shown) show(shown)
  })
}

/** Runs a process and starts it again, ever more slowly, whenever it ends. */
export function supervise(options: SupervisedOptions): Supervised {
  const { name, say } = options
  const log = options.logFile ? rollingLog(options.logFile) : null
  let child: ChildProcess | null = null
  let timer: NodeJS.Timeout | undefined
  let isStopping = false
  let failures = 0
  let endings = 0

  const begin = () => {
    const begunAt = Date.now()
    const started = spawn(process.execPath, options.args, {
      env: options.env,
      // The channel tells it when this process is gone. Its own group, so that Ctrl-C comes once, from here.
      stdio: log ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    })
    child = started
    if (started.pid) options.onSpawn(started.pid)
    if (log) {
      keep(started.stdout, false, log, (line) => say(`${name} │ ${line}`))
      keep(started.stderr, true, log, (line) => say(`${name} │ ${line}`))
    }
    let isOver = false
    const over = (how: string) => {
      if (isOver) return
      isOver = true
      child = null
      // Nothing that it started may hold its port.
      if (started.pid) signalGroup(started.pid, 'SIGKILL')
      if (isStopping) return
      endings += 1
      failures = failuresAfter(failures, Date.now() - begunAt)
      const delay = restartDelayMs(failures)
      say(`${name} ended (${how}); starting it again in ${delay / 1000} s`)
      timer = setTimeout(begin, delay)
    }
    started.once('error', (error) => over(error.message))
    started.once('exit', (code, signal) => over(signal ?? `exit code ${code}`))
  }
  begin()

  return {
    name,
    isUp: () => child !== null,
    endings: () => endings,
    async stop() {
      isStopping = true
      clearTimeout(timer)
      const pid = child?.pid
      if (pid) {
        child?.kill('SIGTERM')
        if (!(await isGoneWithin(pid, stopLimitMs))) say(`${name} did not end in ten seconds and was stopped`)
        signalGroup(pid, 'SIGKILL')
        await isGoneWithin(pid, stopLimitMs)
      }
      log?.close()
    },
  }
}
