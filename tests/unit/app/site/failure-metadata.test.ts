import { describe, expect, it, vi } from 'vitest'
import {
  failureIndexMetadata,
  failuresAtMetadata,
  missingFindingMetadata,
  unaskedMetadata,
} from '#app/(site)/failure-metadata.ts'
import { findingMetadata } from '#app/(site)/finding-metadata.ts'
import { failureOf } from '#tests/unit/publication/failures/failures.ts'

vi.mock('#platform/env.ts', () => ({ env: () => ({ SITE_URL: 'https://example.org' }) }))

describe('the head of the index', () => {
  it('is for search engines as it begins, and names its other forms', () => {
    const head = failureIndexMetadata({ filters: {}, by: 'title', topic: null, isWhole: true }, 41)
    expect(head).toMatchObject({
      title: 'The failure index',
      alternates: {
        canonical: 'https://example.org/failures',
        types: {
          'application/json': [{ url: 'https://example.org/failures.json' }],
          'text/csv': [{ url: 'https://example.org/failures.csv' }],
          'text/markdown': [{ url: 'https://example.org/failures.md' }],
        },
      },
      robots: { index: true },
      other: { revision: '41' },
    })
  })

  it('says what it is narrowed to, is not kept, and its other forms are narrowed too', () => {
    const filters = { topic: 'scale', status: 'open', q: 'a&b' } as const
    const head = failureIndexMetadata({ filters, by: 'date', topic: 'Scale', isWhole: false }, 41)
    expect(head).toMatchObject({
      title: 'Breaks on Scale, open, with the words “a&b”',
      alternates: {
        canonical: 'https://example.org/failures?topic=scale&status=open&q=a%26b&by=date',
        types: { 'text/csv': [{ url: 'https://example.org/failures.csv?topic=scale&status=open&q=a%26b' }] },
      },
      robots: { index: false, follow: true },
    })
  })

  it('of what means nothing asks for its status', () => {
    expect(unaskedMetadata(400, 7).other).toEqual({ revision: '7', status: '400' })
    expect(missingFindingMetadata(7)).toMatchObject({ robots: { index: false }, other: { status: '410' } })
  })
})

it('the head of what breaks at a size has words of its own', () => {
  expect(failuresAtMetadata('10k', { behind: 5, ahead: 1, anyhow: 40 }, 41)).toMatchObject({
    title: 'What breaks at 10,000 users',
    description: expect.stringContaining('Five breaks wait'),
    alternates: { canonical: 'https://example.org/failures/at/10k' },
    robots: { index: true },
  })
})

it('the head of a finding is its own card, and leads search engines to the article', () => {
  const { finding } = failureOf(1, { shows: 'Two captures' })
  expect(findingMetadata(finding, 41)).toMatchObject({
    title: 'Break 1: Break 1',
    description: 'Two captures. From 10k users. No hold that we trust yet. From the teardown “Queues”.',
    alternates: { canonical: 'https://example.org/articles/queues-1' },
    robots: { index: false, follow: true },
    openGraph: { url: 'https://example.org/failures/queues-1.b1' },
    other: { revision: '41' },
  })
  const hold = { id: 'h2', kind: 'hold', title: 'A key', answers: [], cost: 'a day', verifiedSince: null } as const
  expect(findingMetadata({ ...hold, answers: [], article: finding.article }, 41)).toMatchObject({
    title: 'Hold 2: A key',
    description: 'Costs a day. From the teardown “Queues”.',
  })
})
