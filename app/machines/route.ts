import type { Answer } from '#app/api/v1/prepared.ts'

/** A request for what machines read. `path` is percent-encoded as it came; `search` what is looked at of the query. */
export type MachineRequest = { path: string; search: string; origin: string }

/** Addresses that machines read, and what is answered there. */
export type MachineRoute = {
  /** @param path percent-decoded */
  isPath: (path: string) => boolean
  /** What of the query makes another answer, always in one spelling; nothing, if left out. */
  queryOf?: (search: string) => string
  /** @throws PublicError */
  answer: (request: MachineRequest) => Promise<Answer>
}
