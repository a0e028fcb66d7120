import type { Spent } from './limits.ts'

/**
 * What a client is told of its quotas: `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10),
 * and for a refused request `Retry-After` in seconds (RFC 9110).
 * @returns headers by name; none when no quota was asked
 */
export function rateLimitHeaders({ isAllowed, states, retryAfterSeconds }: Spent): Record<string, string> {
  if (states.length === 0) return {}
  const policies = states.map(({ quota }) => `"${quota.name}";q=${quota.quota};w=${quota.windowSeconds}`)
  const limits = states.map(({ quota, remaining, resetSeconds }) => `"${quota.name}";r=${remaining};t=${resetSeconds}`)
  return {
    'RateLimit-Policy': policies.join(', '),
    RateLimit: limits.join(', '),
    ...(!isAllowed && { 'Retry-After': String(retryAfterSeconds) }),
  }
}
