import { Logger } from 'graphile-worker'

type Write = (fields: Record<string, unknown>, message: string) => void

/** The part of a pino logger that the queue writes to. */
export type QueueLog = { debug: Write; info: Write; warn: Write; error: Write }

/** graphile-worker's lines in our log: message and scope only, because its details hold payloads and options. */
export function graphileLogger(log: QueueLog): Logger {
  return new Logger((scope) => (level, message) => {
    const fields = { queue: scope.label ?? 'core', job: scope.jobId, task: scope.taskIdentifier }
    if (level === 'error') log.error(fields, message)
    else if (level === 'warning') log.warn(fields, message)
    // Every run is told once, by the worker itself; the library's own account of it is for debugging.
    else log.debug(fields, message)
  })
}
