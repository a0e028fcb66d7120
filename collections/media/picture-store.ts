import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { APIError, type CollectionAfterChangeHook, type Payload, type UploadConfig } from 'payload'
import { env } from '#platform/env.ts'
import { log } from '#platform/log.ts'

/*
 * Where pictures lie. Payload's own storage removes the old file before it knows that the new one, or the row, is kept:
 * a full disk or a refused save would leave a published page without its picture. Here a name is written once, whole or
 * not at all, and nothing that a request does removes a file. What no row names any more is swept away after a day.
 */

const pathOf = (filename: string): string => join(env().MEDIA_DIR, filename)

/** Payload deletes files in the folder it knows; it must find none there. */
export const noFolder = (): string => pathOf('.none')

const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

function inWords(error: unknown): Error {
  log().error({ err: error }, 'a picture could not be written')
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return fullDisk.has(code)
    ? new APIError(
        'The disk of the server is full, so the picture was not kept. Tell whoever runs it.',
        507,
        undefined,
        true,
      )
    : new APIError('The picture could not be written on the server. Try again in a moment.', 503, undefined, true)
}

/** Writes a file aside, to the disk itself, and gives it its name when it is whole. */
async function write(filename: string, bytes: Uint8Array): Promise<void> {
  const aside = pathOf(`.part-${filename}`)
  try {
    await mkdir(env().MEDIA_DIR, { recursive: true })
    const file = await open(aside, 'w', 0o644)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, pathOf(filename))
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {})
    throw inWords(error)
  }
}

/**
 * Keeps an uploaded picture under the name that its row has, in the transaction of that row: when it cannot be written
 * there is no row either.
 * @throws APIError 507 when the disk is full, 503 when the folder cannot be written
 */
export const keepPicture: CollectionAfterChangeHook = async ({ doc, req }) => {
  if (req.file?.data && typeof doc.filename === 'string') await write(doc.filename, req.file.data)
  return doc
}

/** The bytes of a picture that is kept. */
export const pictureBytes = (filename: string): Promise<Buffer> => readFile(pathOf(filename))

type Handler = NonNullable<UploadConfig['handlers']>[number]

/** Names as `acceptUpload` makes them: nothing else lies there, and nothing else is looked for. */
const givenName = /^[0-9a-z]{26}\.(jpg|png|webp)$/
const typeOf = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

/** Sends a picture. Payload has checked the right to see it before. */
export const sendPicture: Handler = async (req, { params: { filename } }) => {
  const extension = givenName.exec(filename)?.[1] as keyof typeof typeOf | undefined
  if (!extension) return new Response(null, { status: 404 })
  try {
    const { size } = await stat(pathOf(filename))
    const body = Readable.toWeb(createReadStream(pathOf(filename))) as ReadableStream
    const headers = { 'Content-Type': typeOf[extension], 'Content-Length': String(size) }
    return new Response(req.method === 'HEAD' ? null : body, { headers })
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (!isMissing) log().error({ err: error, filename }, 'a picture cannot be read')
    return new Response(null, { status: isMissing ? 404 : 503 })
  }
}

const dayMs = 24 * 60 * 60 * 1000

/**
 * Removes files that no row names and that are older than a day: what a replaced or deleted picture left, and what a
 * process that was killed in the middle did.
 * @returns how many were removed
 */
export async function sweepPictures(payload: Payload, now = Date.now()): Promise<number> {
  const entries = await readdir(env().MEDIA_DIR, { withFileTypes: true }).catch(() => [])
  const old: string[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const { mtimeMs } = await stat(pathOf(entry.name))
    if (now - mtimeMs > dayMs) old.push(entry.name)
  }
  let removed = 0
  for (let at = 0; at < old.length; at += 200) {
    const names = old.slice(at, at + 200)
    const { docs } = await payload.find({
      collection: 'media',
      where: { filename: { in: names } },
      select: { filename: true },
      depth: 0,
      pagination: false,
      overrideAccess: true,
    })
    const named = new Set(docs.map((doc) => (doc as { filename?: string | null }).filename))
    for (const name of names.filter((each) => !named.has(each))) {
      await rm(pathOf(name), { force: true })
      removed += 1
    }
  }
  return removed
}

const firstSweepMs = 10 * 60 * 1000
const sweepEveryMs = 6 * 60 * 60 * 1000

/** Sweeps now and then for as long as this process lives; commands end long before the first time. */
export function keepSwept(payload: Payload): void {
  const sweep = () => {
    sweepPictures(payload).then(
      (removed) => removed > 0 && log().info({ removed }, 'removed pictures that nothing names any more'),
      (error: unknown) => log().warn({ err: error }, 'pictures that nothing names could not be removed'),
    )
  }
  setTimeout(sweep, firstSweepMs).unref()
  setInterval(sweep, sweepEveryMs).unref()
}
