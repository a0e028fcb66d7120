import { describe, expect, it } from 'vitest'
import { purgeUntilSeen } from '#payload/tasks/purge.ts'
import type { Purge } from '#platform/queue/index.ts'
import { fakeWeb, page, refused } from './fake-web.ts'

const owed = (more: Partial<Purge> = {}): Purge => ({
  seq: 7,
  tags: ['article:a_1', 'list'],
  paths: ['/articles/x'],
  expire: false,
  ...more,
})

describe('purging until seen', () => {
  it('marks once and asks once when the page is fresh at once', async () => {
    const web = fakeWeb({ pages: { '/articles/x': () => page(7) } })
    expect(await purgeUntilSeen([owed()], web.purge)).toEqual([null])
    expect(web.marks).toEqual([{ instance: 'http://a', tags: ['article:a_1', 'list'], mode: 'stale' }])
    expect(web.asked).toEqual(['http://a/articles/x'])
    expect(web.signed).toEqual(['{"tags":["article:a_1","list"],"mode":"stale"}'])
  })

  it('asks again soon, without a second mark, while the page is being made anew', async () => {
    const web = fakeWeb({ pages: { '/articles/x': ({ asked }) => page(asked < 2 ? 6 : 8) } })
    expect(await purgeUntilSeen([owed()], web.purge)).toEqual([null])
    expect(web.asked).toHaveLength(3)
    expect(web.pauses).toEqual([25, 37.5])
    expect(web.marks).toHaveLength(1)
  })

  it('lets the article and the home page be made first, and the others a moment later', async () => {
    const paths = ['/articles/x', '/', '/topics/t', '/authors/a']
    const web = fakeWeb({ pages: Object.fromEntries(paths.map((path) => [path, () => page(7)])) })
    expect(await purgeUntilSeen([owed({ paths })], web.purge)).toEqual([null])
    expect(web.asked).toEqual(paths.map((path) => `http://a${path}`))
    expect(web.pauses).toEqual([25])
    expect(web.marks).toHaveLength(1)
  })

  it('asks for the others when the first are made, as one thread makes all of them', async () => {
    const late = { '/articles/x': ({ asked }: { asked: number }) => page(asked < 3 ? 6 : 7), '/': () => page(7) }
    const web = fakeWeb({ pages: { ...late, '/topics/t': () => page(7) } })
    expect(await purgeUntilSeen([owed({ paths: ['/articles/x', '/', '/topics/t'] })], web.purge)).toEqual([null])
    expect(web.asked.map((url) => new URL(url).pathname)).toEqual([
      ...['/articles/x', '/', '/articles/x', '/articles/x', '/articles/x'],
      '/topics/t',
    ])
  })

  it('does not let a page that never comes keep the others waiting for longer than a second', async () => {
    const stuck = { '/articles/x': () => page(6), '/': () => page(6) }
    const web = fakeWeb({ pages: { ...stuck, '/topics/t': () => page(7) } })
    const [outcome] = await purgeUntilSeen([owed({ paths: ['/articles/x', '/', '/topics/t'] })], web.purge)
    expect(outcome?.owed.paths).toEqual(['/articles/x', '/'])
    const before = web.asked.indexOf('http://a/topics/t') / 2
    const waited = web.pauses.slice(0, before).reduce((sum, ms) => sum + ms, 0)
    expect(waited).toBeGreaterThan(800)
    expect(waited).toBeLessThan(1_200)
  })

  it('marks again when the page has had its time, because a failed refresh clears the staleness', async () => {
    const web = fakeWeb({ pages: { '/articles/x': ({ marks }) => page(marks < 2 ? 6 : 7) } })
    expect(await purgeUntilSeen([owed()], web.purge)).toEqual([null])
    expect(web.marks).toHaveLength(2)
    expect(web.passedMs()).toBeLessThan(2_000)
  })

  it('marks again at once after a 500', async () => {
    const web = fakeWeb({ pages: { '/articles/x': ({ asked }) => (asked === 0 ? page(null, 500) : page(7)) } })
    expect(await purgeUntilSeen([owed()], web.purge)).toEqual([null])
    expect(web.marks).toHaveLength(2)
    expect(web.asked).toHaveLength(2)
  })

  it('marks again when the mark itself failed, and asks for nothing before it was taken', async () => {
    const web = fakeWeb({
      marking: { 'http://a': ({ marks }) => new Response(null, { status: marks === 0 ? 503 : 204 }) },
      pages: { '/articles/x': () => page(7) },
    })
    expect(await purgeUntilSeen([owed()], web.purge)).toEqual([null])
    expect(web.marks).toHaveLength(2)
    expect(web.asked).toHaveLength(1)
  })

  it('expires what must not be shown once more, and expires it again after each older answer', async () => {
    const web = fakeWeb({ pages: { '/articles/x': ({ asked }) => page(asked < 2 ? 6 : 7, asked < 2 ? 200 : 410) } })
    expect(await purgeUntilSeen([owed({ expire: true })], web.purge)).toEqual([null])
    expect(web.marks.map((mark) => mark.mode)).toEqual(['expire', 'expire', 'expire'])
  })

  it('waits for the revision of a redirect, as of any page', async () => {
    let asked = 0
    const web = fakeWeb({ pages: { '/articles/x': () => page(asked++ < 2 ? 6 : 7, 308) } })
    expect(await purgeUntilSeen([owed()], web.purge)).toEqual([null])
    expect(asked).toBe(3)
  })

  it('takes a permanent redirect without a revision for seen', async () => {
    const web = fakeWeb({ pages: { '/articles/x': () => page(null, 308) } })
    expect(await purgeUntilSeen([owed()], web.purge)).toEqual([null])
  })

  it.each([
    ['no revision', () => page(null)],
    ['a revision that is no number', () => new Response('', { headers: { 'X-Revision': '7 or so' } })],
    ['a temporary redirect', () => page(null, 307)],
    ['not found', () => page(null, 404)],
  ])('does not take %s for seen', async (_name, answer) => {
    const web = fakeWeb({ pages: { '/articles/x': answer } })
    const [outcome] = await purgeUntilSeen([owed()], web.purge)
    expect(outcome?.reason).toContain('/articles/x shows no revision')
  })

  it('finishes the others when one process is down, and leaves that one to the next attempt after 3 s', async () => {
    const web = fakeWeb({
      instances: ['http://a', 'http://down', 'http://b'],
      pages: { '/articles/x': () => page(7) },
      marking: { 'http://down': refused },
    })
    const [outcome] = await purgeUntilSeen([owed()], web.purge)
    expect(outcome?.owed).toEqual(owed())
    expect(outcome?.reason).toBe('Revision 7 is not shown everywhere yet: http://down cannot be reached (ECONNREFUSED)')
    expect(web.asked).toEqual(['http://a/articles/x', 'http://b/articles/x'])
    expect(web.passedMs()).toBeLessThan(5_000)
  })

  it('ends in time when a page never comes, and says which', async () => {
    const web = fakeWeb({ pages: { '/articles/x': () => page(6), '/': () => page(7) } })
    const [outcome] = await purgeUntilSeen([owed({ paths: ['/', '/articles/x'] })], web.purge)
    expect(outcome?.owed).toEqual(owed({ paths: ['/articles/x'] }))
    expect(outcome?.reason).toContain('http://a /articles/x shows revision 6 (status 200)')
    expect(web.passedMs()).toBeLessThanOrEqual(20_000)
    expect(web.passedMs()).toBeGreaterThan(15_000)
    expect(Math.max(...web.pauses)).toBe(150)
  })

  it('does not insist when the secret differs, and says so', async () => {
    const web = fakeWeb({ marking: { 'http://a': () => new Response(null, { status: 401 }) } })
    const [outcome] = await purgeUntilSeen([owed()], web.purge)
    expect(outcome?.reason).toContain('INTERNAL_SECRET differs')
    expect(outcome?.owed).toEqual(owed())
    expect(web.marks).toHaveLength(1)
  })

  it('stops when the worker stops, and keeps what is owed', async () => {
    const web = fakeWeb({
      pages: {
        '/articles/x': () => {
          web.stop.abort()
          return page(6)
        },
      },
    })
    const [outcome] = await purgeUntilSeen([owed()], web.purge)
    expect(outcome?.owed).toEqual(owed())
    expect(web.asked).toHaveLength(1)
  })

  it('does many purges as one: each tag and path once, expired tags not marked stale as well', async () => {
    const web = fakeWeb({
      pages: { '/': () => page(9), '/articles/x': () => page(9), '/articles/y': () => page(9, 410) },
    })
    const purges = [
      owed({ paths: ['/', '/articles/x'] }),
      owed({ seq: 8, tags: ['article:a_2', 'list'], paths: ['/', '/articles/y'], expire: true }),
      owed({ seq: 9, tags: ['article:a_1', 'site'], paths: ['/'] }),
    ]
    expect(await purgeUntilSeen(purges, web.purge)).toEqual([null, null, null])
    expect(web.marks).toEqual([
      { instance: 'http://a', tags: ['article:a_2', 'list'], mode: 'expire' },
      { instance: 'http://a', tags: ['article:a_1', 'site'], mode: 'stale' },
    ])
    expect(web.asked.toSorted()).toEqual(['http://a/', 'http://a/articles/x', 'http://a/articles/y'])
  })

  it('finishes the others when one of many purges cannot be done', async () => {
    const web = fakeWeb({ pages: { '/articles/x': () => page(7), '/articles/never': () => page(1) } })
    const stuck = owed({ tags: ['article:a_9'], paths: ['/articles/never'] })
    const [first, second] = await purgeUntilSeen([owed(), stuck], web.purge)
    expect(first).toBeNull()
    expect(second?.owed).toEqual(stuck)
    expect(web.marks.slice(1).every((mark) => mark.tags.join() === 'article:a_9')).toBe(true)
  })

  it('marks tags even when there is no path to ask for', async () => {
    const web = fakeWeb({})
    expect(await purgeUntilSeen([owed({ paths: [] })], web.purge)).toEqual([null])
    expect(web.marks).toHaveLength(1)
  })

  it('keeps the tags of a purge without paths when they could not be marked', async () => {
    const web = fakeWeb({ marking: { 'http://a': refused } })
    const [outcome] = await purgeUntilSeen([owed({ paths: [] })], web.purge)
    expect(outcome?.owed).toEqual(owed({ paths: [] }))
  })

  it('marks many tags in portions that a web process takes', async () => {
    const tags = Array.from({ length: 2_500 }, (_, index) => `address:/articles/a-rather-long-slug-${index}`)
    const web = fakeWeb({})
    expect(await purgeUntilSeen([owed({ tags, paths: [] })], web.purge)).toEqual([null])
    expect(web.marks.flatMap((mark) => mark.tags)).toEqual(tags)
    expect(web.signed.every((body) => Buffer.byteLength(body) < 64 * 1024)).toBe(true)
  })

  it('gets further with each attempt when there are more pages than one has time for', async () => {
    const paths = Array.from({ length: 5_000 }, (_, index) => `/articles/p${index}`)
    const web = fakeWeb({
      requestMs: 20,
      pages: Object.fromEntries(paths.map((path) => [path, () => page(7)])),
    })
    const [outcome] = await purgeUntilSeen([owed({ paths })], web.purge)
    expect(outcome?.owed.paths.length).toBeLessThan(4_500)
    expect(outcome?.owed.tags).toEqual(owed().tags)
    expect(outcome?.reason.length).toBeLessThan(500)
    expect(web.passedMs()).toBeLessThanOrEqual(20_000)
  })
})
