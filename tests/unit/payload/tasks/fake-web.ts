import type { PurgeOptions } from '#payload/tasks/purge.ts'

type Mark = { instance: string; tags: string[]; mode: string }
type Behaviour = (state: { marks: number; asked: number }) => Response | Error

/** A page that shows a revision. */
export const page = (revision: number | null, status = 200) =>
  new Response('', { status, headers: revision === null ? {} : { 'X-Revision': String(revision) } })

/** What `fetch` throws when nothing listens. */
export const refused = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) })

/**
 * Web processes without a network and a clock that moves only by being waited for. Each answer and each pause take the
 * time they say; `pages` and `marking` decide what a process answers, from how often it was marked and asked.
 */
export function fakeWeb(options: {
  instances?: string[]
  pages?: Record<string, Behaviour>
  marking?: Record<string, Behaviour>
  requestMs?: number
}) {
  const { instances = ['http://a'], pages = {}, marking = {}, requestMs = 5 } = options
  let clock = 0
  const stop = new AbortController()
  const marks: Mark[] = []
  const asked: string[] = []
  const pauses: number[] = []
  const signed: string[] = []
  const purge: PurgeOptions = {
    instances,
    signal: stop.signal,
    now: () => clock,
    sleep: async (ms) => {
      pauses.push(ms)
      clock += ms
    },
    sign: (body) => {
      signed.push(body)
      return { 'x-internal-signature': `signed ${body.length}` }
    },
    fetch: async (url, init) => {
      clock += requestMs
      init.signal?.throwIfAborted()
      const { origin: instance, pathname } = new URL(url)
      const marked = marks.filter((mark) => mark.instance === instance).length
      let answer: Response | Error
      if (pathname === '/internal/purge') {
        const behave = marking[instance]
        answer = behave ? behave({ marks: marked, asked: 0 }) : new Response(null, { status: 204 })
        marks.push({ instance, ...(JSON.parse(String(init.body)) as Omit<Mark, 'instance'>) })
      } else {
        const before = asked.filter((one) => one === url).length
        asked.push(url)
        const behave = pages[pathname] ?? pages[url]
        answer = behave ? behave({ marks: marked, asked: before }) : page(null, 404)
      }
      if (answer instanceof Error) throw answer
      return answer
    },
  }
  return { purge, marks, asked, pauses, signed, stop, passedMs: () => clock }
}
