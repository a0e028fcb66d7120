import { fileTypeFromBuffer } from 'file-type'
import { APIError, type CollectionBeforeOperationHook } from 'payload'
import sharp, { type Sharp } from 'sharp'
import { ulid } from 'ulid'

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

/**
 * Decodes an uploaded picture and writes it anew, so that nothing but pixels is kept, under a name of ours.
 * @throws APIError 400 (not a picture we take) or 413 (too many pixels)
 */
async function acceptPicture(bytes: Buffer): Promise<Accepted> {
  const found = await fileTypeFromBuffer(bytes)
  const encoder = encoders[found?.mime as keyof typeof encoders]
  if (!found || !encoder)
    throw new APIError('This is not a JPEG, PNG or WebP picture. Convert it and upload it again.', 400, undefined, true)
  try {
    const image = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' }).rotate()
    const data = await encoder.encode(image).toBuffer()
    return { data, mimetype: found.mime, name: `${ulid().toLowerCase()}.${encoder.extension}`, size: data.length }
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    if (/pixel limit/i.test(reason))
      throw new APIError('The picture has more than 40 megapixels. Make it smaller first.', 413, undefined, true)
    throw new APIError('The picture is damaged and cannot be read. Export it again.', 400, undefined, true)
  }
}

/** Every file that comes in, by whatever way, passes here before it is stored. */
export const acceptUpload: CollectionBeforeOperationHook = async ({ args, req, operation }) => {
  if ((operation === 'create' || operation === 'update') && req.file?.data) {
    const accepted = await acceptPicture(req.file.data)
    req.file = { ...req.file, ...accepted }
  }
  return args
}
