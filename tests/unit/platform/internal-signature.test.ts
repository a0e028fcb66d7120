import { describe, expect, it } from 'vitest'
import { isSigned, sign, toleranceMs } from '#platform/internal-signature.ts'

const secret = 's'.repeat(40)
const now = 1_790_000_000_000
const headers = (timestamp: string, signature: string) =>
  new Headers({ 'x-internal-timestamp': timestamp, 'x-internal-signature': signature })

describe('the internal signature', () => {
  const body = '{"tags":["list"]}'
  const good = headers(String(now), sign(secret, String(now), body))

  it('is known by who has the secret', () => {
    expect(isSigned(secret, good, body, now)).toBe(true)
    expect(isSigned(secret, good, body, now + toleranceMs)).toBe(true)
  })
  it.each([
    ['another secret', 'x'.repeat(40), good, body, now],
    ['another body', secret, good, `${body} `, now],
    ['an old request', secret, good, body, now + toleranceMs + 1],
    ['a request from the future', secret, good, body, now - toleranceMs - 1],
    ['another time', secret, headers(String(now + 1), sign(secret, String(now), body)), body, now],
    ['a time that is none', secret, headers('soon', sign(secret, 'soon', body)), body, now],
    ['no headers', secret, new Headers(), body, now],
    ['a cut signature', secret, headers(String(now), sign(secret, String(now), body).slice(0, -1)), body, now],
  ])('refuses %s', (_what, key, given, text, at) => expect(isSigned(key, given, text, at)).toBe(false))
})
