import { ProblemError, problemOf } from './problem.ts'

/** An answer that is kept, and the tag under which the API knows it. */
export type KeptAnswer = { etag: string; value: unknown }

export type ClientOptions = {
  /** scheme and host of the publication, such as `https://example.org` */
  origin: string
  /** what asks; the global one, if left out */
  fetch?: typeof fetch
  /** sent with each request */
  headers?: Record<string, string>
  /** ends requests and waits of this client */
  signal?: AbortSignal
  /** how often a request is sent again that was answered 429 or 503; never, if left out */
  retries?: number
  /** if the API says to wait for longer, that is an error at once; 60, if left out */
  longestWaitSeconds?: number
  /** where answers are kept by their address, such as a `Map`; what is unchanged is then neither sent nor charged again */
  cache?: { get(address: string): KeptAnswer | undefined; set(address: string, answer: KeptAnswer): unknown }
}

type Value = string | number | readonly string[] | undefined

/** `?a=1&b=x,y`, or nothing. Lists are joined by commas; what is undefined or an empty list is left out. */
function queryOf(parameters: Record<string, Value>): string {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] => {
    const text = typeof value === 'object' ? value.join(',') : value
    return text === undefined || (typeof value === 'object' && text === '') ? [] : [[name, String(text)]]
  })
  const query = new URLSearchParams(given).toString()
  return query && `?${query}`
}

/** @throws the signal's reason as soon as it is given */
function wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const stop = () => {
      clearTimeout(timer)
      fail(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      done()
    }, seconds * 1000)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

const mostMoves = 5
const moved = [301, 302, 307, 308]

/**
 * Where a redirect leads. The API names the origin that it is set to; whoever reaches it under another name stays there.
 * If only the origin differs, that is what the redirect is about.
 */
function destination(from: URL, location: string): URL {
  const to = new URL(location, from)
  return to.pathname + to.search === from.pathname + from.search ? to : new URL(to.pathname + to.search, from)
}

/**
 * What asks the API.
 * @returns the JSON at a path below the API's own, such as `/articles`
 */
export function askerOf(options: ClientOptions) {
  const { origin, signal, cache, retries = 0, longestWaitSeconds = 60 } = options
  const base = `${origin.replace(/\/+$/, '')}/api/v1`
  // Called by itself: a browser's own refuses to be called as a method of something else.
  const send: typeof fetch = (input, init) => (options.fetch ?? fetch)(input, init)

  async function follow(address: string, init: RequestInit): Promise<Response> {
    let url = new URL(address)
    for (let moves = 0; moves <= mostMoves; moves += 1) {
      const response = await send(url, { ...init, redirect: 'manual' })
      // A browser does not say where it leads, and has to go there by itself.
      if (response.type === 'opaqueredirect') return send(url, { ...init, redirect: 'follow' })
      const location = response.headers.get('Location')
      if (!moved.includes(response.status) || location === null) return response
      await response.body?.cancel()
      url = destination(url, location)
    }
    throw new TypeError(`${address} was redirected more than ${mostMoves} times.`)
  }

  async function once(address: string): Promise<unknown> {
    const kept = cache?.get(address)
    const headers = { Accept: 'application/json', ...options.headers, ...(kept && { 'If-None-Match': kept.etag }) }
    try {
      const response = await follow(address, { headers, ...(signal && { signal }) })
      if (response.status === 304 && kept) {
        await response.body?.cancel()
        return kept.value
      }
      if (!response.ok || !/^application\/json\b/i.test(response.headers.get('Content-Type') ?? ''))
        throw await problemOf(response)
      const value: unknown = await response.json()
      const etag = response.headers.get('ETag')
      if (etag !== null) cache?.set(address, { etag, value })
      return value
    } catch (cause) {
      if (cause instanceof ProblemError) throw cause
      if (signal?.aborted) throw signal.reason
      const detail = `No whole answer came from ${address}: ${cause instanceof Error ? cause.message : cause}`
      throw new ProblemError({ kind: 'no-answer', status: 0, title: 'No answer', detail }, { cause })
    }
  }

  return async (path: string, parameters: Record<string, Value> = {}): Promise<unknown> => {
    const address = base + path + queryOf(parameters)
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await once(address)
      } catch (error) {
        const isBusy = error instanceof ProblemError && (error.status === 429 || error.status === 503)
        if (!isBusy || attempt >= retries) throw error
        const seconds = error.retryAfterSeconds ?? 2 ** attempt
        if (seconds > longestWaitSeconds) throw error
        await wait(seconds, signal)
      }
    }
  }
}
