import { dirname, normalize } from 'node:path/posix'
import type { SourceFile } from './tree.ts'

/** What a run of the project makes; documents may speak of it. */
const made = /^(\.data[\w-]*|\.build|\.next[\w-]*|node_modules|media|test-results|playwright-report)(\/|$)/
const extensions = /\.(ts|tsx|mjs|js|json|ya?ml|md|css|conf|sh|svg|png|sql|txt)$/
const bareNames = /^(Dockerfile|\.[a-z][\w.-]+)$/

/** Text in backticks outside code blocks. */
function quoted(text: string): string[] {
  const withoutBlocks = text.replace(/^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\2`*~*[ \t]*$/gm, '')
  return [...withoutBlocks.matchAll(/`([^`\n]+)`/g)].flatMap(([, inside]) => inside ?? [])
}

/** Targets of Markdown links to files: relative, without their fragment. */
function linked(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .flatMap(([, target]) => target?.split('#')[0] || [])
    .filter((target) => !/^([a-z]+:|\/)/i.test(target))
}

/**
 * Paths that a document cites and that are not there, as `document: path`. A path in backticks is one that begins with
 * a folder of the root, or the bare name of a file that must then stand somewhere. Patterns (`*`, `{`, `<`, `…`,
 * `NNNN`), addresses (`/x`) and what a run makes are left alone. `#room/x` stands for `room/x`.
 */
export function brokenPaths(documents: SourceFile[], paths: string[]): string[] {
  const known = new Set(paths.flatMap((path) => [path, ...foldersOf(path)]))
  const roots = new Set(paths.map((path) => path.split('/')[0] ?? ''))
  const names = new Set(paths.map((path) => path.split('/').at(-1) ?? ''))
  return documents.flatMap(({ path: document, text }) => {
    const cited = quoted(text)
      .map((inside) =>
        inside
          .replace(/^#(?=[a-z]+\/)/, '')
          .replace(/^\.\//, '')
          .replace(/[:#]L?\d+$/, ''),
      )
      .filter(
        (inside) => !/[\s*{<…=,]|NNNN|\.\.\./.test(inside.replace(/\[\[?\.\.\.[\w-]+\]?\]/, '')) && !made.test(inside),
      )
      .filter((inside) => {
        if (!inside.includes('/')) return (bareNames.test(inside) || extensions.test(inside)) && !names.has(inside)
        const isOurs = roots.has(inside.split('/')[0] ?? '')
        return isOurs && !known.has(inside.replace(/\/$/, ''))
      })
    const links = linked(text).filter((target) => {
      const path = normalize(`${dirname(document)}/${target}`).replace(/\/$/, '')
      return path !== '.' && !known.has(path)
    })
    return [...cited, ...links].map((path) => `${document}: ${path}`)
  })
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
