import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Ends the name of a file that is being written. */
export const asideEnding = '.aside'

type Write = (part: string) => Promise<void>

async function writeWhole(file: FileHandle, part: string | Uint8Array): Promise<void> {
  const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part
  for (let start = 0; start < bytes.length; ) start += (await file.write(bytes, start)).bytesWritten
}

/** Has a file, or the names in a folder, outlast a power cut. */
export async function keepOnDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Writes a file beside its place and moves it there once it is whole and on the disk: whoever looks sees the old file
 * or the new one, never half of one, also after a power cut. Folders on the way are made.
 * @param content the text or the bytes, or what writes a text part by part
 * @throws the system's error when it cannot be written; nothing is left beside its place then
 */
export async function writeAside<T = void>(
  path: string,
  content: string | Uint8Array | ((write: Write) => Promise<T>),
): Promise<T> {
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${randomUUID()}${asideEnding}`
  try {
    const file = await open(aside, 'w')
    let result: T
    try {
      if (typeof content === 'function') result = await content((part) => writeWhole(file, part))
      else result = (await writeWhole(file, content)) as T
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
    await keepOnDisk(dirname(path))
    return result
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}
