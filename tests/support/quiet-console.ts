import { format } from 'node:util'
import { afterEach, beforeEach } from 'vitest'

type Level = 'error' | 'warn'
type Expectation = { level: Level; pattern: RegExp; wasMet: boolean }

let expected: Expectation[] = []
let unexpected: string[] = []

/** Says that this test makes the console speak: once or more, with words that fit. Not speaking then fails it too. */
export function expectConsole(level: Level, pattern: RegExp): void {
  expected.push({ level, pattern, wasMet: false })
}

function hear(level: Level, values: unknown[]): void {
  const text = format(...values)
  const fitting = expected.filter((one) => one.level === level && one.pattern.test(text))
  for (const one of fitting) one.wasMet = true
  if (fitting.length === 0) unexpected.push(`console.${level}: ${text}`)
}

/** What was wrong since the last time, and forgets it. */
export function takeConsoleFaults(): string[] {
  const missed = expected
    .filter((one) => !one.wasMet)
    .map((one) => `nothing came on console.${one.level} like ${one.pattern}`)
  const faults = [...unexpected, ...missed]
  expected = []
  unexpected = []
  return faults
}

console.error = (...values: unknown[]) => hear('error', values)
console.warn = (...values: unknown[]) => hear('warn', values)

// What was said between tests belongs to none of them, and must not pass unheard either.
beforeEach(() => {
  const faults = takeConsoleFaults()
  if (faults.length > 0) throw new Error(`Before this test:\n${faults.join('\n')}`)
})
afterEach(() => {
  const faults = takeConsoleFaults()
  if (faults.length > 0) throw new Error(faults.join('\n'))
})
