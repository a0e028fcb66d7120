import { timingSafeEqual } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { APIError, type CollectionBeforeChangeHook } from 'payload'
import { txOf } from '#platform/db.ts'
import { env } from '#platform/env.ts'

function matches(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const left = Buffer.from(given.trim())
  const right = Buffer.from(expected)
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * The first account needs the token that start printed, and becomes an admin. The lock makes a race of two give one.
 * @throws APIError 403 without the right token, or when somebody was first
 */
export const guardFirstAccount: CollectionBeforeChangeHook = async ({ data, operation, req }) => {
  const { setupToken, ...account } = data
  if (operation !== 'create') return account
  const tx = await txOf(req)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('first account', 1))`)
  const { totalDocs } = await req.payload.count({ collection: 'users', req, overrideAccess: true })
  if (totalDocs > 0) {
    // Past the first, accounts are made by an admin; the register route would come here without a user.
    if (!req.user && typeof req.context.actor !== 'string')
      throw new APIError('The first account exists already. Ask an admin for yours.', 403, undefined, true)
    return account
  }
  const expected = env().SETUP_TOKEN
  if (!expected)
    throw new APIError('Set SETUP_TOKEN (at least 16 characters), restart, and enter it here.', 403, undefined, true)
  if (!matches(setupToken, expected))
    throw new APIError('The setup token is wrong. It was printed when the server was started.', 403, undefined, true)
  return { ...account, role: 'admin' }
}
