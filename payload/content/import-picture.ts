import type { Payload, PayloadRequest } from 'payload'
import { pictureBytes } from '#collections/media/picture-store.ts'
import type { Imported } from './import-records.ts'
import type { PictureFile } from './read-folder.ts'
import type { StoredPicture } from './stored.ts'

/** What everything in one import is written with. */
export type Work = { payload: Payload; req: PayloadRequest; actor: string; isDryRun: boolean }

/** @param publicId the id that what is created gets */
export const contextOf = ({ actor }: Work, publicId: string | null = null) => ({ actor, isImport: true, publicId })

/** What a list of pictures says of one, where it says it. */
function lookOf({ alt, entry }: PictureFile): {
  alt: string
  credit?: string | null
  focalX?: number
  focalY?: number
} {
  if (!entry) return { alt }
  const [focalX, focalY] = entry.focal ?? [50, 50]
  return { alt: entry.alt, credit: entry.credit ?? null, focalX, focalY }
}

const mimeOf: Record<string, string> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

/**
 * Keeps a picture under its public id, with what the list says of it; one that is the same already is left alone. A dry
 * run only says so.
 */
export async function writePicture(work: Work, picture: PictureFile): Promise<Imported> {
  const { payload, req, isDryRun } = work
  const { id: publicId, data, extension } = picture
  const shared = { collection: 'media', overrideAccess: true, req, context: contextOf(work, publicId) } as const
  const found = await payload.find({
    collection: 'media',
    where: { publicId: { equals: publicId } },
    depth: 0,
    overrideAccess: true,
    showHiddenFields: true,
    req,
  })
  const kept = found.docs[0] as unknown as StoredPicture | undefined
  const file = { data, mimetype: mimeOf[extension] ?? '', name: `${publicId}.${extension}`, size: data.length }
  const look = lookOf(picture)
  // With a file Payload takes a 0 for no focal point; said by itself it is kept.
  const refocus = async (id: number | string) => {
    const { focalX, focalY } = look
    if (focalX === 0 || focalY === 0) await payload.update({ ...shared, id, data: { focalX, focalY } as never })
  }
  if (!kept) {
    if (isDryRun) return 'created'
    const { id } = await payload.create({ ...shared, data: look as never, file })
    await refocus(id)
    return 'created'
  }
  const bytes = await pictureBytes(kept.filename).catch(() => null)
  const isSame = bytes?.equals(data) === true
  const current = { alt: kept.alt, credit: kept.credit || null, focalX: kept.focalX ?? 50, focalY: kept.focalY ?? 50 }
  // A text that only the article gives is the article's, and not the picture's own.
  const saysSame =
    !picture.entry || Object.entries(look).every(([key, value]) => current[key as keyof typeof current] === value)
  if (isSame && saysSame) return 'unchanged'
  if (isDryRun) return 'updated'
  await payload.update({ ...shared, id: kept.id, data: (picture.entry ? look : {}) as never, ...(!isSame && { file }) })
  if (!isSame) await refocus(kept.id)
  return 'updated'
}
