import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const start = promisify(execFile)
const root = resolve(import.meta.dirname, '../../..')

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  // Below the project, so that a sample finds the packages it imports.
  await mkdir(join(root, '.build'), { recursive: true })
  const folder = await mkdtemp(join(root, '.build', 'sample-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Runs TypeScript or JavaScript as a program of its own and gives what it prints.
 * @throws Error with what it printed on stderr, when it ends with another code than 0
 */
export const runTypeScript = (code: string): Promise<string> =>
  inFolder(async (folder) => {
    const file = join(folder, 'sample.ts')
    await writeFile(file, code)
    const { stdout } = await start(process.execPath, ['--disable-warning=ExperimentalWarning', file], { cwd: folder })
    return stdout
  })

/**
 * Runs a shell script in an empty folder, with `commands` (name → script) before everything else on the path.
 * @throws Error with what it printed on stderr, when it ends with another code than 0
 */
export async function runShell(code: string, commands: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-'))
  try {
    for (const [name, script] of Object.entries(commands)) {
      await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    }
    const env = { NODE_ENV: 'test' as const, PATH: `${folder}:/usr/local/bin:/usr/bin:/bin`, HOME: folder }
    return (await start('bash', ['-euc', code], { cwd: folder, env })).stdout
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
