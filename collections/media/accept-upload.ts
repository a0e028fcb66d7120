import { fileTypeFromBuffer } from 'file-type'
import pLimit from 'p-limit'
import { APIError, type CollectionBeforeOperationHook, Forbidden, type PayloadRequest } from 'payload'
import sharp, { type Sharp } from 'sharp'
import { ulid } from 'ulid'
import { actorOf } from '../access.ts'
import { isBarePicture } from './bare-picture.ts'
import { pictureBytes } from './picture-store.ts'

/** 40 megapixels: what a decoded picture may hold at most. */
const maxPixels = 40_000_000

const encoders = {
  'image/jpeg': { extension: 'jpg', encode: (image: Sharp) => image.jpeg({ quality: 84, mozjpeg: true }) },
  'image/png': { extension: 'png', encode: (image: Sharp) => image.png({ compressionLevel: 9 }) },
  'image/webp': { extension: 'webp', encode: (image: Sharp) => image.webp({ quality: 84 }) },
} as const

/** Media types that may be uploaded; the bytes decide, not the name. */
export const acceptedTypes = Object.keys(encoders) as (keyof typeof encoders)[]

type Accepted = { data: Buffer; mimetype: string; name: string; size: number }

/** One decoded picture may take 160 MB and seconds of a core. */
const decoding = pLimit(2)

/** Names are made here and given once. */
const nameWith = (extension: string): string => `${ulid().toLowerCase()}.${extension}`

/**
 * Decodes an uploaded picture and writes it anew, so that nothing but pixels is kept, under a name of ours.
 * @param isOurs an import brings what an export wrote: encoded twice, a photograph would lose a little each time. It is
 *   decoded all the same, and kept byte for byte if it carries nothing else
 * @throws APIError 400 (not a picture we take) or 413 (too many pixels)
 */
export async function acceptPicture(bytes: Buffer, isOurs: boolean): Promise<Accepted> {
  const found = await fileTypeFromBuffer(bytes)
  const encoder = encoders[found?.mime as keyof typeof encoders]
  if (!found || !encoder)
    throw new APIError('This is not a JPEG, PNG or WebP picture. Convert it and upload it again.', 400, undefined, true)
  try {
    const image = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' }).rotate()
    const encoded = await decoding(() => encoder.encode(image).toBuffer())
    const data = isOurs && isBarePicture(bytes, found.mime as keyof typeof encoders) ? bytes : encoded
    return { data, mimetype: found.mime, name: nameWith(encoder.extension), size: data.length }
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    if (/pixel limit/i.test(reason))
      throw new APIError('The picture has more than 40 megapixels. Make it smaller first.', 413, undefined, true)
    throw new APIError('The picture is damaged and cannot be read. Export it again.', 400, undefined, true)
  }
}

type Focal = { filename?: string | null; mimeType?: string | null; focalX?: number | null; focalY?: number | null }

/**
 * A moved focal point has Payload make the picture anew, from a file that it would fetch from this very server over HTTP.
 * It is handed the file instead.
 */
async function sameFile(args: { id?: unknown; data?: Focal }, req: PayloadRequest): Promise<Accepted | null> {
  const { focalX, focalY } = args.data ?? {}
  if ((typeof args.id !== 'number' && typeof args.id !== 'string') || !focalX || !focalY) return null
  const kept = (await req.payload.findByID({
    collection: 'media',
    id: args.id,
    depth: 0,
    disableErrors: true,
    overrideAccess: true,
    req,
  })) as Focal | null
  if (!kept?.filename || !kept.mimeType || (kept.focalX === focalX && kept.focalY === focalY)) return null
  const data = await pictureBytes(kept.filename)
  const { extension } = encoders[kept.mimeType as keyof typeof encoders]
  return { data, mimetype: kept.mimeType, name: nameWith(extension), size: data.length }
}

/** Only a command says so of itself: a request has no such context. */
const isImport = (req: PayloadRequest): boolean => req.context.isImport === true && !req.user

/** Every file that comes in, by whatever way, passes here before it is stored. */
export const acceptUpload: CollectionBeforeOperationHook = async ({ args, req, operation }) => {
  if (operation !== 'create' && operation !== 'update') return args
  // Payload asks for the right after this hook, and decoding is work that no stranger may have done.
  if (req.file && !(args as { overrideAccess?: boolean }).overrideAccess && actorOf(req) === null)
    throw new Forbidden(req.t)
  // Crops and sizes that a hand-made request asks for are not offered, and would be made from a fetched file too.
  if (req.query) delete req.query.uploadEdits
  if (req.file?.data) req.file = { ...req.file, ...(await acceptPicture(req.file.data, isImport(req))) }
  else if (operation === 'update') {
    const again = await sameFile(args as { id?: unknown; data?: Focal }, req)
    if (again) req.file = again
  }
  return args
}
