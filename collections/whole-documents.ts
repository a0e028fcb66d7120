import { APIError, type CollectionBeforeOperationHook } from 'payload'

/**
 * What a caller wants to see of a document is for reads alone. Payload narrows by `select` what the hooks of a save and of a
 * deletion are handed too, and those write from it: dates, links and measures would be taken for removed.
 * @throws APIError 400 when a version is to be restored in part: Payload has read `select` by then, so it cannot be dropped
 */
export const wholeDocuments: CollectionBeforeOperationHook = ({ args, operation }) => {
  // Restoring is not among the operations that Payload's type of this hook names.
  const name = operation as string
  const { select, populate: _populate, ...whole } = args as { select?: unknown; populate?: unknown }
  if (name === 'restoreVersion' && select)
    throw new APIError('A version is restored whole: leave out “select”.', 400, undefined, true)
  return ['create', 'update', 'delete', 'restoreVersion'].includes(name) ? (whole as typeof args) : args
}
