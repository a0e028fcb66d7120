import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** How a process ended. `code` is null when a signal ended it; `said` is `out` with `err` after it. */
export type Ended = { code: number | null; out: string; err: string; said: string }

/**
 * Runs a file of the project in a Node of its own, to its end.
 * @param env all of its variables; those of this process, if left out
 * @param input what it reads from standard input
 */
export function runNode(
  file: string,
  args: string[],
  { env = process.env, input = '' }: { env?: Record<string, string | undefined>; input?: string } = {},
): Promise<Ended> {
  return new Promise((done, fail) => {
    const argv = ['--disable-warning=ExperimentalWarning', resolve(root, file), ...args]
    const child = spawn(process.execPath, argv, { cwd: root, env: env as NodeJS.ProcessEnv })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part
    })
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      err += part
    })
    child.once('error', fail)
    child.once('close', (code) => done({ code, out, err, said: out + err }))
    // One that ends without reading breaks the pipe; how it ended tells more.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
