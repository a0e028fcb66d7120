/** How the worker reaches the web processes. */
export type Reach = {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Headers that prove a body to the web processes (timestamp and signature). */
  sign: (body: string) => Record<string, string>
  /** Fires when the worker has to stop. */
  signal: AbortSignal
}

/** What a request came to. */
export type Answer = {
  /** In words; null when all is well. */
  problem: string | null
  /** Whether anything answered at all. */
  heard: boolean
  /** Whether the page or the mark failed, and did not merely show an older state. */
  failed: boolean
  /** Whether asking again within this attempt cannot help. */
  hopeless?: boolean
  /** The status of a page that is new enough. */
  status?: number
}

export const requestMs = 3_000
const good: Answer = { problem: null, heard: true, failed: false }

function reasonOf(error: unknown, limitMs: number): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `gave no answer within ${limitMs / 1_000} s`
  if (error.name === 'AbortError') return 'was not finished, because the worker stops'
  const cause = error.cause instanceof Error ? error.cause : error
  return `cannot be reached (${(cause as { code?: string }).code ?? cause.message})`
}

async function request(url: string, init: RequestInit, reach: Reach, limitMs = requestMs): Promise<Response | string> {
  const signal = AbortSignal.any([reach.signal, AbortSignal.timeout(limitMs)])
  try {
    const response = await reach.fetch(url, { ...init, signal, redirect: 'manual' })
    // Read to the end: a page is kept only once it has been made whole, and the connection is free again.
    await response.arrayBuffer()
    return response
  } catch (error) {
    return reasonOf(error, limitMs)
  }
}

/** Gives one web process a signed order; 204 is the only good answer. `limitMs` is how long it may take. */
export async function order(
  instance: string,
  path: string,
  content: object,
  reach: Reach,
  limitMs = requestMs,
): Promise<Answer> {
  const body = JSON.stringify(content)
  const headers = { 'content-type': 'application/json', ...reach.sign(body) }
  const answer = await request(`${instance}${path}`, { method: 'POST', headers, body }, reach, limitMs)
  if (typeof answer === 'string') return { problem: answer, heard: false, failed: true }
  if (answer.status === 204) return good
  const hint =
    answer.status === 401
      ? ': INTERNAL_SECRET differs between worker and web process, or their clocks by more than five minutes'
      : ''
  return {
    problem: `answered ${answer.status} to ${path}${hint}`,
    heard: true,
    failed: true,
    hopeless: answer.status < 500 && answer.status !== 429,
  }
}

/** Marks tags stale, or expires them, in one web process. */
export async function mark(instance: string, tags: string[], mode: 'stale' | 'expire', reach: Reach): Promise<Answer> {
  return order(instance, '/internal/purge', { tags, mode }, reach)
}

/** Asks one web process for a path, and whether it shows `seq` or something newer. */
export async function look(instance: string, path: string, seq: number, reach: Reach): Promise<Answer> {
  // Not compressed: the bytes go nowhere, and readers wait for the same processor.
  const headers = { accept: 'text/html', 'accept-encoding': 'identity', 'user-agent': 'wbwh-worker' }
  const answer = await request(`${instance}${path}`, { headers }, reach)
  if (typeof answer === 'string') return { problem: `${path} ${answer}`, heard: false, failed: true }
  if (answer.status >= 500) return { problem: `${path} answered ${answer.status}`, heard: true, failed: true }
  const header = answer.headers.get('x-revision')
  // A redirect of the door's own, as from a path with a slash at its end, is no page and has no older state.
  if (answer.status === 308 && header === null) return good
  const revision = header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null
  if (revision !== null && revision >= seq) return { ...good, status: answer.status }
  const shown = revision === null ? 'no revision' : `revision ${revision}`
  return { problem: `${path} shows ${shown} (status ${answer.status})`, heard: true, failed: false }
}
