import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Header } from 'tar'
import type { Manifest } from '#payload/backup/manifest.ts'
import { tarEntries } from '#payload/backup/tar-read.ts'
import { tarEnd, tarEntry } from '#payload/backup/tar-write.ts'

export type Part = { path: string; bytes: Buffer }

/** All parts of a backup, in order. */
export async function partsOf(file: string): Promise<Part[]> {
  const parts: Part[] = []
  for await (const { path, body } of tarEntries(file)) {
    const pieces: Buffer[] = []
    for await (const piece of body) pieces.push(piece)
    parts.push({ path, bytes: Buffer.concat(pieces) })
  }
  return parts
}

/** Writes parts as a `.tar.gz`. `raw` comes before the end. */
export async function writeParts(file: string, parts: Part[], raw: Buffer = Buffer.alloc(0)): Promise<void> {
  const bytes = async function* () {
    for (const part of parts) yield* tarEntry(part.path, part.bytes.length, [part.bytes])
    if (raw.length > 0) yield raw
    yield tarEnd()
  }
  await pipeline(bytes(), createGzip(), createWriteStream(file))
}

/** The head of an entry that is no plain file. */
export function headOf(path: string, type: 'SymbolicLink' | 'Link' | 'Directory'): Buffer {
  const block = Buffer.alloc(512)
  new Header({ path, type, size: 0, mode: 0o777, linkpath: type === 'Directory' ? '' : '/etc/passwd' }).encode(block, 0)
  return block
}

/** Parts with another manifest. */
export function withManifest(parts: Part[], change: (manifest: Manifest) => void): Part[] {
  return parts.map((part) => {
    if (part.path !== 'manifest.json') return part
    const manifest: Manifest = JSON.parse(part.bytes.toString())
    change(manifest)
    return { ...part, bytes: Buffer.from(JSON.stringify(manifest)) }
  })
}

/** Parts in which a table says something else, with hashes to match: as somebody who means it would do it. */
export function withTable(parts: Part[], table: string, change: (text: string) => string): Part[] {
  const path = `tables/${table}/000001`
  const changed = parts.map((part) =>
    part.path === path ? { path, bytes: Buffer.from(change(part.bytes.toString())) } : part,
  )
  const bytes = changed.find((part) => part.path === path)?.bytes ?? Buffer.alloc(0)
  return withManifest(changed, (manifest) => {
    for (const record of manifest.tables)
      if (`${record.schema}.${record.name}` === table)
        Object.assign(record, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  })
}
