import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type WorkerProcess = {
  child: ChildProcess
  /** Exit code and signal, once it has ended. */
  exited: Promise<unknown[]>
  /** All that it has said so far. */
  output(): string
}

/** The worker as it is started on a server: `node payload/worker.ts` with nothing but its own variables. */
export function startWorkerProcess(given: {
  databaseUrl: string
  webUrl: string
  secret: string
  variables?: Record<string, string>
}): WorkerProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../payload/worker.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'test',
      DATABASE_URL: given.databaseUrl,
      WEB_URLS: given.webUrl,
      INTERNAL_SECRET: given.secret,
      PAYLOAD_SECRET: given.secret,
      LOG_LEVEL: 'info',
      ...given.variables,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      output += part.toString()
    })
  return { child, exited: once(child, 'exit'), output: () => output }
}
