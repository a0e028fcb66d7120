import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cpuMsOf } from './process-figures.ts'

const run = promisify(execFile)
const connections = 32

export type Load = { requests: number; perSecond: number }
/** An address; or several, asked in turn, with more headers and another status than 200 that is wanted. */
export type Loaded =
  | string
  | { addresses: string[]; headers?: Record<string, string> | undefined; status?: number | undefined }
/** Loads an address over kept connections. @throws Error when an answer has another status than is wanted */
export type LoadTool = (what: Loaded, seconds: number) => Promise<Load>

/** What a reader's browser would take: the door answers with Brotli. */
const usual = { 'accept-encoding': 'br', accept: '*/*' }

const readLoaded = (what: Loaded) => {
  const { addresses, headers = {}, status = 200 } = typeof what === 'string' ? { addresses: [what] } : what
  return { addresses, headers: { ...usual, ...headers }, status }
}

/** Without a tool: a loop in this process. It takes processor time beside what it measures, so it gives fewer req/s. */
const builtIn: LoadTool = async (what, seconds) => {
  const { addresses, headers, status } = readLoaded(what)
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const begun = performance.now()
  const end = begun + seconds * 1_000
  let requests = 0
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const address = addresses[requests % addresses.length] ?? ''
      get(address, { agent, headers }, (answer) => {
        if (answer.statusCode !== status) reject(new Error(`${address} answered ${answer.statusCode}`))
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

/** Asks for the paths in turn, as wrk is told it. */
const turns = (paths: string[]) =>
  `local paths = { ${paths.map((path) => JSON.stringify(path)).join(', ')} }
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format(nil, paths[at])
end
`

const wrk: LoadTool = async (what, seconds) => {
  const { addresses, headers } = readLoaded(what)
  const { origin } = new URL(addresses[0] ?? '')
  const script = join(tmpdir(), `wbwh-load-${process.pid}.lua`)
  writeFileSync(script, turns(addresses.map((address) => address.slice(origin.length))))
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const limits = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--timeout', '10s']
  return readWrk((await run('wrk', [...limits, '-s', script, ...named, origin])).stdout)
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
export async function loadWithCpu(load: LoadTool, address: Loaded, seconds: number, pids: number[]) {
  const before = pids.map(cpuMsOf)
  const done = await load(address, seconds)
  const cpuMs = pids.map((pid, at) => (cpuMsOf(pid) - (before[at] ?? 0)) / done.requests)
  return { ...done, cpuMs }
}
