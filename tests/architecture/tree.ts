import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** What tools make, and nobody writes: as .gitignore has it. */
const made = [
  /(^|\/)node_modules$/,
  /^\.git$/,
  /^\.next(-|$)/,
  /^\.(data(-[\w-]+)?|build)$/,
  /^(media|test-results|playwright-report)$/,
  /^next-env\.d\.ts$/,
  /\.(log|tsbuildinfo)$/,
  /^\.env(\.local)?$/,
]

/** Paths of all files of the project, from its root, with slashes. */
export function projectFiles(folder = root, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name
    if (made.some((pattern) => pattern.test(path))) return []
    return entry.isDirectory() ? projectFiles(folder, path) : [path]
  })
}

/** The text of a file of the project. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

export type SourceFile = { path: string; text: string }

/** The project's code, with its texts. */
export function sources(): SourceFile[] {
  return projectFiles()
    .filter((path) => /\.(ts|tsx|mjs|js)$/.test(path))
    .map((path) => ({ path, text: read(path) }))
}
