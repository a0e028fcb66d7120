import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far the two clocks may lie apart, in milliseconds. */
export const toleranceMs = 5 * 60 * 1000

type SignedHeaders = { get(name: string): string | null }

/**
 * Signs a request from one process of this installation to another.
 * @param timestamp unix milliseconds, sent as `x-internal-timestamp`
 * @returns the value of `x-internal-signature`: `v1=` and the hex HMAC-SHA256 of `timestamp.body`
 */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`
}

/**
 * Whether a request carries a signature made with the secret, not more than five minutes ago or ahead.
 * Compares in constant time.
 * @param now unix milliseconds
 */
export function isSigned(secret: string, headers: SignedHeaders, body: string, now: number): boolean {
  const timestamp = headers.get('x-internal-timestamp') ?? ''
  const given = Buffer.from(headers.get('x-internal-signature') ?? '')
  if (!/^\d{1,16}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > toleranceMs) return false
  const expected = Buffer.from(sign(secret, timestamp, body))
  return given.length === expected.length && timingSafeEqual(given, expected)
}
