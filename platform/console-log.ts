import { stripVTControlCharacters } from 'node:util'
import { log } from './log.ts'

type Level = 'error' | 'warn' | 'info' | 'debug'

const levels: Record<'error' | 'warn' | 'info' | 'log' | 'debug' | 'trace', Level> = {
  error: 'error',
  warn: 'warn',
  info: 'info',
  log: 'info',
  debug: 'debug',
  trace: 'debug',
}

const isPlain = (value: unknown) => ['string', 'number', 'boolean', 'bigint'].includes(typeof value)

/** Words of a console call. Objects are named and not shown: what a library prints of a request or an error may hold anything. */
function words(values: readonly unknown[]): string {
  const parts = values.map((value) =>
    isPlain(value) ? String(value) : `[${(value as object)?.constructor?.name ?? typeof value}]`,
  )
  return stripVTControlCharacters(parts.join(' ')).trim()
}

/**
 * Lets what libraries say on the console go into the log, as lines like all others. Next prints whole errors there, with
 * whatever hangs on them.
 */
export function logConsole(): void {
  for (const [name, level] of Object.entries(levels) as [keyof typeof levels, Level][])
    console[name] = (...values: unknown[]) => {
      const err = values.find((value) => value instanceof Error)
      const said = words(values.filter((value) => value !== err))
      if (err) log()[level]({ err, source: 'console', ...(said && { msg: said }) })
      else log()[level]({ source: 'console' }, said)
    }
}
