import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { commandOf } from '#payload/start/processes.ts'

/** Linux counts processor time in hundredths of a second, on every architecture that Node runs on. */
const tickMs = 10

function ps(pid: number, column: string): string {
  return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
}

/** `[[dd-]hh:]mm:ss[.cc]` as ps prints it, in ms. */
function clockMs(text: string): number {
  const [days, rest = ''] = text.includes('-') ? text.split('-', 2) : ['0', text]
  return rest.split(':').reduce((sum, each) => sum * 60 + Number(each), Number(days) * 24) * 1_000
}

/** Processor time that a process has used so far, all threads, user and system; ms. */
export function cpuMsOf(pid: number): number {
  if (process.platform !== 'linux') return clockMs(ps(pid, 'time'))
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}

/** Processor time of the children of a process that have ended, as far as the system keeps it; ms. */
export function endedCpuMsOf(pid: number): number {
  if (process.platform !== 'linux') return 0
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) * tickMs
}

/** Memory that a process holds; MB. */
export function rssMbOf(pid: number): number {
  return Number(ps(pid, 'rss')) / 1024
}

/** Processes that a process has started. */
export function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([id, parent]) => (id && parent === pid ? [id] : []))
}

/** The first of these processes whose command line names a file. */
export function processWith(pids: number[], file: string): number | undefined {
  return pids.find((pid) => commandOf(pid).includes(file))
}
