import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { collectDefaultMetrics } from 'prom-client'
import { processWide } from '../process-wide.ts'
import { registry } from './registry.ts'

type Log = { info(facts: object, message: string): void; warn(facts: object, message: string): void }

export type MetricsOptions = {
  /** 0 takes any free one. */
  port: number
  log: Log
  /** Brings up to date what is measured only when it is asked for. */
  refresh?: () => Promise<void>
}

/** Nobody but this machine may ask, whatever the site itself listens on. */
const host = '127.0.0.1'

const defaults = () =>
  processWide('metrics.defaults', () => {
    collectDefaultMetrics({ register: registry() })
    return {}
  })

function open({ port, refresh, log }: MetricsOptions): Promise<Server> {
  const server = createServer({ maxHeaderSize: 4 * 1024, requestTimeout: 5_000 }, async (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (request.url?.split('?', 1)[0] !== '/metrics' || !isRead) {
      const status = isRead ? 404 : 405
      response.writeHead(status, { 'Content-Type': 'text/plain', ...(!isRead && { Allow: 'GET, HEAD' }) })
      return void response.end('The metrics are at GET /metrics.\n')
    }
    try {
      await refresh?.()
      const text = await registry().metrics()
      response.writeHead(200, { 'Content-Type': registry().contentType, 'Cache-Control': 'no-store' }).end(text)
    } catch (error) {
      log.warn({ err: error }, 'the metrics could not be collected')
      response.writeHead(500, { 'Content-Type': 'text/plain' }).end('The metrics could not be collected.\n')
    }
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

/**
 * Serves the metrics of this process as text for Prometheus, on a loopback port of their own. A port that cannot be had
 * is told in the log and changes nothing else; the server keeps no process alive.
 * @returns the server, or null when it could not listen
 */
export async function serveMetrics(options: MetricsOptions): Promise<Server | null> {
  try {
    const server = await open(options)
    defaults()
    server.unref()
    server.on('error', (error) => options.log.warn({ err: error }, 'the metrics port failed'))
    const { port } = server.address() as AddressInfo
    options.log.info({ port }, 'metrics are served at /metrics on 127.0.0.1')
    return server
  } catch (error) {
    options.log.warn(
      { err: error, port: options.port },
      `the metrics are not served: port ${options.port} of 127.0.0.1 cannot be had; give another one, or 0 for none`,
    )
    return null
  }
}
