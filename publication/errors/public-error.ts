import { isUnavailable } from './is-unavailable.ts'

/**
 * Everything that can be said to go wrong in public: a closed list.
 * The name is the fragment of a problem's `type` and never changes; `status` is the HTTP status (RFC 9110).
 */
export const errorKinds = {
  'invalid-parameter': { status: 400, title: 'The request cannot be read' },
  'invalid-cursor': { status: 400, title: 'The cursor does not belong to this list' },
  'unreadable-request': { status: 400, title: 'This is not a request that can be read' },
  'not-found': { status: 404, title: 'Nothing is published here' },
  'method-not-allowed': { status: 405, title: 'This address can only be read' },
  gone: { status: 410, title: 'This was published and then withdrawn' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time' },
  'address-too-long': { status: 414, title: 'The address is too long' },
  'quota-exceeded': { status: 429, title: 'The quota is used up for now' },
  'headers-too-large': { status: 431, title: 'The address and headers are too large' },
  internal: { status: 500, title: 'Something broke on our side' },
  unavailable: { status: 503, title: 'The publication cannot be read at the moment' },
} as const

export type ErrorKind = keyof typeof errorKinds

/** What is wrong with one parameter, and what would be right. */
export type ParameterIssue = { parameter: string; detail: string }

type Particulars = { parameters?: ParameterIssue[]; violated?: string[]; revision?: number; cause?: unknown }

/** An error whose words may be shown to anybody. The cause may not: it is for the log. */
export class PublicError extends Error {
  readonly kind: ErrorKind
  readonly parameters: readonly ParameterIssue[]
  /** names of the quotas that are used up */
  readonly violated: readonly string[]
  /** number of the journal entry that it was found at; undefined when nothing was looked up */
  revision: number | undefined

  constructor(kind: ErrorKind, detail: string, options: Particulars = {}) {
    super(detail, 'cause' in options ? { cause: options.cause } : undefined)
    this.kind = kind
    this.parameters = options.parameters ?? []
    this.violated = options.violated ?? []
    this.revision = options.revision
  }

  get status(): number {
    return errorKinds[this.kind].status
  }

  get title(): string {
    return errorKinds[this.kind].title
  }
}

/**
 * The public form of anything thrown. A database that does not answer becomes `unavailable`;
 * whatever is not known becomes `internal`, which repeats nothing of the original.
 */
export function asPublicError(thrown: unknown): PublicError {
  if (thrown instanceof PublicError) return thrown
  return isUnavailable(thrown)
    ? new PublicError('unavailable', 'The database did not answer. Try again in a few seconds.', { cause: thrown })
    : new PublicError('internal', 'The request was fine as far as we can tell. Quote its id if you write to us.', {
        cause: thrown,
      })
}
