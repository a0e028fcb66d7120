import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { answerSchemas, problemSchema } from '#publication/contract/index.ts'
import { errorKinds } from '#publication/errors/index.ts'
import { apiRequests, type Described } from '../support/api/requests.ts'
import { siteUrl } from './house.ts'

const { port } = new URL(siteUrl)
const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const list = '/api/v1/articles'

type Answer = { status: number; headers: IncomingHttpHeaders; text: string; ms: number }

/** One request, its path sent as it is. */
function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  const { method = 'GET', headers = {}, body } = options
  const begun = performance.now()
  return new Promise<Answer>((resolve, reject) => {
    // Of some methods Node would send the body without its length, as if it were the next request.
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const all = { ...headers, ...length }
    const sent = request({ host: '127.0.0.1', port, path, method, headers: all, agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('error', reject)
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(parts).toString(),
          ms: performance.now() - begun,
        }),
      )
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

/** What the machine is busy with besides is not what is measured: a slow answer gets two more tries. */
async function askQuickly(path: string): Promise<Answer> {
  let answer = await ask(path)
  for (let turn = 0; turn < 2 && answer.ms >= 300; turn++) answer = await ask(path)
  return answer
}

/** What is wrong with an answer; null when it is as documented. */
function faultOf({ status, headers, text, ms }: Answer, operation?: { id: string; statuses: string[] }): string | null {
  if (status >= 500) return `answered ${status}`
  if (ms >= 300) return `took ${Math.round(ms)} ms`
  if (headers['access-control-allow-origin'] !== '*') return 'is not open to all'
  if (status === 308)
    return new URL(headers.location ?? 'about:', siteUrl).origin === siteUrl ? null : `leads to ${headers.location}`
  if (status === 200) {
    const { usual, other } = answerSchemas[operation?.id ?? ''] ?? {}
    const parsed = (usual ?? other)?.safeParse(JSON.parse(text))
    const isPromised = !parsed || parsed.success || other?.safeParse(JSON.parse(text)).success
    return isPromised ? null : `is not what is promised: ${parsed.error}`
  }
  if (headers['content-type'] !== 'application/problem+json') return `refuses as ${headers['content-type']}`
  const problem = problemSchema.safeParse(JSON.parse(text))
  if (!problem.success) return `is no problem of ours: ${problem.error}`
  const kind = new URL(problem.data.type).hash.slice(1)
  if (errorKinds[kind as keyof typeof errorKinds]?.status !== status) return `says ${kind} with ${status}`
  // What is refused before it is known which operation is meant.
  const isOfTheDoor = ['unreadable-request', 'address-too-long', 'headers-too-large'].includes(kind)
  if (operation && !isOfTheDoor && !operation.statuses.includes(String(status))) return `does not document ${status}`
  return /node_modules|\bat \w+ \(|payload|postgres|drizzle/i.test(text) ? 'tells of the inside' : null
}

test('more than 2,000 requests made from the description: no 5xx, every refusal a documented problem', async () => {
  test.setTimeout(240_000)
  const document = (await (await fetch(`${siteUrl}/api/v1/openapi.json`)).json()) as Described
  const operations = new Map(
    Object.values(document.paths).map(({ get }) => [get.operationId, Object.keys(get.responses)]),
  )
  const requests = fc.sample(apiRequests(document, '/api/v1'), { numRuns: 2_400, seed: 20261128 })
  const faults: string[] = []
  const statuses = new Map<number, number>()
  const lane = async () => {
    for (let next = requests.pop(); next; next = requests.pop()) {
      const answer = await askQuickly(next.path)
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      const id = next.operationId
      const fault = faultOf(answer, { id, statuses: operations.get(id) ?? [] })
      if (fault) faults.push(`${next.path.slice(0, 300)} ${fault}`)
    }
  }
  await Promise.all(Array.from({ length: 4 }, lane))
  expect(faults).toEqual([])
  // Neither all refused nor all understood.
  expect(statuses.get(200)).toBeGreaterThan(200)
  expect(statuses.get(400)).toBeGreaterThan(200)
})

const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'QUERY', 'LOCK', 'TRACE']
for (const method of methods)
  test(`${method} is refused, whatever stands in its headers or body`, async () => {
    for (const path of [list, '/api/v1/search?q=queue', '/articles/queue-architecture-async-workloads.json']) {
      const headers = { 'content-type': 'application/json', 'x-http-method-override': 'GET' }
      const answer = await ask(path, { method, headers, ...(method === 'TRACE' ? {} : { body: '{"limit":1}' }) })
      expect(answer.status).toBe(405)
      expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS')
      expect(faultOf(answer)).toBeNull()
    }
  })

test('headers that name another method do nothing', async () => {
  for (const name of [
    'X-HTTP-Method-Override',
    'X-HTTP-Method',
    'X-Method-Override',
    'X-Payload-HTTP-Method-Override',
  ]) {
    for (const method of ['DELETE', 'POST', 'nonsense']) {
      const answer = await ask(`${list}?limit=1`, { headers: { [name]: method } })
      expect(answer.status).toBe(200)
    }
    expect((await ask(`${list}?_method=DELETE`)).status).toBe(400)
  }
})

test('a body of a GET changes nothing, be it small, large or broken', async () => {
  const plain = await ask(`${list}?limit=1`)
  for (const body of ['{"limit":100}', '{', 'x'.repeat(65_536), 'x'.repeat(2_000_000)]) {
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) }
    const answer = await ask(`${list}?limit=1`, { headers, body })
    expect(answer.status).toBe(200)
    expect(answer.text).toBe(plain.text)
  }
  expect((await ask(`${list}?limit=1`)).text).toBe(plain.text)
})

/** Bytes as they are, and what came back. */
const askRaw = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')))
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (part) => {
      text += part
      if (/\r\n\r\n\{.*\}$/s.test(text)) socket.end()
    })
    socket.once('error', reject)
    socket.once('close', () => resolve(text))
  })

for (const [what, bytes, status] of [
  ['what is not HTTP', 'hello\r\n\r\n', 400],
  ['a NUL in the address', `GET ${list}?topic=a\0b HTTP/1.1\r\nHost: x\r\n\r\n`, 400],
  ['raw bytes in the address', `GET ${list}?topic=\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 400],
  ['an address of 64 KB', `GET ${list}?topic=${'x'.repeat(65_536)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ['headers of 64 KB', `GET ${list} HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(65_536)}\r\n\r\n`, 431],
  [
    'an address of 9 KB',
    `GET ${list}?topic=${'x'.repeat(9_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    414,
  ],
  ['two lengths', `GET ${list} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
] as const)
  test(`${what} is a documented problem`, async () => {
    const [head = '', body = ''] = (await askRaw(bytes)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head.toLowerCase()).toContain('content-type: application/problem+json')
    expect(problemSchema.parse(JSON.parse(body)).status).toBe(status)
  })

/** What an article and an account have inside, and names that nothing has. */
const hidden = ['_status', 'createdBy', 'publishAt', 'withdrawalReason', 'email', 'password', 'hash', 'salt', 'role']
const made = ['zzz', 'qqq_x']

test('hidden fields cannot be sensed: asking for them is like asking for what is not there', async () => {
  const forms = [
    (name: string) => `${list}?${name}=admin`,
    (name: string) => `${list}?sort=${name}`,
    (name: string) => `${list}?sort=-${name}`,
    (name: string) => `${list}?fields=${name}`,
    (name: string) => `${list}?include=${name}`,
    (name: string) => `${list}?where[${name}][equals]=x`,
    (name: string) => `${list}/queue-architecture-async-workloads?fields=${name}`,
    (name: string) => `/api/v1/findings?${name}=x`,
    (name: string) => `/api/v1/authors?${name}=x`,
    (name: string) => `/api/v1/search?q=x&${name}=1`,
    (name: string) => `/api/v1/${name}`,
    // The door of the CMS, which refuses strangers before it looks at what they ask.
    (name: string) => `/api/users?where[${name}][like]=a`,
    (name: string) => `/api/articles?sort=${name}`,
    (name: string) => `/api/authors?where[${name}][exists]=true`,
  ]
  for (const form of forms) {
    const answers = new Set<string>()
    for (const name of [...hidden, ...made]) {
      const { status, headers, text } = await ask(form(name))
      const plain = text.replaceAll(name, 'NAME').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      answers.add(`${status} ${headers['content-type']} ${plain}`)
    }
    expect([...answers], form('…')).toHaveLength(1)
  }
})
