import { beforeAll, describe, expect, it, vi } from 'vitest'
import { findingMetadata } from '#app/(site)/finding-metadata.ts'
import {
  articleMetadata,
  authorMetadata,
  goneMetadata,
  homeMetadata,
  movedMetadata,
  topicMetadata,
} from '#app/(site)/page-metadata.ts'
import { articleWith, author, nasty, topic } from '#tests/unit/components/fixtures.ts'

beforeAll(() => {
  vi.stubEnv('SITE_URL', 'https://breaks.example')
  vi.stubEnv('DATABASE_URL', 'postgres://reader@127.0.0.1:1/none')
  vi.stubEnv('PAYLOAD_SECRET', 'p'.repeat(32))
  vi.stubEnv('INTERNAL_SECRET', 'i'.repeat(32))
})

describe('the head of an article', () => {
  it('has its absolute address, its renditions and its days', () => {
    const head = articleMetadata(articleWith(), 7)
    expect(head.title).toBe('Queues')
    expect(head.description).toBe('Where jobs go to die')
    expect(head.alternates).toEqual({
      canonical: 'https://breaks.example/articles/queues',
      types: {
        'text/markdown': [{ url: 'https://breaks.example/articles/queues.md', title: 'Markdown' }],
        'application/json': [{ url: 'https://breaks.example/articles/queues.json', title: 'JSON' }],
        'application/rss+xml': [{ url: 'https://breaks.example/feeds/all.rss', title: 'RSS' }],
        'application/atom+xml': [{ url: 'https://breaks.example/feeds/all.atom', title: 'Atom' }],
        'application/feed+json': [{ url: 'https://breaks.example/feeds/all.json', title: 'JSON Feed' }],
      },
    })
    expect(head.openGraph).toMatchObject({
      type: 'article',
      siteName: 'What breaks. What holds.',
      url: 'https://breaks.example/articles/queues',
      title: 'Queues',
      description: 'Make consumers idempotent.',
      publishedTime: '2026-09-08T08:00:00.000Z',
      modifiedTime: '2026-11-18T10:12:00.000Z',
      authors: ['https://breaks.example/authors/editorial-desk'],
      section: 'Scale',
    })
    expect(head.twitter).toEqual({ card: 'summary_large_image' })
    expect(head.other).toEqual({
      revision: '7',
      'twitter:label1': 'Breaks and holds',
      'twitter:data1': '2 breaks, 1 held',
      'twitter:label2': 'Reading time',
      'twitter:data2': '1 minute',
    })
  })

  it('names its picture before it is made, and says what is to be seen on it', () => {
    const image = {
      url: expect.stringMatching(/^https:\/\/breaks\.example\/og\/queues\.[0-9a-f]{8}\.png$/),
      type: 'image/png',
      width: 1200,
      height: 630,
      alt: 'Plate for “Queues”.',
    }
    expect(articleMetadata(articleWith(), 7).openGraph?.images).toEqual([image])
    expect(articleMetadata(articleWith({ plate: null }), 7).openGraph?.images).toEqual([
      { ...image, alt: 'Queues: 2 breaks, 1 held' },
    ])
  })

  it('has no words on breaks where there are none', () => {
    expect(articleMetadata(articleWith({ findings: [] }), 7).other).toEqual({
      revision: '7',
      'twitter:label1': 'Reading time',
      'twitter:data1': '1 minute',
    })
  })

  it.each([
    ['Mastodon', 'https://example.social/@desk', '@desk@example.social'],
    ['On the fediverse', 'https://example.social/users/desk/', '@desk@example.social'],
    ['Video', 'https://example.org/@desk', undefined],
    ['Mastodon', 'https://example.social/about', undefined],
    ['Mastodon', 'http://example.social/@desk', undefined],
  ])('an author’s link %s to %s is the creator %s', (label, url, creator) => {
    const head = articleMetadata(articleWith(), 7, { authors: [{ ...author, links: [{ label, url }] }] })
    expect(head.other?.['fediverse:creator']).toBe(creator)
  })

  it('names the account of the publication for authors who have none', () => {
    const creatorOf = (links: { label: string; url: string }[]) =>
      articleMetadata(articleWith(), 7, { authors: [{ ...author, links }], fediverse: '@house@example.social' })
        .other?.['fediverse:creator']
    expect(creatorOf([])).toBe('@house@example.social')
    expect(creatorOf([{ label: 'Mastodon', url: 'https://example.social/@desk' }])).toBe('@desk@example.social')
  })

  it('prefers the words that editors wrote for it', () => {
    const head = articleMetadata(articleWith({ seo: { title: 'Short', description: nasty } }), 7)
    expect(head.title).toBe('Short')
    expect(head.description).toBe(nasty)
    expect(head.openGraph).toMatchObject({ title: 'Short', description: nasty })
  })

  it('falls back to the deck without a call and cuts what is too long', () => {
    const head = articleMetadata(articleWith({ call: null, deck: 'words '.repeat(90).trim() }), 7)
    expect(head.description?.length).toBeLessThanOrEqual(160)
    expect(head.openGraph?.description?.length).toBeLessThanOrEqual(200)
    expect(head.description?.endsWith('words…')).toBe(true)
  })
})

describe('the head of a list', () => {
  it('has its absolute address', () => {
    expect(homeMetadata(1).alternates?.canonical).toBe('https://breaks.example/')
    expect(topicMetadata(topic, 1).alternates?.canonical).toBe('https://breaks.example/topics/scale')
    expect(authorMetadata(author, 1).alternates?.canonical).toBe('https://breaks.example/authors/editorial-desk')
  })

  it.each([
    ['/feeds/all', () => homeMetadata(1)],
    ['/feeds/topics/scale', () => topicMetadata(topic, 1)],
    ['/feeds/authors/editorial-desk', () => authorMetadata(author, 1)],
  ])('leads to its feeds at %s', (path, head) => {
    const url = `https://breaks.example${path}`
    expect(head().alternates?.types).toEqual({
      'application/rss+xml': [{ url: `${url}.rss`, title: 'RSS' }],
      'application/atom+xml': [{ url: `${url}.atom`, title: 'Atom' }],
      'application/feed+json': [{ url: `${url}.json`, title: 'JSON Feed' }],
    })
  })

  it('names the home page by the name alone', () => {
    expect(homeMetadata(1).title).toEqual({ absolute: 'What breaks. What holds.' })
    expect(topicMetadata(topic, 1).title).toBe('Scale')
  })

  it('is described also when nobody described it', () => {
    expect(topicMetadata({ ...topic, description: '' }, 1).description).toContain('Scale')
    expect(authorMetadata({ ...author, bio: '' }, 1).description).toContain('Editorial Desk')
  })
})

describe('the head of an address that leads on', () => {
  it('asks for 308 and says where to', () => {
    expect(movedMetadata('/articles/y', 9)).toEqual({
      robots: { index: false, follow: true },
      other: { revision: '9', status: '308', location: '/articles/y' },
    })
  })
})

describe('the head of a withdrawn piece', () => {
  it('asks for 410 and keeps out of the index', () => {
    expect(goneMetadata('Withdrawn', 9)).toEqual({
      title: 'Withdrawn',
      robots: { index: false, follow: true },
      other: { revision: '9', status: '410' },
    })
  })
})

describe('the head of a finding', () => {
  const [held, hold, open] = articleWith().findings
  const article = {
    id: 'a_01j00000000000000000000000',
    slug: 'queues',
    path: '/articles/queues',
    title: nasty,
    publishedAt: '2026-09-08T08:00:00.000Z',
    load: 'footing',
  } as const
  const headOf = (finding = held) => {
    if (!finding) throw new Error('The fixture has no such finding')
    return findingMetadata({ ...finding, article }, 7)
  }

  it('leads search engines to the article, and has a card of its own', () => {
    expect(headOf()).toMatchObject({
      title: 'Break 1: Runs twice',
      description: `Two captures. From first crash. From the teardown “${nasty}”.`,
      alternates: { canonical: 'https://breaks.example/articles/queues' },
      robots: { index: false, follow: true },
      openGraph: {
        type: 'article',
        url: 'https://breaks.example/failures/queues.b1',
        title: 'Break 1: Runs twice',
        images: [
          {
            url: expect.stringMatching(/^https:\/\/breaks\.example\/og\/queues\.b1\.[0-9a-f]{8}\.png$/),
            type: 'image/png',
            width: 1200,
            height: 630,
            alt: `Break 1: Runs twice. From “${nasty}”.`,
          },
        ],
      },
      twitter: { card: 'summary_large_image' },
      other: { revision: '7', 'twitter:label1': 'Status', 'twitter:data1': 'Held', 'twitter:label2': 'From' },
    })
  })

  it('says that a break is open, and what a hold answers and costs', () => {
    expect(headOf(open)).toMatchObject({
      description: expect.stringContaining('No hold that we trust yet.'),
      other: { 'twitter:data1': 'Open: no hold that we trust yet' },
    })
    expect(headOf(hold)).toMatchObject({
      title: 'Hold 1: One transaction',
      description: expect.stringContaining('Costs one table.'),
      other: { 'twitter:label1': 'Answers', 'twitter:data1': 'Break 1' },
    })
  })
})
