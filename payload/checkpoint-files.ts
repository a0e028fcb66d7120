import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '#platform/db.ts'
import { writeAside } from '#platform/write-aside.ts'
import { checkpointSeqs, checkpointsAfter, checkpointText, type GivenCheckpoint } from '#publication/journal/index.ts'

const newest = 'latest.json'
const whenSetBack = 'If that was a restore, move the newer files elsewhere, and keep them'
const fileOf = (seq: number): string => `${String(seq).padStart(12, '0')}.json`

/** Text of a file; null when there is none. */
async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Writes a checkpoint's own file. One that says something else stays: it is evidence. */
async function writeOnce(path: string, text: string): Promise<void> {
  const kept = await textOf(path)
  if (kept === text) return
  if (kept !== null)
    throw new Error(
      `${path} holds another checkpoint of the same entry: the database was set back once. ${whenSetBack}`,
    )
  await writeAside(path, text)
}

const seqIn = (text: string): number => Number(JSON.parse(JSON.parse(text).checkpoint).seq)

/** Writes `latest.json`, unless another worker has put a newer one there meanwhile. */
async function writeNewest(path: string, text: string): Promise<void> {
  const kept = await textOf(path)
  if (kept === text) return
  let keptSeq = 0
  try {
    keptSeq = kept === null ? 0 : seqIn(kept)
  } catch {
    // What cannot be read is written anew.
  }
  if (!(keptSeq > seqIn(text))) await writeAside(path, text)
}

/** Names in a folder; none when it is not there yet. */
async function namesIn(folder: string): Promise<Set<string>> {
  try {
    return new Set(await readdir(folder))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set()
    throw error
  }
}

/**
 * Writes the file of every checkpoint in the database that the folder lacks, oldest first, and `latest.json` last.
 * @throws the system's error when the folder cannot be written; Error when it knows of another history
 */
export async function writeMissingCheckpoints(database: Database, folder: string): Promise<void> {
  // The folder first: another worker may write into it meanwhile, and only what is in the database already.
  const there = await namesIn(folder)
  const seqs = await checkpointSeqs(database)
  const last = seqs.at(-1) ?? 0
  const ahead = [...there].filter((name) => /^\d{12}\.json$/.test(name) && Number.parseInt(name, 10) > last)
  if (ahead.length > 0)
    throw new Error(
      `${folder} holds checkpoints that the database does not know (${ahead.sort()[0]}): the database was set back. ${whenSetBack}`,
    )
  // The newest is compared too, so that a folder which tells another story is noticed at once.
  for (const seq of seqs.filter((each) => each === last || !there.has(fileOf(each)))) {
    const [row] = await checkpointsAfter(database, seq - 1, 1)
    if (!row) throw new Error(`The checkpoint of entry ${seq} is not in the database any more`)
    const text = checkpointText(row)
    await writeOnce(join(folder, fileOf(seq)), text)
    if (seq === last) await writeNewest(join(folder, newest), text)
  }
}

/**
 * Checkpoints from files, and from all `.json` files of folders.
 * @throws the system's error for a path that cannot be read
 */
export async function readCheckpointFiles(paths: string[]): Promise<GivenCheckpoint[]> {
  const found: GivenCheckpoint[] = []
  for (const path of paths) {
    const isFolder = (await stat(path)).isDirectory()
    const names = isFolder ? (await readdir(path)).filter((name) => name.endsWith('.json')).sort() : []
    const files = isFolder ? names.map((name) => join(path, name)) : [path]
    for (const file of files) found.push({ name: file, text: await readFile(file, 'utf8') })
  }
  // The newest lies in a folder twice.
  return [...new Map(found.map((one) => [one.text, one])).values()]
}
