import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import next from 'next'
import { answerMachine, isMachinePath } from '#app/machines/router.ts'
import { schemeLine } from '#components/scheme-line.ts'
import { logConsole } from '#platform/console-log.ts'
import { keepReader } from '#platform/db.ts'
import { problemType } from '#platform/door/deliver.ts'
import { openDoor } from '#platform/door/door.ts'
import { HeldResponse } from '#platform/door/held-response.ts'
import { sheetsOf } from '#platform/door/sheets.ts'
import { env } from '#platform/env.ts'
import { openProbe } from '#platform/health/probe.ts'
import { readinessOf } from '#platform/health/readiness.ts'
import { knownMigrations } from '#platform/known-migrations.ts'
import { log } from '#platform/log.ts'
import { countFailure } from '#platform/metrics/failures.ts'
import { showHealth } from '#platform/metrics/health.ts'
import { serveMetrics } from '#platform/metrics/serve-metrics.ts'
import { isDatabaseUp } from '#platform/outage.ts'
import { exitWithParent } from '#platform/parent.ts'
import { tellRequest } from '#platform/requests.ts'

const { HOST, PORT, SITE_URL, NEXT_DIST_DIR, DATABASE_URL, METRICS_PORT } = env()
const shutdownMs = 10_000

/** Ends the start with one line. */
function stop(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

/** What cannot be read as HTTP gets a problem of ours (RFC 9457), never Node's default: nobody can tell who reads it. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const isTooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const isSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const [status, reason, detail] = isTooLarge
    ? [431, 'Request Header Fields Too Large', 'The address and the headers together are larger than 16 KiB.']
    : isSlow
      ? [408, 'Request Timeout', 'The request did not arrive whole in time.']
      : [400, 'Bad Request', 'What came is not HTTP.']
  const instance = `urn:request:${randomUUID()}`
  const type = problemType(`${SITE_URL}/developers`, status)
  const body = JSON.stringify({ type, title: reason, status, detail, instance })
  const headers = [
    `HTTP/1.1 ${status} ${reason}`,
    'Content-Type: application/problem+json',
    'X-Content-Type-Options: nosniff',
    'Access-Control-Allow-Origin: *',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`)
}

if (!existsSync(`${import.meta.dirname}/${NEXT_DIST_DIR}/BUILD_ID`))
  stop(`There is no build in ${NEXT_DIST_DIR}: run "npm run build" first, or "npm start", which does it.`)

logConsole()
exitWithParent()
process.on('unhandledRejection', (error) => {
  countFailure('process')
  log().error({ err: error }, 'a rejection was not handled')
})
let isUp = false
// Node would print the error with all that hangs on it. A start that fails ends; a server that is up goes on, as Next wants.
process.on('uncaughtException', (error) => {
  countFailure('process')
  log().fatal({ err: error }, 'an exception was not handled')
  if (!isUp) process.exit(1)
})

// Next attaches its upgrade listener to the server it is given. There are no WebSockets here, and with a listener
// Node would hand it every `Upgrade: h2c` request instead of answering it as an ordinary one.
const app = next({
  dev: false,
  dir: import.meta.dirname,
  hostname: HOST,
  port: PORT,
  quiet: true,
  httpServer: createServer(),
})
await app.prepare()
const handler = app.getRequestHandler()
const probe = openProbe({ connectionString: DATABASE_URL, migrations: knownMigrations(), log: log() })
const door = await openDoor({
  handler,
  siteUrl: SITE_URL,
  inlineScripts: [schemeLine],
  sheets: sheetsOf(`${import.meta.dirname}/${NEXT_DIST_DIR}`),
  isDatabaseUp,
  api: { isPath: isMachinePath, answer: answerMachine },
  log: log(),
  readiness: async () => readinessOf(await probe.health()),
  onAnswered: (answered) => tellRequest(answered, log()),
})

const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  // An upload over a slow line takes its time; headers do not.
  requestTimeout: 120_000,
  // Longer than the 60 s that proxies commonly keep a connection, so that it is they who close it.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
}

/** One listening server. Resolves with its port. */
function listen(host: string, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer(
    { ServerResponse: HeldResponse, ...limits },
    (request, response) => void door(request, response),
  )
  server.on('clientError', refuseUnreadable)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve({ server, port: (server.address() as AddressInfo).port }))
  })
}

function explain(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') return `Port ${PORT} is taken: set PORT to a free one, or stop what uses it.`
  if (error.code === 'EACCES') return `Port ${PORT} may not be used by this user: set PORT to one above 1023.`
  return `The web process cannot listen on ${HOST}:${PORT}: ${error.message}`
}

/** `localhost` has an address in each family, and a browser may try either: both are listened on where both exist. */
async function listenOnAll(): Promise<Server[]> {
  const first = await listen(HOST === 'localhost' ? '127.0.0.1' : HOST, PORT)
  log().info({ port: first.port }, 'the web process listens')
  if (HOST !== 'localhost') return [first.server]
  try {
    return [first.server, (await listen('::1', first.port)).server]
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return [first.server]
    throw error
  }
}

const barriers = {
  login: 'public pages read with a login of their own, which sees public tables only',
  role: 'public pages read as the role wbwh_reader; a login of its own (READER_DATABASE_URL) would be the firmer barrier',
  'read-only':
    'public pages read with the login of the CMS, read-only; docs/operating.md has the SQL for a login of their own',
}

/** Says which barrier public reads stand behind, once the database can be asked. */
function tellBarrier(): void {
  keepReader().then(
    (mode) => log().info({ mode }, barriers[mode]),
    () => setTimeout(tellBarrier, 5_000).unref(),
  )
}

const servers = await listenOnAll().catch((error: NodeJS.ErrnoException) => stop(explain(error)))
isUp = true

tellBarrier()
if (METRICS_PORT)
  await serveMetrics({ port: METRICS_PORT, log: log(), refresh: async () => showHealth(await probe.health()) })

let isStopping = false
/** Takes no more requests, lets those in flight end for up to 10 s, and exits 0. */
async function shutDown(): Promise<void> {
  if (isStopping) return
  isStopping = true
  setTimeout(() => process.exit(0), shutdownMs).unref()
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  process.exit(0)
}
process.on('SIGTERM', () => void shutDown())
process.on('SIGINT', () => void shutDown())
