import { AsyncLocalStorage } from 'node:async_hooks'
import { processWide } from './process-wide.ts'

/** What every line says that is written while some work is under way: the request's id, or the job's. */
export type LogContext = Readonly<Record<string, string>>

const storage = processWide('log-context', () => new AsyncLocalStorage<LogContext>())
const nothing: LogContext = {}

/** Runs work, and whatever it starts, under these facts; they replace those around it. */
export function inLogContext<Result>(facts: LogContext, work: () => Result): Result {
  return storage.run(facts, work)
}

/** Runs work that belongs to no request, though a request may have started it: a shared connection's, for example. */
export function outsideLogContext<Result>(work: () => Result): Result {
  return storage.run(nothing, work)
}

/** The facts of the work that is under way; empty outside of any. */
export const logContext = (): LogContext => storage.getStore() ?? nothing
