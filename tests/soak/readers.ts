import { Agent, type IncomingMessage, request } from 'node:http'

/** One answer as a reader saw it. `status` is 0 when there was none. */
export type Answer = {
  path: string
  /** Milliseconds since the process began, when it was asked. */
  at: number
  ms: number
  status: number
  retryAfter: string | undefined
  revision: number | null
  body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 })

function answerOf(path: string, at: number, response: IncomingMessage | null, body: string): Answer {
  const revision = response?.headers['x-revision']
  return {
    path,
    at,
    ms: performance.now() - at,
    status: response?.statusCode ?? 0,
    retryAfter: response?.headers['retry-after'],
    revision: typeof revision === 'string' ? Number(revision) : null,
    body,
  }
}

/** Asks for one address; never rejects. */
export function read(origin: string, path: string, timeoutMs = 15_000): Promise<Answer> {
  const at = performance.now()
  return new Promise((resolve) => {
    const asking = request(`${origin}${path}`, { agent, timeout: timeoutMs }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.once('end', () => resolve(answerOf(path, at, response, Buffer.concat(parts).toString())))
      response.once('error', () => resolve(answerOf(path, at, null, '')))
    })
    asking.once('timeout', () => asking.destroy(new Error('no answer in time')))
    asking.once('error', () => resolve(answerOf(path, at, null, '')))
    asking.end()
  })
}

export type Readers = { stop(): Promise<Answer[]> }

/**
 * Readers who come at a steady rate, whether the ones before have been answered or not.
 * @param pick the path for the reader with this number
 */
export function startReaders(origin: string, perSecond: number, pick: (number: number) => string): Readers {
  const answers: Promise<Answer>[] = []
  const begun = performance.now()
  const timer = setInterval(() => {
    // A timer that comes late sends those that are due.
    const due = ((performance.now() - begun) / 1000) * perSecond
    while (answers.length < due)
      answers.push(read(origin, pick(answers.length)).then((answer) => ({ ...answer, body: '' })))
  }, 1000 / perSecond)
  return {
    stop() {
      clearInterval(timer)
      return Promise.all(answers)
    },
  }
}
