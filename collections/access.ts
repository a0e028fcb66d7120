import type { Access, FieldAccess, PayloadRequest } from 'payload'
import { type Actor, can, type Role, ruleFor, type Verb } from '#publication/policy/index.ts'

type Account = { id: number | string; role?: Role | null; collection?: string }

/** Who is asking, as the policy knows actors; null when nobody is signed in. */
export function actorOf(req: Pick<PayloadRequest, 'user'>): Actor | null {
  const account = req.user as Account | null | undefined
  return account?.role ? { id: String(account.id), role: account.role } : null
}

/** The name under which a change goes into the journal: an account id, or the command that runs without one. */
export function actorName(req: Pick<PayloadRequest, 'user' | 'context'>): string {
  const account = req.user as Account | null | undefined
  if (account) return `account:${account.id}`
  return typeof req.context.actor === 'string' ? req.context.actor : 'system:local'
}

/** Collection access from the policy: `own` becomes a query on the field that names the maker. */
export function allowed(verb: Verb, ownerField?: string): Access {
  return ({ req }) => {
    const actor = actorOf(req)
    const rule = ruleFor(actor, verb)
    if (rule !== 'own' || actor === null) return rule === 'yes'
    return ownerField ? { [ownerField]: { equals: req.user?.id } } : false
  }
}

/** Field access from the policy. */
export function allowedField(verb: Verb): FieldAccess {
  return ({ req }) => can(actorOf(req), verb)
}

/** Anyone who is signed in. */
export const signedIn: Access = ({ req }) => actorOf(req) !== null
