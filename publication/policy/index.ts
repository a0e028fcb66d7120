/** Who may do what. One table; collections, fields and hooks ask `can` and nothing else. */

export const roleNames = ['author', 'editor', 'publisher', 'admin'] as const
export type Role = (typeof roleNames)[number]

export const verbs = [
  'article.read',
  'article.create',
  'article.edit',
  'article.publish',
  'article.delete',
  'topic.edit',
  'author.edit',
  'site.edit',
  'media.create',
  'media.edit',
  'media.delete',
  'user.read',
  'user.edit',
  'user.create',
  'user.delete',
  'user.promote',
] as const
export type Verb = (typeof verbs)[number]

/** Someone who is signed in. `id` is the account's id as text. */
export type Actor = { id: string; role: Role }
/** What the verb is about, where it matters who made it: the account id of its maker. */
export type Subject = { ownerId?: string | null | undefined }

/** `own`: only for what the actor made (for accounts: only their own). */
type Rule = 'no' | 'own' | 'yes'

const table: Record<Verb, Record<Role, Rule>> = {
  'article.read': { author: 'yes', editor: 'yes', publisher: 'yes', admin: 'yes' },
  'article.create': { author: 'yes', editor: 'yes', publisher: 'yes', admin: 'yes' },
  'article.edit': { author: 'own', editor: 'yes', publisher: 'yes', admin: 'yes' },
  'article.publish': { author: 'no', editor: 'no', publisher: 'yes', admin: 'yes' },
  'article.delete': { author: 'no', editor: 'no', publisher: 'yes', admin: 'yes' },
  'topic.edit': { author: 'no', editor: 'no', publisher: 'yes', admin: 'yes' },
  'author.edit': { author: 'no', editor: 'no', publisher: 'yes', admin: 'yes' },
  'site.edit': { author: 'no', editor: 'no', publisher: 'yes', admin: 'yes' },
  'media.create': { author: 'yes', editor: 'yes', publisher: 'yes', admin: 'yes' },
  'media.edit': { author: 'own', editor: 'yes', publisher: 'yes', admin: 'yes' },
  'media.delete': { author: 'no', editor: 'no', publisher: 'yes', admin: 'yes' },
  'user.read': { author: 'own', editor: 'own', publisher: 'own', admin: 'yes' },
  'user.edit': { author: 'own', editor: 'own', publisher: 'own', admin: 'yes' },
  'user.create': { author: 'no', editor: 'no', publisher: 'no', admin: 'yes' },
  'user.delete': { author: 'no', editor: 'no', publisher: 'no', admin: 'yes' },
  'user.promote': { author: 'no', editor: 'no', publisher: 'no', admin: 'yes' },
}

/** The rule for a role, for callers that turn `own` into a query. Nobody signed in: `no`. */
export function ruleFor(actor: Actor | null, verb: Verb): Rule {
  return actor ? table[verb][actor.role] : 'no'
}

/** May this actor do this to this subject? Nobody signed in may do nothing. */
export function can(actor: Actor | null, verb: Verb, subject: Subject = {}): boolean {
  const rule = ruleFor(actor, verb)
  return rule === 'yes' || (rule === 'own' && actor !== null && subject.ownerId === actor.id)
}
