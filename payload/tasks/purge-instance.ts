import type { Purge } from '#platform/queue/index.ts'
import { type Answer, look, mark, type Reach, requestMs } from './web-request.ts'

type Timed = Reach & { sleep: (ms: number) => Promise<void>; now: () => number }

export type Limits = {
  /** For the whole attempt; the queue makes another one soon; ms. */
  taskMs: number
  /** A process that has not answered at all for so long is left to the next attempt; ms. */
  unreachableMs: number
  firstPauseMs: number
  /** Each pause is half as long again as the one before, up to this; ms. */
  longestPauseMs: number
  /** How long a page that was marked stale has to be made anew before it is marked once more; ms. */
  markEveryMs: number
  /** Requests to one process at a time. */
  lanes: number
  /** How many pages are made before the others begin; a purge names first what its reader looks at first. */
  firstPages: number
  /** How long the others wait for them at most; ms. */
  firstPagesMs: number
}

/** What is still owed of one purge. */
export type Rest = { paths: string[]; problem: string }

/** The web processes take 64 KiB and 2,000 tags at once. */
function* inPortions(tags: Set<string>): Generator<string[]> {
  let portion: string[] = []
  let characters = 0
  for (const tag of tags) {
    if (portion.length === 1_000 || (portion.length > 0 && characters + tag.length > 10_000)) {
      yield portion
      portion = []
      characters = 0
    }
    portion.push(tag)
    characters += tag.length
  }
  if (portion.length > 0) yield portion
}

/** Marks all tags, each once: what has to be dropped is not marked stale as well. */
function markAll(instance: string, purges: Purge[], reach: Reach): Promise<Answer[]> {
  const expire = new Set(purges.flatMap((purge) => (purge.expire ? purge.tags : [])))
  const stale = new Set(purges.flatMap((purge) => purge.tags.filter((tag) => !expire.has(tag))))
  return Promise.all([
    ...Array.from(inPortions(expire), (tags) => mark(instance, tags, 'expire', reach)),
    ...Array.from(inPortions(stale), (tags) => mark(instance, tags, 'stale', reach)),
  ])
}

/** The newest revision that any of the purges wants to see, for each path. */
function wantedOf(purges: Purge[]): Map<string, number> {
  const wanted = new Map<string, number>()
  for (const { paths, seq } of purges) for (const path of paths) wanted.set(path, Math.max(seq, wanted.get(path) ?? 0))
  return wanted
}

/** Runs `visit` over the entries, a few at a time, while there is time left. */
async function inLanes<Entry>(
  entries: Entry[],
  lanes: number,
  hasTime: () => boolean,
  visit: (entry: Entry) => Promise<void>,
) {
  const queue = entries.values()
  const lane = async () => {
    for (const entry of queue) if (hasTime()) await visit(entry)
  }
  await Promise.all(Array.from({ length: Math.min(lanes, entries.length) }, lane))
}

/**
 * Purges one web process until it shows all revisions. A refresh that fails leaves a page looking fresh with its old text,
 * and nobody is told: so tags are marked again after every failure, and whenever a page has had its time.
 * @returns what is still owed of each purge; empty when all is shown
 */
export async function purgeInstance(
  instance: string,
  purges: Purge[],
  reach: Timed,
  limits: Limits,
): Promise<Map<Purge, Rest>> {
  const start = reach.now()
  const hasTime = () => !reach.signal.aborted && reach.now() - start + requestMs <= limits.taskMs
  const wanted = wantedOf(purges)
  const problems = new Map<string, string>()
  let open = purges
  let marking: string | null = null
  let markAgain = true
  let markedAt = start
  let heard = false
  let pauseMs = limits.firstPauseMs
  const first = [...wanted.keys()].slice(0, limits.firstPages)
  // What must not be shown once more waits for nothing.
  let areOthersDue = purges.some((purge) => purge.expire)

  for (;;) {
    let hopeless = false
    if (markAgain) {
      const answers = await markAll(instance, open, reach)
      marking = answers.find((answer) => answer.problem !== null)?.problem ?? null
      markAgain = marking !== null
      markedAt = reach.now()
      heard ||= answers.some((answer) => answer.heard)
      hopeless = answers.some((answer) => answer.hopeless)
    }
    if (marking === null) {
      areOthersDue ||= !first.some((path) => wanted.has(path)) || reach.now() - start >= limits.firstPagesMs
      const due = [...wanted].filter(([path]) => areOthersDue || first.includes(path))
      await inLanes(due, limits.lanes, hasTime, async ([path, seq]) => {
        const answer = await look(instance, path, seq, reach)
        heard ||= answer.heard
        markAgain ||= answer.failed
        if (answer.problem === null) wanted.delete(path)
        else problems.set(path, answer.problem)
      })
      open = open.filter((purge) => purge.paths.some((path) => wanted.has(path)))
    }
    const unreachable = !heard && reach.now() - start >= limits.unreachableMs
    if (open.length === 0 || hopeless || unreachable || !hasTime()) break
    // What was expired and still shows an older state was not made anew, or was made before the mark.
    markAgain ||= open.some((purge) => purge.expire) || reach.now() - markedAt + pauseMs >= limits.markEveryMs
    await reach.sleep(pauseMs)
    pauseMs = Math.min(pauseMs * 1.5, limits.longestPauseMs)
  }

  return new Map(
    open.map((purge) => {
      const paths = purge.paths.filter((path) => wanted.has(path))
      const seen = paths.slice(0, 5).map((path) => problems.get(path) ?? `${path} was not asked for in time`)
      return [purge, { paths, problem: marking ?? seen.join(', ') }]
    }),
  )
}
