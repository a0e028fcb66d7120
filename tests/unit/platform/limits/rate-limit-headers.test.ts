import { describe, expect, it } from 'vitest'
import { rateLimitHeaders } from '#platform/limits/rate-limit-headers.ts'

const anonymous = { name: 'anon', quota: 600, windowSeconds: 60 }
const searching = { name: 'search', quota: 60, windowSeconds: 60 }
const state = { quota: anonymous, remaining: 598, resetSeconds: 41 }
const allowed = { isAllowed: true, states: [state], violated: [], retryAfterSeconds: 0 }

describe('what a client is told', () => {
  it('is policy and state in the syntax of the draft', () => {
    expect(rateLimitHeaders(allowed)).toEqual({
      'RateLimit-Policy': '"anon";q=600;w=60',
      RateLimit: '"anon";r=598;t=41',
    })
  })

  it('is a list when there are several quotas', () => {
    const states = [{ quota: searching, remaining: 59, resetSeconds: 60 }, state]
    expect(rateLimitHeaders({ ...allowed, states })).toEqual({
      'RateLimit-Policy': '"search";q=60;w=60, "anon";q=600;w=60',
      RateLimit: '"search";r=59;t=60, "anon";r=598;t=41',
    })
  })

  it('is when to come back, if it is refused', () => {
    const states = [{ quota: searching, remaining: 0, resetSeconds: 7 }]
    expect(rateLimitHeaders({ isAllowed: false, states, violated: ['search'], retryAfterSeconds: 7 })).toEqual({
      'RateLimit-Policy': '"search";q=60;w=60',
      RateLimit: '"search";r=0;t=7',
      'Retry-After': '7',
    })
  })

  it('is nothing when nothing was asked', () => {
    expect(rateLimitHeaders({ ...allowed, states: [] })).toEqual({})
  })

  it('needs no escaping for the names that there are', () => {
    for (const { name } of [anonymous, searching]) expect(name).toMatch(/^[a-z-]+$/)
  })
})
