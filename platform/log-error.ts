import { types } from 'node:util'

/** An error as the log keeps it. */
export type LoggedError = {
  type: string
  message: string
  stack?: string
  cause?: LoggedError
  errors?: LoggedError[]
  [fact: string]: unknown
}

/** Short facts that say what went wrong. The driver's `detail`, `where` and `query` hold rows, so they are not here. */
const facts = [
  'code',
  'status',
  'statusCode',
  'digest',
  'syscall',
  'severity',
  'table',
  'column',
  'constraint',
  'routine',
]
const longestMessage = 2_000
const deepest = 4

const isError = (value: unknown): value is Error => value instanceof Error || types.isNativeError(value)

/** What an error says, without the values that the query builder puts behind the text of a failed statement. */
export function messageOf(error: Error): string {
  const { message } = error
  const text = typeof message === 'string' ? message : ''
  return (text.split('\nparams:', 1)[0] ?? '').slice(0, longestMessage)
}

/** The places only: the head of a stack repeats the message, values and all. */
function framesOf({ stack, message }: Error): string {
  if (typeof stack !== 'string') return ''
  const at = typeof message === 'string' ? stack.indexOf(message) : -1
  const rest = at === -1 ? stack : stack.slice(at + message.length)
  return rest
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}

/**
 * An error in the fields that the log may keep. Built field by field: drivers and libraries hang parameters, rows,
 * requests and addresses on their errors.
 * @param value what was thrown; anything that is no error becomes its type, because it may hold anything
 */
export function errorForLog(value: unknown, depth = 0): LoggedError {
  if (!isError(value))
    return { type: typeof value, message: typeof value === 'string' ? value.slice(0, longestMessage) : '' }
  const given = value as Error & { cause?: unknown; errors?: unknown; [fact: string]: unknown }
  const logged: LoggedError = { type: given.name || given.constructor?.name || 'Error', message: messageOf(given) }
  for (const fact of facts) {
    const told = given[fact]
    if (typeof told === 'number' || (typeof told === 'string' && told.length <= 200)) logged[fact] = told
  }
  const stack = framesOf(given)
  if (stack) logged.stack = stack
  if (depth < deepest && isError(given.cause)) logged.cause = errorForLog(given.cause, depth + 1)
  if (depth < deepest && Array.isArray(given.errors))
    logged.errors = given.errors
      .slice(0, 5)
      .filter(isError)
      .map((each) => errorForLog(each, depth + 1))
  return logged
}
