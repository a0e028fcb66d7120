import { describe, expect, it } from 'vitest'
import { announceFeeds, endings } from '#payload/tasks/announce.ts'
import { feedFormats } from '#publication/feeds/index.ts'
import { page, refused } from './fake-web.ts'

const hub = 'https://hub.example/push'
const origin = 'https://site.example'
const web = 'http://127.0.0.1:3000'
const item = (seq: number, ...feeds: string[]) => ({ seq, feeds })

type Behaviour = { hub?: (tries: number) => Response | Error; pages?: Record<string, () => Response | Error> }

/** A hub and web processes without a network. A request takes `ms` of a clock that nothing else moves. */
function fakeNet({ hub: answer = () => new Response(null, { status: 204 }), pages = {} }: Behaviour = {}, ms = 5) {
  const pings: string[] = []
  const bodies: unknown[] = []
  const asked: string[] = []
  let clock = 0
  const stop = new AbortController()
  const options = {
    hub: hub as string | undefined,
    origin,
    instances: [web],
    now: () => clock,
    sign: () => ({}),
    signal: stop.signal,
    fetch: async (url: string, init: RequestInit) => {
      clock += ms
      init.signal?.throwIfAborted()
      if (url !== hub) asked.push(url)
      else {
        bodies.push({ method: init.method, redirect: init.redirect, body: String(init.body) })
        pings.push(new URLSearchParams(String(init.body)).get('hub.url') ?? '')
      }
      const given = url === hub ? answer(pings.length) : (pages[url] ?? (() => page(7)))()
      if (given instanceof Error) throw given
      return given
    },
  }
  return { options, pings, bodies, asked, stop }
}

const addresses = (feed: string) => endings.map((ending) => `${origin}${feed}.${ending}`)

describe('the hub', () => {
  it('is told of each feed in each format, once, whatever the announcements say of it together', async () => {
    const net = fakeNet()
    const both = [item(6, '/feeds/all', '/feeds/topics/scale'), item(7, '/feeds/all')]
    expect(await announceFeeds(both, net.options)).toEqual([null, null])
    expect([...net.pings].sort()).toEqual([...addresses('/feeds/all'), ...addresses('/feeds/topics/scale')].sort())
    expect(net.bodies[0]).toEqual({
      method: 'POST',
      redirect: 'manual',
      body: `hub.mode=publish&hub.url=${encodeURIComponent(net.pings[0] ?? '')}`,
    })
  })

  it('is not told, and nothing is owed, where there is none', async () => {
    const net = fakeNet()
    expect(await announceFeeds([item(7, '/feeds/all')], { ...net.options, hub: undefined })).toEqual([null])
    expect([net.pings, net.asked]).toEqual([[], []])
  })

  it.each([
    ['an older state', () => page(6), 'shows revision 6'],
    ['a failure', () => page(null, 503), 'answered 503'],
    ['nothing', refused, 'cannot be reached'],
  ])('is not told while one of the web processes shows %s', async (_, answer, reason) => {
    const net = fakeNet({ pages: { 'http://b/feeds/all.rss': answer } })
    const given = item(7, '/feeds/all')
    const [outcome] = await announceFeeds([given], { ...net.options, instances: [web, 'http://b'] })
    expect(outcome).toEqual({ owed: given, reason: expect.stringContaining(reason) })
    expect(net.pings).toEqual([])
  })

  it.each([308, 410])('is not told of a feed that answers %s: there is nothing to fetch', async (status) => {
    const net = fakeNet({ pages: { [`${web}/feeds/topics/old.rss`]: () => page(7, status) } })
    expect(await announceFeeds([item(7, '/feeds/topics/old', '/feeds/all')], net.options)).toEqual([null])
    expect([...net.pings].sort()).toEqual([...addresses('/feeds/all')].sort())
  })

  it.each([302, 400, 500, 503])(
    'that answers %s is told again of what it has not heard, and of nothing else',
    async (status) => {
      const net = fakeNet({ hub: (tries) => new Response(null, { status: tries === 1 ? status : 202 }) })
      const given = item(7, '/feeds/all', '/feeds/topics/scale', '/feeds/authors/desk')
      const [outcome] = await announceFeeds([given], net.options)
      expect(outcome?.owed.feeds).toHaveLength(1)
      expect(outcome?.reason).toContain(`the hub answered ${status}`)
      const [owed] = outcome ? [outcome.owed] : []
      if (!owed) throw new Error('nothing is owed')
      const again = fakeNet()
      expect(await announceFeeds([owed], again.options)).toEqual([null])
      expect(again.pings).toEqual(addresses(owed.feeds[0] ?? ''))
    },
  )

  it('that cannot be reached is not asked for every feed in turn', async () => {
    const net = fakeNet({ hub: refused })
    const feeds = Array.from({ length: 40 }, (_, at) => `/feeds/topics/t${at}`)
    const [outcome] = await announceFeeds([item(7, ...feeds)], net.options)
    expect(outcome?.owed.feeds).toEqual(feeds)
    expect(net.pings.length).toBeLessThanOrEqual(4)
  })

  it('that is slow leaves the rest to another run, in time', async () => {
    const net = fakeNet({}, 4_000)
    const feeds = Array.from({ length: 12 }, (_, at) => `/feeds/topics/t${at}`)
    const [outcome] = await announceFeeds([item(7, ...feeds)], net.options)
    expect(outcome?.reason).toContain('no time left')
    expect(net.options.now()).toBeLessThan(60_000)
  })

  it('is left when the worker has to stop', async () => {
    const net = fakeNet()
    net.stop.abort()
    const [outcome] = await announceFeeds([item(7, '/feeds/all')], net.options)
    expect(outcome?.owed.feeds).toEqual(['/feeds/all'])
    expect(net.pings).toEqual([])
  })
})

it('tells of every format that a feed has', () => {
  expect([...endings].sort()).toEqual(Object.keys(feedFormats).sort())
})
