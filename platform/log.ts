import { isMainThread } from 'node:worker_threads'
import pino, { type Logger } from 'pino'
import { env } from './env.ts'
import { logContext } from './log-context.ts'
import { errorForLog, messageOf } from './log-error.ts'
import { scrubber, secretsOf } from './log-scrub.ts'

let logger: Logger | undefined

type Facts = { err?: unknown; msg?: unknown }

/** Facts first, then the message; an error alone speaks for itself, without the values that its message may hold. */
function normalised(args: readonly unknown[]): [object, ...string[]] | null {
  const [first, ...rest] = args
  if (typeof first !== 'object' || first === null) return null
  const facts: Facts = first instanceof Error ? { err: first } : first
  const isSaid = rest.length > 0 || facts.msg !== undefined || !(facts.err instanceof Error)
  return [facts, ...(isSaid ? (rest as string[]) : [messageOf(facts.err as Error)])]
}

/**
 * Structured log lines on standard output, one JSON object each, under the id of the request or job that they belong to.
 * Never pass bodies, cookies or secrets.
 */
export function log(): Logger {
  logger ??= pino(
    {
      level: env().LOG_LEVEL,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorForLog },
      mixin: () => ({ ...logContext() }),
      hooks: {
        // Payload logs refusals (a wrong password, a missing right) as errors; they are answers, and would drown the rest.
        logMethod(args, method, level) {
          const given = (normalised(args) ?? args) as Parameters<typeof method>
          const status = (given[0] as { err?: { status?: unknown } } | undefined)?.err?.status
          if (level >= 50 && typeof status === 'number' && status < 500) this.info(...(given as [object, string]))
          else method.apply(this, given)
        },
        streamWrite: scrubber(secretsOf(env())),
      },
      redact: { paths: ['*.password', '*.token', '*.authorization', '*.cookie', 'req.headers'], censor: '[redacted]' },
    },
    // A thread would hand its lines to the main thread, and lose those of its last moment.
    isMainThread ? undefined : pino.destination({ dest: 1, sync: true }),
  )
  return logger
}
