import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { keepOnDisk } from '#platform/write-aside.ts'
import { Refusal } from '../start/terminal.mjs'
import type { DatabaseIdentity } from './database-identity.ts'
import type { Folder } from './folders.ts'
import { type Manifest, plainName } from './manifest.ts'

/** Files wait here, inside the folder itself: it may be a file system of its own, and a rename stays within one. */
const waiting = '.restoring'
/** Written before the first file moves to its place: what a restore that was killed there has to take back. */
const movingList = 'moving.json'

const leftSchema = z.strictObject({
  database: z.strictObject({ id: z.string(), name: z.string() }),
  /** Which backup: when it was made. */
  madeAt: z.string(),
  files: z.array(plainName),
})

/** Reads the list; null when it is not one of ours. */
function readLeft(list: string): z.infer<typeof leftSchema> | null {
  try {
    return leftSchema.parse(JSON.parse(readFileSync(list, 'utf8')))
  } catch {
    return null
  }
}

/**
 * The files that a killed restore into this database has moved already.
 * @throws Refusal when it was one into another database: perhaps it came as far as COMMIT, and a site uses them
 */
function leftBy(folder: Folder, database: DatabaseIdentity): string[] {
  const aside = join(folder.path, waiting)
  const list = join(aside, movingList)
  if (!existsSync(list)) return []
  const left = readLeft(list)
  if (left?.database.id === database.id) return left.files
  const whose = left
    ? `the restore of the backup of ${left.madeAt} into another database (${left.database.name}) has put files into it`
    : `its ${waiting}/${movingList} does not say which restore has put files into it`
  throw new Refusal(
    `${folder.path} is not free: ${whose}, and a site may be using them. Name another folder with MEDIA_DIR. If no site does, move ${aside} and the files away.`,
  )
}

/**
 * Takes back what a killed restore has moved. Only for a database that is empty: else those files are in use.
 * @throws Refusal when what is there is of another database
 */
export function clearLeftovers(folder: Folder, database: DatabaseIdentity): void {
  for (const name of leftBy(folder, database)) rmSync(join(folder.path, name), { force: true })
  rmSync(join(folder.path, waiting), { recursive: true, force: true })
}

/** @throws Refusal when the folder holds a file that no restore into this database has left there */
export function refuseFilled(folder: Folder, database: DatabaseIdentity): void {
  const ours = new Set<string>([waiting, ...leftBy(folder, database)])
  const found = existsSync(folder.path) ? readdirSync(folder.path).filter((name) => !ours.has(name)) : []
  if (found.length > 0)
    throw new Refusal(
      `${folder.path} holds files already, ${found[0]} for one: restore into an empty folder. Move that one away, or name another with MEDIA_DIR.`,
    )
}

/** Writes a file to where it waits. */
export async function keepAside(folder: Folder, name: string, body: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(join(folder.path, waiting), { recursive: true })
  const handle = await open(join(folder.path, waiting, name), 'wx', 0o644)
  try {
    for await (const part of body) await handle.writeFile(part)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Moves all files of a backup to their places. */
export async function moveToPlace(folder: Folder, manifest: Manifest, database: DatabaseIdentity): Promise<void> {
  const files = manifest.files.filter((file) => file.folder === folder.name).map(({ name }) => name)
  if (files.length === 0) return
  const aside = join(folder.path, waiting)
  const list = join(aside, movingList)
  await writeFile(`${list}.new`, JSON.stringify({ database, madeAt: manifest.madeAt, files }))
  await rename(`${list}.new`, list)
  for (const name of files) await rename(join(aside, name), join(folder.path, name))
  await keepOnDisk(folder.path)
}

/** After COMMIT: nothing waits any more. */
export function forgetAside(folder: Folder): void {
  rmSync(join(folder.path, waiting), { recursive: true, force: true })
}
