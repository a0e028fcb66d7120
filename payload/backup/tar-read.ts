import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, type Gunzip } from 'node:zlib'
import { Header } from 'tar'
import { failureLine, Refusal } from '../start/terminal.mjs'

const blockBytes = 512

export type TarEntry = {
  path: string
  size: number
  /** To be read to its end before the next entry is asked for. */
  body: AsyncIterable<Buffer>
}

function reasonFor(error: unknown, file: string): Error {
  if (error instanceof Refusal) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return new Refusal(`There is no file ${file}.`)
  if (code === 'EISDIR') return new Refusal(`${file} is a folder and not a backup.`)
  if (code === 'Z_BUF_ERROR') return new Refusal(`${file} is damaged: it is cut short.`)
  if (code.startsWith('Z_'))
    return new Refusal(`${file} is damaged, or not a backup of this publication: ${failureLine(error, file)}.`)
  return error instanceof Error ? error : new Error(String(error))
}

/** Cuts a stream of bytes into pieces of the lengths that are asked for. */
class Bytes {
  #source: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)
  #file: string
  constructor(source: AsyncIterable<Buffer>, file: string) {
    this.#source = source[Symbol.asyncIterator]()
    this.#file = file
  }
  /** One byte or more, at most `limit`; null at the end. */
  async some(limit: number): Promise<Buffer | null> {
    while (this.#held.length === 0) {
      const next = await this.#source.next().catch((error: unknown) => {
        throw reasonFor(error, this.#file)
      })
      if (next.done) return null
      this.#held = next.value
    }
    const part = this.#held.subarray(0, limit)
    this.#held = this.#held.subarray(part.length)
    return part
  }
  async *exactly(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      const part = await this.some(left)
      if (!part) throw new Refusal(`${this.#file} is damaged: it is cut short.`)
      left -= part.length
      yield part
    }
  }
  async block(): Promise<Buffer | null> {
    const parts: Buffer[] = []
    const first = await this.some(blockBytes)
    if (!first) return null
    parts.push(first)
    for await (const part of this.exactly(blockBytes - first.length)) parts.push(part)
    return Buffer.concat(parts)
  }
}

async function* entriesIn(bytes: Bytes, file: string): AsyncGenerator<TarEntry> {
  for (;;) {
    const block = await bytes.block()
    if (!block) throw new Refusal(`${file} is damaged: it is cut short.`)
    const header = new Header(block)
    if (header.nullBlock) break
    const { path = '', size = 0 } = header
    if (!header.cksumValid) throw new Refusal(`${file} is damaged, or not a backup of this publication.`)
    if (header.type !== 'File' || header.linkpath)
      throw new Refusal(`${file} is not a backup of this publication: ${path} in it is a ${header.type}.`)
    let isRead = false
    const body = async function* (): AsyncGenerator<Buffer> {
      yield* bytes.exactly(size)
      isRead = true
    }
    yield { path, size, body: body() }
    if (!isRead) throw new Error(`${path} was not read to its end.`)
    for await (const _padding of bytes.exactly((blockBytes - (size % blockBytes)) % blockBytes));
  }
  // To the very end, where gzip keeps its own sum.
  for (let part = await bytes.some(blockBytes); part; part = await bytes.some(blockBytes))
    if (part.some((byte) => byte !== 0)) throw new Refusal(`${file} is damaged: something follows its end.`)
}

/**
 * The entries of a `.tar.gz`, one after another, in constant memory. It knows plain files alone: links, folders and
 * whatever else a tar may hold are refused.
 * @throws Refusal when the file is not there, cut short, or damaged
 */
export async function* tarEntries(file: string): AsyncGenerator<TarEntry> {
  const unzip: Gunzip = createGunzip({ chunkSize: 262_144 })
  const ended = pipeline(createReadStream(file), unzip)
  // Told by the iteration below too; here nobody waits for it any more.
  ended.catch(() => {})
  try {
    yield* entriesIn(new Bytes(unzip, file), file)
    await ended
  } finally {
    unzip.destroy()
  }
}
