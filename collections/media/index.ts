import type { CollectionConfig } from 'payload'
import { txOf } from '#platform/db.ts'
import { publicMediaFilenames, putMedia, removeRecord } from '#publication/edition/index.ts'
import { actorName, actorOf, allowed } from '../access.ts'
import { createdBy, publicId } from '../fields.ts'
import { inWords } from '../in-words.ts'
import { acceptedTypes, acceptUpload } from './accept-upload.ts'
import { imageSizes, smallerOf } from './picture-sizes.ts'
import { keepPicture, noFolder, sendPicture } from './picture-store.ts'

/** Blanks would pass for a description. */
const saysSomething = (value: unknown): string | true => {
  if (typeof value !== 'string' || value.trim() === '') return 'Say what the picture shows (alt text).'
  return value.length <= 400 || 'Say it in at most 400 characters.'
}

export const media: CollectionConfig = {
  slug: 'media',
  labels: { singular: 'Picture', plural: 'Media' },
  disableDuplicate: true,
  admin: {
    hideAPIURL: true,
    useAsTitle: 'alt',
    group: 'Publication',
    defaultColumns: ['filename', 'alt', 'updatedAt'],
  },
  access: {
    // Readers may have what a public edition shows, and nothing else that lies in the store.
    read: async ({ req }) => actorOf(req) !== null || { filename: { in: await publicMediaFilenames() } },
    create: allowed('media.create'),
    update: allowed('media.edit', 'createdBy'),
    delete: allowed('media.delete'),
  },
  upload: {
    staticDir: noFolder(),
    disableLocalStorage: true,
    handlers: [sendPicture],
    mimeTypes: [...acceptedTypes],
    pasteURL: false,
    crop: false,
    focalPoint: true,
    imageSizes,
    displayPreview: true,
  },
  fields: [
    publicId('m'),
    createdBy,
    {
      name: 'alt',
      type: 'text',
      required: true,
      maxLength: 400,
      validate: saysSomething,
      admin: { description: 'What the picture shows, for those who cannot see it.' },
    },
    { name: 'credit', type: 'text', maxLength: 200, admin: { description: 'Whose picture it is; shown below it.' } },
  ],
  hooks: {
    beforeOperation: [acceptUpload],
    afterChange: [
      keepPicture,
      async ({ doc, req }) => {
        const tx = await txOf(req)
        const { publicId: id, filename, alt, width, height, mimeType, focalX, focalY } = doc
        const size = {
          width: width ?? null,
          height: height ?? null,
          sizes: smallerOf(doc),
        }
        const look = { credit: doc.credit?.trim() || null, focalX: focalX ?? null, focalY: focalY ?? null }
        await inWords(() => putMedia(tx, { id, filename, alt, mimeType, ...size, ...look }, actorName(req)))
      },
    ],
    beforeDelete: [
      async ({ id, req }) => {
        const doc = await req.payload.findByID({ collection: 'media', id, depth: 0, req, overrideAccess: true })
        const tx = await txOf(req)
        await inWords(() => removeRecord(tx, 'media', String(doc.publicId), actorName(req)))
      },
    ],
  },
}
