import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { env } from '#platform/env.ts'
import { Refusal } from '../start/terminal.mjs'
import { plainName } from './manifest.ts'
import type { Queries } from './schema.ts'

/** A folder of files that the database names. */
export type Folder = {
  /** As it stands in the backup. */
  name: string
  /** Absolute path on this machine. */
  path: string
  /** Names of the files that the snapshot of this client knows of. */
  named(client: Queries): Promise<string[]>
}

/** File names in a table of uploads: of the file itself, and of whatever sizes Payload has made of it. */
async function uploadsIn(client: Queries, table: string): Promise<string[]> {
  const columns = await client.query<{ name: string }>(
    `select attname::text as name from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped
       and (attname = 'filename' or attname like 'sizes\\_%\\_filename') order by attnum`,
    [table],
  )
  const names = new Set<string>()
  for (const { name } of columns.rows) {
    const column = pg.escapeIdentifier(name)
    const { rows } = await client.query<{ name: string }>(
      `select ${column} as name from ${table} where ${column} is not null order by 1`,
    )
    for (const row of rows) names.add(row.name)
  }
  return [...names]
}

/** Every folder that a backup takes along. One more is one more line. */
export const folders = (): Folder[] => [
  { name: 'media', path: env().MEDIA_DIR, named: (client) => uploadsIn(client, 'public.media') },
]

const isPlain = (name: string): boolean => plainName.safeParse(name).success

export type Named = { folder: Folder; name: string }

/** Thrown when a file went away after it was seen: it was replaced meanwhile. */
export class VanishedError extends Error {
  readonly named: Named
  constructor(named: Named) {
    super(`${named.name} was replaced or removed meanwhile`)
    this.named = named
  }
}

/**
 * The files that a snapshot names, in order.
 * @throws Refusal for a name that would lead out of its folder
 */
export async function namedFiles(client: Queries): Promise<Named[]> {
  const found: Named[] = []
  for (const folder of folders())
    for (const name of await folder.named(client)) {
      if (!isPlain(name)) throw new Refusal(`The database names a file that cannot be in ${folder.path}: ${name}`)
      found.push({ folder, name })
    }
  return found
}

/** Size of a file, bytes; null when it is not there. */
export async function sizeOf({ folder, name }: Named): Promise<number | null> {
  try {
    return (await stat(join(folder.path, name))).size
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Bytes of a file, exactly `size` of them.
 * @throws VanishedError when it is gone, or another one by now
 */
export async function* bytesOf(named: Named, size: number): AsyncGenerator<Buffer> {
  let read = 0
  try {
    for await (const part of createReadStream(join(named.folder.path, named.name))) {
      read += part.length
      if (read > size) break
      yield part
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') throw new VanishedError(named)
    throw error
  }
  if (read !== size) throw new VanishedError(named)
}
