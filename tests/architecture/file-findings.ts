import type { SourceFile } from './tree.ts'

const maxLines = 300

/** Written by generators, or a fixed text of others: nobody reads them from top to bottom. */
const unmeasured = [
  /^migrations\//,
  /^seeds\//,
  /^public\//,
  /^package-lock\.json$/,
  /^payload\/generated-types\.ts$/,
  /^tests\/support\/recorded-answers\/.*\.json$/,
]

/** Files that are longer than 300 lines. */
export function tooLong(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => !unmeasured.some((pattern) => pattern.test(path)))
    .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > maxLines)
    .map(({ path, lines }) => `${path} has ${lines} lines, at most ${maxLines} are wanted`)
}

const kebab = '[a-z0-9]+(-[a-z0-9]+)*'
const kebabName = new RegExp(`^\\.?${kebab}(\\.${kebab})*$`)
/** A folder of Next's: a group, a parameter, all that follows. */
const routeFolder = new RegExp(`^(\\(${kebab}\\)|\\[${kebab}\\]|\\[\\[?\\.\\.\\.${kebab}\\]\\]?)$`)
/** Names that tools or customs give. */
const given = [
  /^(README|LICENSE|LICENCE|CONTRIBUTING|SECURITY|CHANGELOG)\.md$/,
  /^(Dockerfile|\.dockerignore|\.dclintrc\.yaml)$/,
  /^LICENSE-[a-z-]+\.txt$/,
  /^importMap\.(js|d\.ts)$/,
]

/**
 * Paths with a part that is not in kebab case. Migrations are named by Payload: time, underscore, name. Pictures of a
 * folder of content are named by their public ids.
 */
export function notKebab(paths: string[]): string[] {
  return paths.filter((path) => {
    if (/^migrations\/\d{8}_\d{6}_[a-z0-9_]+\.(ts|json)$/.test(path)) return false
    if (/\/articles\/media\/m_[0-9a-hjkmnp-tv-z]{26}\.(png|jpg|webp)$/.test(path)) return false
    const parts = path.split('/')
    const name = parts.pop() ?? ''
    const isNamed = kebabName.test(name) || given.some((pattern) => pattern.test(name))
    return !isNamed || !parts.every((part) => kebabName.test(part) || routeFolder.test(part))
  })
}

const emptyWords = /^(utils?|utilit(y|ies)|helpers?|common|managers?|services?|data|infos?|libs?|misc)$/
const emptyFolders = /^(src|lib|utils?|helpers?|services?|providers?|types)$/

/** Paths with a name that says nothing about what is in it. `.data` is the running site's own folder. */
export function emptyNames(paths: string[]): string[] {
  return paths.filter((path) => {
    const parts = path.split('/')
    const words = parts.flatMap((part) => part.replace(/\.[a-z]+$/, '').split(/[-.[\]()]+/))
    return words.some((word) => emptyWords.test(word)) || parts.slice(0, -1).some((part) => emptyFolders.test(part))
  })
}

/** Tests that are left out, or that leave the others out. */
export function silencedTests(files: SourceFile[]): string[] {
  const silencers =
    /\b(?:describe|it|test|suite|bench)(?:\s*\.\s*\w+)*\s*\.\s*(?:only|skip|todo|fixme|fails|skipIf|runIf)\b|\b(?:xit|xdescribe|fit|fdescribe)\s*\(|\b(?:ctx|context|t)\s*\.\s*skip\s*\(/
  return files.filter(({ path, text }) => path.startsWith('tests/') && silencers.test(text)).map(({ path }) => path)
}

/** Files that name a folder of somebody's machine. `/home/newest` is a route, `/home/name/x` a folder. */
export function machinePaths(files: SourceFile[]): string[] {
  const machine = /(?<![\w.:)\]}-])\/(?:home\/[\w.-]+|Users|work|workspaces?|mnt|tmp|Volumes)\/[\w.-]|\b[A-Z]:\\{1,2}\w/
  return files.filter(({ text }) => machine.test(text)).map(({ path }) => path)
}

/**
 * Paths that .gitignore keeps out of the repository, and out of biome and knip with it. Reads the plain patterns: a name,
 * `*` in it, `/` at its end for folders, `/` at its beginning for the root.
 */
export function hiddenFromGit(ignoreText: string, paths: string[]): string[] {
  const patterns = ignoreText
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#') && !line.startsWith('!'))
    .map((line) => {
      const name = line.replace(/^\/|\/$/g, '').replace(/[.+?()[\]{}|\\^$]/g, '\\$&')
      const isAnchored = /\/./.test(line)
      return new RegExp(
        `${isAnchored ? '^' : '(^|/)'}${name.replaceAll('*', '[^/]*')}${line.endsWith('/') ? '/' : '(/|$)'}`,
      )
    })
  return paths.filter((path) => patterns.some((pattern) => pattern.test(path)))
}
