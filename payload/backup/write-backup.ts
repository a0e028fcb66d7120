import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, rmSync } from 'node:fs'
import { readFile, rename, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { keepOnDisk } from '#platform/write-aside.ts'
import { holdOffMigrations } from '../migration-locks.ts'
import { sleep } from '../start/processes.ts'
import { Refusal } from '../start/terminal.mjs'
import { asOwnerOf } from './connection.ts'
import { newline, rowsIn } from './copy-text.ts'
import { bytesOf, type Named, namedFiles, sizeOf, VanishedError } from './folders.ts'
import { journalProblemIn } from './journal-problem.ts'
import { type FileRecord, formatVersion, type Manifest, manifestName, markName, type TableRecord } from './manifest.ts'
import { readBackup } from './read-backup.ts'
import {
  columnsOf,
  journalHeadIn,
  migrationsIn,
  queueMigrationsIn,
  quoted,
  sequencesIn,
  type Table,
  tablesIn,
} from './schema.ts'
import { tarEnd, tarEntry } from './tar-write.ts'

const pieceBytes = 1_000_000
const attempts = 3

/** A table as COPY text, in pieces of whole rows, so that each piece can be loaded by itself. */
async function* piecesOf(client: pg.Client, table: Table): AsyncGenerator<Buffer> {
  const stream = client.query(copyTo(`copy ${quoted(table)} (${columnsOf(table)}) to stdout`))
  let held: Buffer[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    held.push(part)
    size += part.length
    if (size < pieceBytes || !part.includes(newline)) continue
    const all = Buffer.concat(held)
    const cut = all.lastIndexOf(newline) + 1
    yield all.subarray(0, cut)
    held = [all.subarray(cut)]
    size = all.length - cut
  }
  if (size > 0) yield Buffer.concat(held)
}

async function* tableEntries(client: pg.Client, table: Table, records: TableRecord[]): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let [rows, bytes, number] = [0, 0, 0]
  for await (const piece of piecesOf(client, table)) {
    hash.update(piece)
    rows += rowsIn(piece)
    bytes += piece.length
    number++
    const path = `tables/${table.schema}.${table.name}/${String(number).padStart(6, '0')}`
    yield* tarEntry(path, piece.length, [piece])
  }
  records.push({ ...table, rows, bytes, sha256: hash.digest('hex') })
}

async function* fileEntry(named: Named, size: number, records: FileRecord[]): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  const hashed = async function* () {
    for await (const part of bytesOf(named, size)) {
      hash.update(part)
      yield part
    }
  }
  const folder = named.folder.name
  yield* tarEntry(`files/${folder}/${named.name}`, size, hashed())
  records.push({ folder, name: named.name, bytes: size, sha256: hash.digest('hex') })
}

const jsonEntry = (path: string, value: unknown): AsyncGenerator<Buffer> => {
  const bytes = Buffer.from(`${JSON.stringify(value, null, 1)}\n`)
  return tarEntry(path, bytes.length, [bytes])
}

type Sized = { present: { named: Named; size: number }[]; missing: Named[] }

async function sized(files: Named[]): Promise<Sized> {
  const found: Sized = { present: [], missing: [] }
  for (const named of files) {
    const size = await sizeOf(named)
    if (size === null) found.missing.push(named)
    else found.present.push({ named, size })
  }
  return found
}

async function beginSnapshot(client: pg.Client): Promise<Table[]> {
  await client.query('begin transaction isolation level repeatable read read only')
  const tables = await tablesIn(client)
  if (!tables.some(({ schema, name }) => schema === 'public' && name === 'payload_migrations'))
    throw new Refusal('There is nothing to back up: this database holds no publication.')
  return tables
}

async function softwareVersion(): Promise<string> {
  const text = await readFile(resolve(import.meta.dirname, '../../package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

async function* backupBytes(
  client: pg.Client,
  tables: Table[],
  { present, missing }: Sized,
  madeAt: string,
): AsyncGenerator<Buffer> {
  yield* jsonEntry(markName, { publicationBackup: formatVersion, madeAt })
  const tableRecords: TableRecord[] = []
  for (const table of tables) yield* tableEntries(client, table, tableRecords)
  const files: FileRecord[] = []
  for (const { named, size } of present) yield* fileEntry(named, size, files)
  const journalProblem = await journalProblemIn(client)
  const version = await client.query<{ server_version: string }>('show server_version')
  const manifest: Manifest = {
    format: formatVersion,
    madeAt,
    software: await softwareVersion(),
    postgres: version.rows[0]?.server_version ?? '',
    migrations: await migrationsIn(client),
    queueMigrations: await queueMigrationsIn(client),
    journal: await journalHeadIn(client),
    ...(journalProblem === null ? {} : { journalProblem }),
    tables: tableRecords,
    // Read after the rows: a sequence may stand ahead of them, never behind.
    sequences: await sequencesIn(client),
    files,
    missing: missing.map(({ folder, name }) => ({ folder: folder.name, name })),
  }
  yield* jsonEntry(manifestName, manifest)
  yield tarEnd()
}

/** One try. @returns the files that are missing when the backup was not written because of them */
async function attempt(client: pg.Client, part: string, isMissingAllowed: boolean): Promise<Named[]> {
  const tables = await beginSnapshot(client)
  const files = await sized(await namedFiles(client))
  if (files.missing.length > 0 && !isMissingAllowed) {
    await client.query('rollback')
    return files.missing
  }
  try {
    const out = createWriteStream(part, { flags: 'wx', mode: 0o600 })
    await pipeline(backupBytes(client, tables, files, new Date().toISOString()), createGzip(), out)
    await client.query('commit')
    return []
  } catch (error) {
    // Nothing else may be asked of a connection that perhaps stands in the middle of a COPY.
    if (!(error instanceof VanishedError)) throw error
    rmSync(part, { force: true })
    await client.query('rollback')
    return [error.named]
  }
}

function refuseMissing(missing: Named[]): never {
  const names = missing.map(({ folder, name }) => `  ${resolve(folder.path, name)}`)
  throw new Refusal(
    `Files that the database names are missing:\n${names.join('\n')}\nPut them back, check MEDIA_DIR, or back up without them: --allow-missing`,
  )
}

export type BackupOrder = {
  ownerUrl: string
  /** Absolute path of the file to make. */
  file: string
  isMissingAllowed?: boolean
  /** Waits before the next try, when a file was not where this snapshot saw it. */
  pause?: () => Promise<unknown>
}

/**
 * Writes database and files into one file: beside its place first, read back, and put there only when it is whole.
 * Readers and editors go on meanwhile; what is in it is one moment's state. A journal that does not hold stops nothing: it
 * is when a backup is needed most, and the manifest says so.
 * @returns what is in it, and its size
 * @throws Refusal when the file is there already, there is no publication, or files are missing
 */
export async function writeBackup(order: BackupOrder): Promise<{ manifest: Manifest; bytes: number }> {
  const { ownerUrl, file, isMissingAllowed = false, pause = () => sleep(1_000) } = order
  const refuseExisting = () => {
    if (existsSync(file))
      throw new Refusal(`${file} is there already, and a backup overwrites nothing: name another file.`)
  }
  refuseExisting()
  if (!existsSync(dirname(file))) throw new Refusal(`There is no folder ${dirname(file)}: make it first.`)
  const part = `${file}.${process.pid}.part`
  try {
    await asOwnerOf(ownerUrl, 'wbwh-backup', async (client) => {
      // No migration may run under it: waited for before the snapshot is taken.
      await holdOffMigrations(client)
      for (let number = 1; ; number++) {
        const isLast = number === attempts
        const missing = await attempt(client, part, isMissingAllowed && isLast)
        if (missing.length === 0) return
        if (isLast) refuseMissing(missing)
        // Perhaps just replaced by another: a newer snapshot knows.
        await pause()
      }
    })
    const manifest = await readBackup(part)
    await keepOnDisk(part)
    const { size } = await stat(part)
    refuseExisting()
    await rename(part, file)
    await keepOnDisk(dirname(file))
    return { manifest, bytes: size }
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}
