import pino, { type Logger } from 'pino'
import { env } from './env.ts'

let logger: Logger | undefined

/** Structured log lines on standard output, one JSON object each. Never pass bodies, cookies or secrets. */
export function log(): Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.password', '*.token', '*.authorization', '*.cookie', 'req.headers'], censor: '[redacted]' },
  })
  return logger
}
