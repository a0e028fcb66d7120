import type { AfterErrorHook } from 'payload'

type Public = Error & { status?: number; isPublic?: boolean; data?: unknown }

/** What may be told: errors that were made to be read, and those with a status other than 500. */
const isPublic = (error: Public): boolean => error.isPublic ?? (error.status !== undefined && error.status !== 500)

/**
 * One mapper for the CMS's own API. Payload tells errors apart by their class names, which a production build shortens,
 * sometimes to nothing; then a refusal in words would reach the editor as “unknown”.
 */
export const inPlainWords: AfterErrorHook = ({ error, result }) => {
  const given = error as Public
  if (!isPublic(given) || typeof given.message !== 'string') return { response: result ?? { errors: [] } }
  const data = given.data ? { data: given.data } : {}
  return { response: { errors: [{ message: given.message, ...data }] } as never }
}
