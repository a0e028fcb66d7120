import pLimit from 'p-limit'
import type { Announce, Outcome } from '#platform/queue/index.ts'
import { look, type Reach } from './web-request.ts'

type AnnounceOptions = Reach & {
  /** Address of the WebSub hub; without one nobody is told, and nothing is owed. */
  hub: string | undefined
  /** Origin of the site: the hub is told addresses that the world knows. */
  origin: string
  /** Origins of all web processes. */
  instances: string[]
  /** A clock that only goes forward; ms. */
  now: () => number
}

const lanes = 4
const pingMs = 5_000
/** For one run; the queue makes another one soon; ms. */
const taskMs = 15_000
/** Of the formats of a feed; named here, because what renders them is large and the worker is small. */
export const endings = ['rss', 'atom', 'json'] as const

/** Tells the hub that a feed has changed (WebSub, 7; the form is that of PubSubHubbub 0.4). Null when it has heard. */
async function ping(
  hub: string,
  url: string,
  { fetch, signal }: Reach,
): Promise<{ problem: string; isAway: boolean } | null> {
  try {
    const answer = await fetch(hub, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'wbwh-worker' },
      body: String(new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': url })),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(pingMs)]),
    })
    // Whatever it says besides is not read.
    await answer.body?.cancel()
    return answer.ok ? null : { problem: `the hub answered ${answer.status} to ${url}`, isAway: false }
  } catch (error) {
    const reason =
      error instanceof Error && error.name === 'TimeoutError' ? 'gave no answer in time' : 'cannot be reached'
    return { problem: `the hub ${reason}`, isAway: true }
  }
}

/** Whether every web process shows the feed at that revision: the reason why not, or how it answers. */
async function shownAt(feed: string, seq: number, { instances, ...reach }: AnnounceOptions): Promise<string | number> {
  const answers = await Promise.all(instances.map((instance) => look(instance, `${feed}.rss`, seq, reach)))
  const problem = answers.find((answer) => answer.problem !== null)?.problem
  return problem ?? answers.find(({ status }) => status !== 200)?.status ?? 200
}

/**
 * Tells the hub of each feed that has changed, once for each of its formats, as soon as every web process shows the change.
 * Harmless when run twice: the hub looks at the feed and finds nothing new.
 * @returns for each announcement null, or the feeds of which the hub has not heard yet; the queue runs those again
 */
export async function announceFeeds(
  announcements: Announce[],
  options: AnnounceOptions,
): Promise<Outcome<'announce'>[]> {
  const { hub, origin, now } = options
  if (hub === undefined) return announcements.map(() => null)
  const start = now()
  const wanted = new Map<string, number>()
  for (const { feeds, seq } of announcements)
    for (const feed of feeds) wanted.set(feed, Math.max(seq, wanted.get(feed) ?? 0))
  const problems = new Map<string, string>()
  let away: string | null = null

  const tell = async (feed: string, seq: number): Promise<string | null> => {
    const shown = await shownAt(feed, seq, options)
    if (typeof shown === 'string') return shown
    // Moved or withdrawn: there is nothing that the hub could fetch.
    if (shown !== 200) return null
    for (const ending of endings) {
      if (away !== null) return away
      if (options.signal.aborted || now() - start + pingMs > taskMs) return 'there was no time left to tell the hub'
      const failed = await ping(hub, `${origin}${feed}.${ending}`, options)
      if (failed?.isAway) away = failed.problem
      if (failed) return failed.problem
    }
    return null
  }
  const lane = pLimit(lanes)
  await Promise.all(
    Array.from(wanted, ([feed, seq]) =>
      lane(async () => {
        const problem = away ?? (await tell(feed, seq))
        if (problem !== null) problems.set(feed, problem)
      }),
    ),
  )
  return announcements.map((announcement) => {
    const feeds = announcement.feeds.filter((feed) => problems.has(feed))
    const reasons = new Set(feeds.map((feed) => problems.get(feed)))
    return feeds.length === 0 ? null : { owed: { ...announcement, feeds }, reason: [...reasons].slice(0, 5).join('; ') }
  })
}
