export type Minimum = { name: string; minimum: string; reason: string; dated: string }
export type LockFile = {
  packages: Record<string, { name?: string; version?: string; optionalDependencies?: Record<string, string> }>
}
export type Manifest = Partial<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
>
type Copy = { name: string; path: string; version: string }

/** Every installed copy of every package, nested ones and aliased ones (`npm:`) included. */
function copies(lock: LockFile): Copy[] {
  return Object.entries(lock.packages).flatMap(([path, { name, version }]) => {
    const at = path.lastIndexOf('node_modules/')
    return at === -1 || !version ? [] : [{ name: name ?? path.slice(at + 'node_modules/'.length), path, version }]
  })
}

/**
 * Whether a version comes before another, by number. Of two with the same numbers a pre-release comes first
 * (semver.org 11); pre-releases are not compared with one another.
 */
export function isBefore(version: string, other: string): boolean {
  const [numbers = '', preRelease] = withoutBuild(version)
  const [otherNumbers = '', otherPreRelease] = withoutBuild(other)
  const parts = numbers.split('.').map(Number)
  const otherParts = otherNumbers.split('.').map(Number)
  if ([...parts, ...otherParts].some(Number.isNaN) || parts.length !== 3 || otherParts.length !== 3)
    throw new Error(`"${version}" or "${other}" is not a version such as 1.2.3`)
  for (const [index, part] of parts.entries()) {
    const difference = part - (otherParts[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return preRelease !== undefined && otherPreRelease === undefined
}

/** The numbers of a version, and its pre-release if it has one. */
function withoutBuild(version: string): string[] {
  const [kept = ''] = version.split('+', 1)
  return kept.split(/-(.*)/, 2)
}

/** Copies that are older than the table allows, in words. */
export function tooOld(lock: LockFile, table: Minimum[]): string[] {
  return table.flatMap(({ name, minimum, reason }) =>
    copies(lock)
      .filter((copy) => copy.name === name && isBefore(copy.version, minimum))
      .map(({ path, version }) => `${path} is ${version}, at least ${minimum} is needed: ${reason}`),
  )
}

/**
 * Optional packages (one for each kind of machine) that the lock file does not know. With one missing, `npm ci` fails on
 * every machine; npm writes such a file when the registry had not all of them yet.
 */
export function notLocked({ packages }: LockFile): string[] {
  const isLocked = (from: string, name: string): boolean => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
      if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
      if (folder === '') return false
    }
  }
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(path, name))
      .map((name) => `${path} needs ${name}`),
  )
}

/** Packages of which the lock file has more than one copy, in words. */
export function notSingle(lock: LockFile, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const found = copies(lock).filter((copy) => copy.name === name)
    return found.length === 1 ? [] : [`${name} has ${found.length} copies: ${found.map(({ path }) => path).join(', ')}`]
  })
}

/** Members of a family (payload and all its packages) that stand at another version than its head. */
export function notTogether(lock: LockFile, head: string, family: RegExp): string[] {
  const at = copies(lock).find(({ name }) => name === head)?.version
  return copies(lock)
    .filter(({ name, version }) => family.test(name) && version !== at)
    .map(({ path, version }) => `${path} is ${version}, ${head} is ${at}`)
}

/** Dependencies that are not pinned to one version, in words. An alias (`npm:name@1.2.3`) counts as pinned. */
export function notPinned(manifest: Manifest): string[] {
  return (['dependencies', 'devDependencies', 'optionalDependencies'] as const).flatMap((kind) =>
    Object.entries(manifest[kind] ?? {})
      .filter(([, range]) => !/^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/.test(range))
      .map(([name, range]) => `${name}: "${range}" in ${kind} is not one exact version`),
  )
}
