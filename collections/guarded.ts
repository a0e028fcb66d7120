import type { CollectionConfig } from 'payload'
import { eachByItself } from './each-by-itself.ts'
import { wholeDocuments } from './whole-documents.ts'

/**
 * What holds of every collection, whoever writes the next one: a change of many goes document by document, hooks see
 * documents whole, and nobody deletes many at once, which Payload does side by side in one transaction that the first
 * failure ends under the others.
 */
export function guarded(collection: CollectionConfig): CollectionConfig {
  return {
    ...collection,
    disableBulkDelete: true,
    hooks: {
      ...collection.hooks,
      beforeOperation: [eachByItself, wholeDocuments, ...(collection.hooks?.beforeOperation ?? [])],
    },
  }
}
