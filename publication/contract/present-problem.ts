import type { PublicError } from '../errors/index.ts'
import type { Problem } from './schemas/problem.ts'

/**
 * An error as RFC 9457 problem details.
 * @param requestId appears as `urn:request:{id}`, so that a reader can quote it
 */
export function presentProblem(error: PublicError, origin: string, requestId: string): Problem {
  return {
    type: `${origin}/developers#${error.kind}`,
    title: error.title,
    status: error.status,
    detail: error.message,
    instance: `urn:request:${requestId}`,
    ...(error.parameters.length > 0 && {
      errors: error.parameters.map(({ parameter, detail }) => ({ parameter, detail })),
    }),
    ...(error.violated.length > 0 && { 'violated-policies': [...error.violated] }),
  }
}
