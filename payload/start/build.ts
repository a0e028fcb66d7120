import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { processVariables } from '#platform/process-variables.mjs'
import { mustRun } from './command.ts'
import { buildEnvironment } from './environment.ts'

/** Everything that reaches `next build`. */
const inputs = [
  'app',
  'collections',
  'components',
  'migrations',
  'payload',
  'platform',
  'public',
  'publication',
  'next.config.ts',
  'package.json',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]

/** Runs before and beside the build, never in it. */
const outside = [join('payload', 'start')]

function filesUnder(root: string, path: string): string[] {
  const full = join(root, path)
  if (outside.includes(path) || !existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .filter((name) => !name.startsWith('.') && name !== 'node_modules')
    .flatMap((name) => filesUnder(root, join(path, name)))
}

/**
 * What a file says to the build. Next writes the type folders of its builds into tsconfig's `include`, so that list says
 * nothing; of package.json only the subpath imports do, the lock file has the rest.
 */
export function meaningOf(path: string, content: Buffer): Buffer | string {
  if (path === 'tsconfig.json') return JSON.stringify(JSON.parse(content.toString()).compilerOptions ?? {})
  if (path === 'package.json') return JSON.stringify(JSON.parse(content.toString()).imports ?? {})
  return content
}

/** Hash over names and contents of all that reaches a build into `distFolder`. */
export function buildStamp(root: string, distFolder: string): string {
  const hash = createHash('sha256').update(`${distFolder}\0`)
  for (const path of inputs.flatMap((input) => filesUnder(root, input)).sort()) {
    const meaning = meaningOf(path, readFileSync(join(root, path)))
    hash.update(`${relative('.', path)}\0${Buffer.byteLength(meaning)}\0`).update(meaning)
  }
  return hash.digest('hex')
}

/**
 * Builds unless the folder holds a finished build of exactly these inputs. The stamp goes first and comes back last, so
 * an interrupted build is never taken for a good one.
 */
export async function build(
  root: string,
  distFolder: string,
  logFile: string,
): Promise<{ note?: string; skipped?: boolean }> {
  const stampFile = join(root, distFolder, '.build-stamp')
  const stamp = buildStamp(root, distFolder)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return { note: 'unchanged', skipped: true }
  rmSync(stampFile, { force: true })
  await mustRun({
    name: 'The build',
    args: [join(root, 'node_modules/next/dist/bin/next'), 'build'],
    env: buildEnvironment(processVariables, distFolder),
    logFile,
    cwd: root,
    tailLines: 40,
  })
  writeFileSync(stampFile, stamp)
  return {}
}
