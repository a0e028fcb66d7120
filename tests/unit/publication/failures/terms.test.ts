import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { failureTerms } from '#publication/failures/index.ts'
import { failureOf, hostile, origin } from './failures.ts'

const words = { name: 'The failure index', description: 'Every break.' }

describe('the index as terms', () => {
  it('is a set of defined terms, each with its address and code', () => {
    expect(JSON.parse(failureTerms([failureOf(1, { shows: 'Two captures' }), failureOf(2)], words, origin))).toEqual({
      '@context': 'https://schema.org',
      '@type': 'DefinedTermSet',
      '@id': 'https://example.org/failures',
      url: 'https://example.org/failures',
      ...words,
      inLanguage: 'en',
      hasDefinedTerm: [
        {
          '@type': 'DefinedTerm',
          '@id': 'https://example.org/failures/queues-1.b1',
          url: 'https://example.org/failures/queues-1.b1',
          name: 'Break 1',
          description: 'Shows up as: Two captures',
          termCode: 'queues-1.b1',
          inDefinedTermSet: 'https://example.org/failures',
        },
        expect.not.objectContaining({ description: expect.anything() }),
      ],
    })
  })

  it.each(hostile)('ends no element that it stands in: %s', (title) => {
    const text = failureTerms([failureOf(1, { title, shows: title })], words, origin)
    expect(text).not.toMatch(/[<\u2028\u2029]/)
    expect(JSON.parse(text).hasDefinedTerm[0]).toMatchObject({ name: title })
    const page = parse(`<!doctype html><body><script type="application/ld+json">${text}</script><p>after</p>`)
    expect(JSON.stringify(page, (key, value) => (key === 'parentNode' ? undefined : value))).toContain('after')
  })
})
