import type { Schemas } from './schemas.ts'

/** The problems that the API itself answers. */
export type ProblemKind =
  | 'invalid-parameter'
  | 'invalid-cursor'
  | 'unreadable-request'
  | 'not-found'
  | 'method-not-allowed'
  | 'request-timeout'
  | 'gone'
  | 'address-too-long'
  | 'quota-exceeded'
  | 'headers-too-large'
  | 'internal'
  | 'unavailable'

/**
 * What went wrong.
 * `kind` is the fragment of the problem's `type`; `unexplained` for an answer that is not the API's, such as a proxy's
 * page; `no-answer` when none came, and then `cause` says why. New kinds may be added.
 * `status` is that of the answer, and 0 without one. `errors` names each parameter that is wrong.
 */
export class ProblemError extends Error {
  readonly kind: ProblemKind | 'unexplained' | 'no-answer' | (string & {})
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly errors: readonly { parameter: string; detail: string }[]
  /** quote it when you write to the publication */
  readonly requestId: string | null
  /** how long to wait before asking again; null when the answer does not say */
  readonly retryAfterSeconds: number | null

  constructor(
    problem: {
      kind: string
      status: number
      title: string
      detail: string
      errors?: readonly { parameter: string; detail: string }[]
      requestId?: string | null
      retryAfterSeconds?: number | null
    },
    options?: ErrorOptions,
  ) {
    const wrong = (problem.errors ?? []).map(({ parameter, detail }) => ` ${parameter} ${detail}.`).join('')
    super(problem.detail + wrong, options)
    this.name = 'ProblemError'
    this.kind = problem.kind
    this.status = problem.status
    this.title = problem.title
    this.detail = problem.detail
    this.errors = problem.errors ?? []
    this.requestId = problem.requestId ?? null
    this.retryAfterSeconds = problem.retryAfterSeconds ?? null
  }
}

/** Seconds until the moment of a `Retry-After` header (RFC 9110 10.2.3), which is a number of them or a date. */
function secondsOf(header: string | null): number | null {
  if (header === null) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000))
}

const fragmentOf = (type: string): string | undefined => /#(.+)$/.exec(type)?.[1]

function problemIn(text: string): Partial<Schemas['Problem']> | null {
  try {
    const value = JSON.parse(text)
    return typeof value?.type === 'string' ? value : null
  } catch {
    return null
  }
}

/** An answer that is no success as an error, whoever gave it. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const { status, headers } = response
  const isProblem = /^application\/problem\+json\b/i.test(headers.get('Content-Type') ?? '')
  const problem = isProblem ? problemIn(await response.text().catch(() => '')) : null
  const title = problem?.title ?? (response.statusText || `Status ${status}`)
  return new ProblemError({
    kind: fragmentOf(problem?.type ?? '') ?? 'unexplained',
    status,
    title,
    detail: problem?.detail ?? `${title}: this was answered with status ${status}, and not by the API.`,
    ...(problem?.errors && { errors: problem.errors }),
    requestId: problem?.instance?.replace(/^urn:request:/, '') ?? headers.get('X-Request-Id'),
    retryAfterSeconds: secondsOf(headers.get('Retry-After')),
  })
}
