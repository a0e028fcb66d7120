import {
  type CollectionAfterChangeHook,
  type CollectionAfterDeleteHook,
  type CollectionAfterLoginHook,
  type CollectionAfterOperationHook,
  type CollectionBeforeChangeHook,
  type CollectionBeforeOperationHook,
  commitTransaction,
  initTransaction,
  type PayloadRequest,
} from 'payload'
import { txOf } from '#platform/db.ts'
import { append, type JournalVerb } from '#publication/journal/index.ts'
import { actorName } from '../access.ts'
import { accountAt } from './account-at.ts'

type Verb = Extract<JournalVerb, `account.${string}`>

const subjectOf = (id: number | string): string => `account:${id}`

/** Who did it: the account that asks, or the command that runs, or the one who makes the first account: that account itself. */
function actorOver(req: PayloadRequest, id: number | string): string {
  return req.user || typeof req.context.actor === 'string' ? actorName(req) : subjectOf(id)
}

async function tell(req: PayloadRequest, verb: Verb, id: number | string, actor = actorOver(req, id)): Promise<void> {
  await append(await txOf(req), { verb, subject: subjectOf(id), actor })
}

const passwordMark = (id: number | string): string => `password of ${id}`

/** A new password is gone from the values before anything is stored, so that it comes is remembered here. */
export const notePassword: CollectionBeforeChangeHook = ({ data, originalDoc, operation, context }) => {
  if (operation === 'update' && originalDoc && typeof data.password === 'string' && data.password)
    context[passwordMark(originalDoc.id)] = true
}

/** One entry for each thing that changed about who may come in, and as what. A name is no such thing. */
export const tellAccount: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req, context }) => {
  if (operation === 'create') return tell(req, 'account.created', doc.id)
  if (previousDoc?.role !== doc.role) await tell(req, 'account.role-changed', doc.id)
  if (previousDoc?.email !== doc.email) await tell(req, 'account.email-changed', doc.id)
  if (context[passwordMark(doc.id)]) await tell(req, 'account.password-changed', doc.id)
  delete context[passwordMark(doc.id)]
}

export const tellRemoval: CollectionAfterDeleteHook = async ({ id, req }) => tell(req, 'account.removed', id)

type Unlocking = { id: number; ownsTransaction: boolean }

/**
 * Payload unlocks in a transaction that its hooks stand outside of. Opened here first, it is the one that Payload uses, and
 * `tellUnlock` closes it with the entry in it; when Payload refuses, it takes the transaction back itself.
 * Setting a password by token has no hook of its own after it: the sign-in that follows it in the same transaction tells.
 */
export const noteOperation: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  // The operations of accounts are not among those that Payload's type of this hook names.
  const name = operation as string
  if (name === 'resetPassword') req.context.isPasswordReset = true
  if (name !== 'unlock') return
  const email = String((args as { data?: { email?: unknown } }).data?.email ?? '')
  const ownsTransaction = await initTransaction(req)
  const account = await accountAt(req, email)
  req.context.unlocking = { id: account?.isLocked ? account.id : 0, ownsTransaction } satisfies Unlocking
}

export const tellUnlock: CollectionAfterOperationHook = async ({ operation, req, result }) => {
  if ((operation as string) !== 'unlock') return result
  const { id, ownsTransaction } = req.context.unlocking as Unlocking
  if (id > 0) await tell(req, 'account.unlocked', id)
  if (ownsTransaction) await commitTransaction(req)
  return result
}

export const tellPasswordReset: CollectionAfterLoginHook = async ({ req, user }) => {
  if (!req.context.isPasswordReset) return
  delete req.context.isPasswordReset
  await tell(req, 'account.password-changed', user.id, subjectOf(user.id))
}
