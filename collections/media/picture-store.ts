import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { APIError, type CollectionAfterChangeHook, type UploadConfig } from 'payload'
import { env } from '#platform/env.ts'
import { log } from '#platform/log.ts'
import { writeAside } from '#platform/write-aside.ts'
import { copiesOf } from './picture-sizes.ts'

/*
 * Where pictures lie. Payload's own storage removes the old file before it knows that the new one, or the row, is kept:
 * a full disk or a refused save would leave a published page without its picture. Here a name is written once, whole or
 * not at all, and nothing that a request does removes a file. What no row names any more is swept away after a day (`sweep-pictures.ts`).
 */

/** Where a file of that name lies, whether it is there or not. */
export const pathOf = (filename: string): string => join(env().MEDIA_DIR, filename)

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

/**
 * Keeps an uploaded picture and its smaller copies under the names that its row has, in the transaction of that row: when
 * one of them cannot be written there is no row either.
 * @throws APIError 507 when the disk is full, 503 when the folder cannot be written
 */
export const keepPicture: CollectionAfterChangeHook = async ({ doc, req }) => {
  if (!req.file?.data || typeof doc.filename !== 'string') return doc
  try {
    await writeAside(pathOf(doc.filename), req.file.data)
    for (const [name, { filename }] of copiesOf(doc)) {
      const bytes = req.payloadUploadSizes?.[name]
      if (bytes) await writeAside(pathOf(filename), bytes)
    }
  } catch (error) {
    throw inWords(error)
  }
  return doc
}

/** The bytes of a picture that is kept. */
export const pictureBytes = (filename: string): Promise<Buffer> => readFile(pathOf(filename))

type Handler = NonNullable<UploadConfig['handlers']>[number]

/** Names as `acceptUpload` makes them, and those of smaller copies: nothing else lies there, and nothing else is looked for. */
export const givenName = /^([0-9a-z]{26})(?:-\d{1,5}x\d{1,5})?\.(jpg|png|webp)$/
const typeOf = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

/** Sends a picture. Payload has checked the right to see it before. */
export const sendPicture: Handler = async (_req, { params: { filename } }) => {
  const extension = givenName.exec(filename)?.[2] as keyof typeof typeOf | undefined
  if (!extension) return new Response(null, { status: 404 })
  try {
    const { size } = await stat(pathOf(filename))
    const body = Readable.toWeb(createReadStream(pathOf(filename))) as ReadableStream
    const headers = { 'Content-Type': typeOf[extension], 'Content-Length': String(size) }
    return new Response(body, { headers })
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (!isMissing) log().error({ err: error, filename }, 'a picture cannot be read')
    return new Response(null, { status: isMissing ? 404 : 503 })
  }
}
