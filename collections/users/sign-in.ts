import { pbkdf2, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pLimit from 'p-limit'
import {
  APIError,
  addDataAndFileToRequest,
  type Collection,
  type Endpoint,
  headersWithCors,
  loginOperation,
  type PayloadRequest,
} from 'payload'
import { generatePayloadCookie } from 'payload/shared'
import { accountAt } from './account-at.ts'

const hash = promisify(pbkdf2)
/** How Payload hashes a password; a test sees both and compares them. */
const passwordHash = { iterations: 600_000, keyBytes: 32 }

/** When an account rests, and for how long (ms). */
export const lock = { maxLoginAttempts: 8, lockTime: 10 * 60 * 1000 }

/** Hashing takes a thread of Node's four for about a third of a second: two at once leave the rest of the process alive. */
const hashing = pLimit(2)
const mostWaiting = 40
/** Refusals come after the same time, whatever was found; ms. */
const refusalMs = 1_000

const refusal = `The e-mail address or the password is wrong, or the account rests: after ${lock.maxLoginAttempts} wrong passwords it does for ${lock.lockTime / 60_000} minutes.`

const untilThen = (moment: number) => sleep(Math.max(0, moment - performance.now()))

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

async function signIn(req: PayloadRequest, collection: Collection, email: string, password: string) {
  if (hashing.pendingCount >= mostWaiting) {
    req.responseHeaders = new Headers({ 'Retry-After': '30' })
    throw new APIError('Many are signing in at this moment. Wait half a minute, then try again.', 429, undefined, true)
  }
  return hashing(async () => {
    const account = email && password ? await accountAt(req, email) : null
    // Payload hashes for an account that may sign in, and for nobody else.
    if (email && password && (account === null || account.isLocked))
      await hash(password, randomBytes(32), passwordHash.iterations, passwordHash.keyBytes, 'sha256')
    return loginOperation({ collection, data: { email, password }, req })
  })
}

const isRefusal = (error: unknown): boolean => (error as { status?: number }).status === 401

/**
 * Payload's own login, behind a bound, with one answer for an unknown address, a wrong password and a locked account: the
 * same words after the same time, because all three hash once and wait for the same moment.
 * @throws APIError 400 what is missing, 401 refused, 429 too many at once
 */
const login: Endpoint = {
  path: '/login',
  method: 'post',
  handler: async (req) => {
    await addDataAndFileToRequest(req)
    const collection = req.payload.collections.users
    if (!collection) throw new Error('The collection of accounts is not there.')
    const until = performance.now() + refusalMs
    const { email, password } = req.data ?? {}
    const result = await signIn(req, collection, text(email), text(password)).catch(async (error: unknown) => {
      if (!isRefusal(error)) throw error
      await untilThen(until)
      throw new APIError(refusal, 401, undefined, true)
    })
    const { cookiePrefix } = req.payload.config
    const cookie = generatePayloadCookie({
      collectionAuthConfig: collection.config.auth,
      cookiePrefix,
      token: result.token ?? '',
    })
    const headers = headersWithCors({ headers: new Headers({ 'Set-Cookie': cookie }), req })
    return Response.json({ message: req.t('authentication:passed'), ...result }, { headers })
  },
}

/**
 * Answers the same, after the same time, whether the address has an account or not.
 * @throws APIError 400 when no address is given
 */
const forgotPassword: Endpoint = {
  path: '/forgot-password',
  method: 'post',
  handler: async (req) => {
    await addDataAndFileToRequest(req)
    const email = text(req.data?.email)
    const until = performance.now() + refusalMs
    await req.payload.forgotPassword({ collection: 'users', data: { email }, req })
    await untilThen(until)
    const headers = headersWithCors({ headers: new Headers(), req })
    return Response.json({ message: req.t('general:success') }, { headers })
  },
}

/** In place of Payload's own, which come after those of a collection. */
export const signInEndpoints: Endpoint[] = [login, forgotPassword]
