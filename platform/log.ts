import pino, { type Logger } from 'pino'
import { env } from './env.ts'

let logger: Logger | undefined

/** Structured log lines on standard output, one JSON object each. Never pass bodies, cookies or secrets. */
export function log(): Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      // Payload logs refusals (a wrong password, a missing right) as errors; they are answers, and would drown the rest.
      logMethod(args, method, level) {
        const status = (args[0] as { err?: { status?: unknown } } | undefined)?.err?.status
        if (level >= 50 && typeof status === 'number' && status < 500) this.info(...(args as [object, string]))
        else method.apply(this, args)
      },
    },
    redact: { paths: ['*.password', '*.token', '*.authorization', '*.cookie', 'req.headers'], censor: '[redacted]' },
  })
  return logger
}
