import { execFile } from 'node:child_process'
import { Agent, get } from 'node:http'
import { promisify } from 'node:util'
import { cpuMsOf } from './process-figures.ts'

const run = promisify(execFile)
const connections = 32

export type Load = { requests: number; perSecond: number }
/** Loads an address over kept connections. @throws Error when an answer is not 200 */
export type LoadTool = (address: string, seconds: number) => Promise<Load>

/** What a reader's browser would take: the door answers with Brotli. */
const headers = { 'accept-encoding': 'br', accept: '*/*' }

/** Without a tool: a loop in this process. It takes processor time beside what it measures, so it gives fewer req/s. */
const builtIn: LoadTool = async (address, seconds) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const begun = performance.now()
  const end = begun + seconds * 1_000
  let requests = 0
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      get(address, { agent, headers }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${address} answered ${answer.statusCode}`))
        answer.resume().once('end', resolve)
      }).once('error', reject)
    })
  const lane = async () => {
    for (; performance.now() < end; requests++) await ask()
  }
  try {
    await Promise.all(Array.from({ length: connections }, lane))
  } finally {
    agent.destroy()
  }
  return { requests, perSecond: requests / ((performance.now() - begun) / 1_000) }
}

/** What wrk prints. @throws Error when answers failed */
export function readWrk(output: string): Load {
  const failures = /Non-2xx or 3xx responses: \d+|Socket errors: (?!connect 0, read 0, write 0, timeout).*/.exec(output)
  if (failures) throw new Error(`wrk: ${failures[0]}`)
  const requests = Number(/(\d+) requests in/.exec(output)?.[1])
  const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1])
  if (!(requests > 0 && perSecond > 0)) throw new Error(`wrk printed no figures: ${output.slice(0, 200)}`)
  return { requests, perSecond }
}

const wrk: LoadTool = async (address, seconds) => {
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--timeout', '10s', ...named, address]
  return readWrk((await run('wrk', args)).stdout)
}

/** Whether a program of this name can be started. */
export async function isThere(program: string, flag: string): Promise<boolean> {
  return run(program, [flag]).then(
    () => true,
    (error: { code?: unknown }) => error.code !== 'ENOENT',
  )
}

/** wrk where there is one. */
export async function loadTool(): Promise<{ load: LoadTool; note: string }> {
  if (await isThere('wrk', '-v')) return { load: wrk, note: 'wrk' }
  return { load: builtIn, note: 'built-in loop; for a lighter one: apt-get install wrk' }
}

/** A load, and the processor time per request that these processes used for it; ms. */
export async function loadWithCpu(load: LoadTool, address: string, seconds: number, pids: number[]) {
  const before = pids.map(cpuMsOf)
  const done = await load(address, seconds)
  const cpuMs = pids.map((pid, at) => (cpuMsOf(pid) - (before[at] ?? 0)) / done.requests)
  return { ...done, cpuMs }
}
