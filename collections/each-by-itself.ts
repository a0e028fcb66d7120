import { type CollectionBeforeOperationHook, commitTransaction } from 'payload'

/**
 * For a change of many at once: each document gets a transaction of its own, so that one that fails takes no other with
 * it. Payload begins one for the whole request as well; what is changed before the first failure would run in that and be
 * rolled back with it, after the editor was told that it is done. It is still empty here, and is ended.
 */
export const eachByItself: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation === 'update' && 'where' in args && args.where && req.payloadAPI === 'REST') await commitTransaction(req)
  return args
}
