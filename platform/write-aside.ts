import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

type Write = (part: string) => Promise<void>

async function writeWhole(file: FileHandle, part: string): Promise<void> {
  const bytes = Buffer.from(part, 'utf8')
  for (let start = 0; start < bytes.length; ) start += (await file.write(bytes, start)).bytesWritten
}

/**
 * Writes a file beside its place and moves it there once it is whole and on the disk: whoever looks sees the old file
 * or the new one, never half of one. Folders on the way are made.
 * @param content the text, or what writes it part by part
 * @throws the system's error when it cannot be written; nothing is left beside its place then
 */
export async function writeAside<T = void>(path: string, content: string | ((write: Write) => Promise<T>)): Promise<T> {
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${randomUUID()}.aside`
  try {
    const file = await open(aside, 'w')
    let result: T
    try {
      const write: Write = (part) => writeWhole(file, part)
      result = typeof content === 'string' ? ((await write(content)) as T) : await content(write)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
    return result
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}
