import type { AfterErrorHook } from 'payload'
import { isUnavailable } from '#publication/errors/index.ts'

type Public = Error & { status?: number; isPublic?: boolean; data?: unknown }

/** What may be told: errors that were made to be read, and those with a status other than 500. */
const isPublic = (error: Public): boolean => error.isPublic ?? (error.status !== undefined && error.status !== 500)

/** SQLSTATE 53100, or what the file system says. */
const fullDisk = /No space left on device|could not extend file|ENOSPC|EDQUOT/

/** The texts of an error and of what caused it. */
function textsOf(error: unknown): string {
  const texts: string[] = []
  for (let at = error, seen = 0; at instanceof Error && seen < 8; at = at.cause, seen += 1) texts.push(at.message)
  return texts.join('\n')
}

/** Failures that pass: status and words for the editor, who keeps what is on the screen and tries again. */
function passing(error: Error): { status: number; message: string } | null {
  const texts = textsOf(error)
  if (fullDisk.test(texts))
    return { status: 507, message: 'The disk of the server is full, so this was not saved. Tell whoever runs it.' }
  if (/timeout exceeded when trying to connect/.test(texts))
    return { status: 503, message: 'Too many saves are waiting, so this one was not made. Save again in a moment.' }
  // Payload's own pool error says "cannot begin transaction: …", with the driver's words behind it.
  if (isUnavailable(error) || /cannot (begin transaction|connect to Postgres)/.test(texts))
    return { status: 503, message: 'The database does not answer, so this was not saved. Save again in a moment.' }
  return null
}

/**
 * One mapper for the CMS's own API. Payload tells errors apart by their class names, which a production build shortens,
 * sometimes to nothing; then a refusal in words would reach the editor as “unknown”.
 */
export const inPlainWords: AfterErrorHook = ({ error, result }) => {
  const given = error as Public
  if (!isPublic(given) || typeof given.message !== 'string') {
    const passes = passing(given)
    if (passes) return { status: passes.status, response: { errors: [{ message: passes.message }] } as never }
    return { response: result ?? { errors: [] } }
  }
  const data = given.data ? { data: given.data } : {}
  return { response: { errors: [{ message: given.message, ...data }] } as never }
}
