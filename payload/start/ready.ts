import { request } from 'node:http'
import { sleep } from './processes.ts'
import type { Supervised } from './supervised.ts'
import { Refusal } from './terminal.mjs'

/** Asks for a page. Returns its status, or null when nobody answered. */
function statusOf(address: string, limitMs: number): Promise<number | null> {
  return new Promise((resolve) => {
    const asking = request(address, { timeout: limitMs, agent: false }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? null))
      answer.once('error', () => resolve(null))
    })
    asking.once('timeout', () => asking.destroy())
    asking.once('error', () => resolve(null))
    asking.end()
  })
}

/**
 * Waits until the site answers its home page.
 * @throws Refusal when the process ends first, or answers with nothing but errors until the time is over
 */
export async function untilReady(child: Supervised, address: string, limitMs: number, logFile: string): Promise<void> {
  let last: number | null = null
  for (const end = Date.now() + limitMs; Date.now() < end; await sleep(100)) {
    if (child.endings() > 0) throw new Refusal(`The ${child.name} process ended while starting. Its output: ${logFile}`)
    last = await statusOf(address, Math.max(1000, end - Date.now()))
    if (last !== null && last < 500) return
  }
  const answer = last === null ? 'did not answer' : `answered ${last}`
  throw new Refusal(`${address} ${answer} for ${limitMs / 1000} s. The output of the ${child.name} process: ${logFile}`)
}
