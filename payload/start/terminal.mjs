import { performance } from 'node:perf_hooks'

const nameWidth = 12

/** An error whose message is one line for the person at the terminal: what is wrong, and what to do. */
export class Refusal extends Error {}

const diskFull = /ENOSPC|No space left on device|disk (?:is )?full|database or disk is full|Disk quota exceeded|EDQUOT/i

/** @param {string} text output or error text of anything @returns {boolean} */
export function isDiskFull(text) {
  return diskFull.test(text)
}

/**
 * The one line that a failure is told in.
 * @param {unknown} error
 * @param {string} folder the folder that was written to
 * @returns {string}
 */
export function failureLine(error, folder) {
  const text = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (isDiskFull(`${code} ${text}`))
    return `The disk that holds ${folder} is full: free some space, then run this again.`
  if (error instanceof Refusal) return text
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `The folder ${folder} cannot be written (${code}): give this user the right to write there.`
  return text || 'Something failed without a message.'
}

/** @param {number} milliseconds @returns {string} such as `92.1 s` */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/**
 * Runs one step and tells of it in one line: `✓ Install      92.1 s`, or the note that the work returns in place of the
 * time when it did nothing (`unchanged`).
 * @param {string} name
 * @template {{ note?: string, skipped?: boolean } | undefined | void} Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>} what the work returned
 */
export async function step(name, work) {
  const begun = performance.now()
  const live = process.stdout.isTTY === true
  const label = name.padEnd(nameWidth)
  if (live) process.stdout.write(`… ${label}`)
  const clear = live ? '\r\x1b[2K' : ''
  try {
    const result = await work()
    const done = result ?? {}
    const words = [done.skipped ? '' : seconds(performance.now() - begun).padEnd(8), done.note ?? '']
    process.stdout.write(`${clear}✓ ${label} ${words.filter(Boolean).join(' ').trim()}\n`)
    return result
  } catch (error) {
    process.stdout.write(`${clear}✗ ${label} ${seconds(performance.now() - begun)}\n`)
    throw error
  }
}
