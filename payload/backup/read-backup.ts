import { createHash, type Hash } from 'node:crypto'
import { Refusal } from '../start/terminal.mjs'
import { rowsIn } from './copy-text.ts'
import { type Manifest, manifestName, markName, plainName, readManifest, readMark } from './manifest.ts'
import { type TarEntry, tarEntries } from './tar-read.ts'

/** What to do with the parts of a backup as they pass; each must read its body to the end. */
export type Visitor = {
  /** Whole rows of one table as COPY text; a table comes in several pieces, one after another. */
  table(ref: string, body: AsyncIterable<Buffer>): Promise<void>
  file(folder: string, name: string, body: AsyncIterable<Buffer>): Promise<void>
}

type Seen = { hash: Hash; bytes: number; rows: number; pieces: number }

const maxJsonBytes = 256_000_000
const tablePath = /^tables\/([^/]+)\/(\d{6,})$/
const filePath = /^files\/([a-z-]+)\/(.*)$/s

async function drain(body: AsyncIterable<Buffer>): Promise<void> {
  for await (const _part of body);
}

async function whole({ body, size, path }: TarEntry, file: string): Promise<Buffer> {
  if (size > maxJsonBytes) throw new Refusal(`${file} is damaged: ${path} in it is too large.`)
  const parts: Buffer[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}

async function* counted(body: AsyncIterable<Buffer>, seen: Seen, isTable: boolean): AsyncGenerator<Buffer> {
  for await (const part of body) {
    seen.hash.update(part)
    seen.bytes += part.length
    if (isTable) seen.rows += rowsIn(part)
    yield part
  }
}

/** Compares what was read with what the manifest says. */
function refuseDifference(file: string, manifest: Manifest, seen: Map<string, Seen>): void {
  const damaged = (what: string) => new Refusal(`${file} is damaged: ${what}.`)
  const left = new Set(seen.keys())
  const empty = (): Seen => ({ hash: createHash('sha256'), bytes: 0, rows: 0, pieces: 0 })
  for (const table of manifest.tables) {
    const path = `tables/${table.schema}.${table.name}`
    const found = seen.get(path) ?? empty()
    left.delete(path)
    if (found.rows !== table.rows) throw damaged(`${path} has ${found.rows} rows and should have ${table.rows}`)
    if (found.bytes !== table.bytes || found.hash.digest('hex') !== table.sha256)
      throw damaged(`the hash of ${path} is wrong`)
  }
  for (const { folder, name, bytes, sha256 } of manifest.files) {
    const path = `files/${folder}/${name}`
    const found = seen.get(path)
    left.delete(path)
    if (!found) throw damaged(`${path} is not in it`)
    if (found.bytes !== bytes || found.hash.digest('hex') !== sha256) throw damaged(`the hash of ${path} is wrong`)
  }
  const [stranger] = left
  if (stranger) throw damaged(`${stranger} is in it, and not in its ${manifestName}`)
}

/**
 * Reads a backup from its beginning to its end and compares every hash, size and count; writes nothing. The visitor sees
 * each part before it is known whether the whole is good.
 * @throws Refusal when the file is missing, not ours, of a newer format, cut short or damaged
 */
export async function readBackup(file: string, visitor?: Visitor): Promise<Manifest> {
  const seen = new Map<string, Seen>()
  let isMarked = false
  let manifest: Manifest | undefined
  for await (const entry of tarEntries(file)) {
    if (!isMarked) {
      if (entry.path !== markName) throw new Refusal(`${file} is not a backup of this publication.`)
      readMark(await whole(entry, file), file)
      isMarked = true
      continue
    }
    if (manifest) throw new Refusal(`${file} is damaged: ${entry.path} follows its ${manifestName}.`)
    if (entry.path === manifestName) {
      manifest = readManifest(await whole(entry, file), file)
      continue
    }
    const [, ref, number] = entry.path.match(tablePath) ?? []
    const [, folder, name] = entry.path.match(filePath) ?? []
    const key = ref ? `tables/${ref}` : entry.path
    const isKnown = ref || (folder && plainName.safeParse(name).success)
    if (!isKnown) throw new Refusal(`${file} is not a backup of this publication: ${entry.path} is in it.`)
    const before = seen.get(key)
    const now = before ?? { hash: createHash('sha256'), bytes: 0, rows: 0, pieces: 0 }
    seen.set(key, now)
    now.pieces++
    if (ref ? Number(number) !== now.pieces : before)
      throw new Refusal(`${file} is damaged: ${entry.path} is out of place.`)
    const body = counted(entry.body, now, Boolean(ref))
    if (ref && visitor) await visitor.table(ref, body)
    else if (folder && name && visitor) await visitor.file(folder, name, body)
    else await drain(body)
  }
  if (!manifest) throw new Refusal(`${file} is damaged: it is cut short.`)
  refuseDifference(file, manifest, seen)
  return manifest
}
