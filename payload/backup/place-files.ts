import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../start/terminal.mjs'
import type { Folder } from './folders.ts'
import type { Manifest } from './manifest.ts'

/** Files wait here, inside the folder itself: it may be a file system of its own, and a rename stays within one. */
const waiting = '.restoring'
/** Written before the first file moves to its place: what a restore that was killed there has to take back. */
const movingList = 'moving.json'

/** Takes back what a killed restore has moved. Only for a database that is empty: else those files are in use. */
export function clearLeftovers(folder: Folder): void {
  const list = join(folder.path, waiting, movingList)
  if (existsSync(list)) {
    const names: unknown = JSON.parse(readFileSync(list, 'utf8'))
    for (const name of Array.isArray(names) ? names : []) rmSync(join(folder.path, String(name)), { force: true })
  }
  rmSync(join(folder.path, waiting), { recursive: true, force: true })
}

/** @throws Refusal when the folder holds a file that no restore has left there */
export function refuseFilled(folder: Folder): void {
  const list = join(folder.path, waiting, movingList)
  const ours = new Set<string>([waiting, ...(existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [])])
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
export async function moveToPlace(folder: Folder, manifest: Manifest): Promise<void> {
  const names = manifest.files.filter((file) => file.folder === folder.name).map(({ name }) => name)
  if (names.length === 0) return
  const aside = join(folder.path, waiting)
  const list = join(aside, movingList)
  await writeFile(`${list}.new`, JSON.stringify(names))
  await rename(`${list}.new`, list)
  for (const name of names) await rename(join(aside, name), join(folder.path, name))
  const handle = await open(folder.path, 'r')
  await handle.sync()
  await handle.close()
}

/** After COMMIT: nothing waits any more. */
export function forgetAside(folder: Folder): void {
  rmSync(join(folder.path, waiting), { recursive: true, force: true })
}
