import type { Payload } from 'payload'
import { context } from '../../support/factories.ts'

/** Saves of articles by a command, past access control, as the tests of the publish path need them. */
export const savesOf = (payload: Payload) => ({
  create: (data: object) => payload.create({ collection: 'articles', data: data as never, context }),
  update: (id: number | string, data: object, options: object = {}) =>
    payload.update({ collection: 'articles', id, data: data as never, context, ...options }),
  publicId: async (doc: { id: number | string }) => {
    const found = await payload.findByID({ collection: 'articles', id: doc.id, showHiddenFields: true, trash: true })
    return String((found as { publicId?: string }).publicId)
  },
})
