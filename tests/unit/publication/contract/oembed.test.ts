import { describe, expect, it } from 'vitest'
import { parseEmbed, presentEmbed } from '#publication/contract/index.ts'
import { articleWith, nasty } from '#tests/unit/components/fixtures.ts'

const origin = 'https://breaks.example'
const ask = (url: string, more = '') => parseEmbed(`?url=${encodeURIComponent(url)}${more}`, origin)
const kindOf = (work: () => unknown): string | undefined => {
  try {
    work()
  } catch (error) {
    return (error as { kind?: string }).kind
  }
  return undefined
}

describe('what oEmbed is asked for', () => {
  it.each([
    [`${origin}/articles/queues`, null],
    [`http://breaks.example/articles/queues?from=a`, null],
    [`${origin}/articles/queues#intro`, null],
    [`${origin}/articles/queues#b2`, 'b2'],
    [`${origin}/articles/queues#b2:~:text=a`, 'b2'],
    [`${origin}/failures/queues.h1`, 'h1'],
  ])('%s is an article, or its finding %s', (url, finding) => {
    expect(ask(url)).toMatchObject({ slug: 'queues', finding })
  })

  it.each([
    'https://elsewhere.example/articles/queues',
    `${origin}/`,
    `${origin}/articles/`,
    `${origin}/articles/a/b`,
    `${origin}/failures/queues`,
    `${origin}/failures/queues.c1`,
    'javascript:alert(1)',
    'articles/queues',
    nasty,
  ])('%s is nothing of ours', (url) => {
    expect(kindOf(() => ask(url))).toBe('not-found')
  })

  it.each(['', '?url=', '?url=x&maxwidth=0', '?url=x&maxwidth=wide', '?url=x&maxheight=-1', '?url=x&format=html'])(
    'refuses %s',
    (search) => expect(kindOf(() => parseEmbed(search, origin))).toBe('invalid-parameter'),
  )

  it('leaves parameters alone that it does not know', () => {
    expect(ask(`${origin}/articles/queues`, '&dnt=1&format=json')).toMatchObject({ slug: 'queues' })
  })
})

describe('what oEmbed answers', () => {
  const article = articleWith({ title: nasty })
  const embed = (url: string, more = '') => presentEmbed(article, ask(url, more), origin, 'What breaks. What holds.')

  it('an article as a link with its picture', () => {
    expect(embed(`${origin}/articles/queues`)).toEqual({
      version: '1.0',
      type: 'link',
      title: nasty,
      author_name: 'Editorial Desk',
      author_url: `${origin}/authors/editorial-desk`,
      provider_name: 'What breaks. What holds.',
      provider_url: `${origin}/`,
      cache_age: 3600,
      thumbnail_url: expect.stringMatching(/^https:\/\/breaks\.example\/og\/queues\.[0-9a-f]{8}\.png$/),
      thumbnail_width: 1200,
      thumbnail_height: 630,
    })
  })

  it('a finding with its own', () => {
    expect(embed(`${origin}/failures/queues.b2`)).toMatchObject({
      title: 'Break 2: Work in flight is killed',
      thumbnail_url: expect.stringMatching(/\/og\/queues\.b2\.[0-9a-f]{8}\.png$/),
    })
    expect(kindOf(() => embed(`${origin}/failures/queues.b9`))).toBe('not-found')
  })

  it.each([
    ['&maxwidth=1200&maxheight=630', true],
    ['&maxwidth=1199', false],
    ['&maxheight=629', false],
    ['&maxwidth=4000', true],
  ])('no picture that is larger than asked for: %s', (more, isThere) => {
    const { thumbnail_url, thumbnail_width, thumbnail_height } = embed(`${origin}/articles/queues`, more)
    // All three or none (oembed.com, 2.3.4).
    expect([thumbnail_url, thumbnail_width, thumbnail_height].map((each) => each !== undefined)).toEqual([
      isThere,
      isThere,
      isThere,
    ])
  })
})
