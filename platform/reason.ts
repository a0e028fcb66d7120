/** Why something failed, in the words of the first cause: what wraps it tells the statement, not the reason. */
export function reasonOf(thrown: unknown): string {
  let error = thrown
  for (let depth = 0; depth < 8 && error instanceof Error && error.cause instanceof Error; depth += 1)
    error = error.cause
  if (error instanceof AggregateError && error.errors[0] instanceof Error) error = error.errors[0]
  if (!(error instanceof Error)) return String(error)
  return error.message || (error as { code?: string }).code || error.name
}
