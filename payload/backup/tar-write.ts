import { Header } from 'tar'

const blockBytes = 512

/** The block that stands before each file of a tar. */
function headerOf(path: string, size: number): Buffer {
  const block = Buffer.alloc(blockBytes)
  const header = new Header({ path, size, mode: 0o600, uid: 0, gid: 0, mtime: new Date(0), type: 'File' })
  if (header.encode(block, 0)) throw new Error(`${path} has a name that is too long for the backup.`)
  return block
}

/** The bytes of one file in a tar. */
export async function* tarEntry(
  path: string,
  size: number,
  body: Iterable<Buffer> | AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  yield headerOf(path, size)
  yield* body
  const over = size % blockBytes
  if (over > 0) yield Buffer.alloc(blockBytes - over)
}

/** What closes a tar: two empty blocks. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * blockBytes)
