import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '#payload/start/ports.mjs'

/** A web process that can show no article. */
export type FailingSite = { url: string; output(): string; stop(): Promise<void> }

const startLimitMs = 60_000

/** An address of a database that leads nowhere. `login` stands before the host in it. */
export const nowhere = async (login: string): Promise<string> =>
  `postgres://${login}@127.0.0.1:${await freePort()}/publication`

/** Starts the built server over a database address, whatever is there, and resolves when it listens. */
export async function startFailingSite(distFolder: string, address: string, secrets: object): Promise<FailingSite> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...secrets,
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      SITE_URL: url,
      DATABASE_URL: address,
      READER_DATABASE_URL: address,
      NEXT_DIST_DIR: distFolder,
      LOG_LEVEL: 'trace',
    },
  })
  let output = ''
  const exited = once(child, 'exit')
  const isUp = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        output += part.toString()
        if (output.includes('the web process listens')) resolve()
      })
  })
  const ended = exited.then(() => {
    throw new Error(`The server ended:\n${output}`)
  })
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error(`The server did not listen:\n${output}`)), startLimitMs).unref(),
  )
  ended.catch(() => {})
  await Promise.race([isUp, ended, late])
  return {
    url,
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
