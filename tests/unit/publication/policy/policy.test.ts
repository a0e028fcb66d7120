import { describe, expect, it } from 'vitest'
import { can, type Role, roleNames, ruleFor, type Verb, verbs } from '#publication/policy/index.ts'

/** The whole table once more, as sentences: who may do it to everything, and who only to the own. */
const expected: Record<Verb, { all: Role[]; own?: Role[] }> = {
  'article.read': { all: ['author', 'editor', 'publisher', 'admin'] },
  'article.create': { all: ['author', 'editor', 'publisher', 'admin'] },
  'article.edit': { all: ['editor', 'publisher', 'admin'], own: ['author'] },
  'article.publish': { all: ['publisher', 'admin'] },
  'article.delete': { all: ['publisher', 'admin'] },
  'site.edit': { all: ['publisher', 'admin'] },
  'topic.edit': { all: ['publisher', 'admin'] },
  'author.edit': { all: ['publisher', 'admin'] },
  'media.create': { all: ['author', 'editor', 'publisher', 'admin'] },
  'media.edit': { all: ['editor', 'publisher', 'admin'], own: ['author'] },
  'media.delete': { all: ['publisher', 'admin'] },
  'user.read': { all: ['admin'], own: ['author', 'editor', 'publisher'] },
  'user.edit': { all: ['admin'], own: ['author', 'editor', 'publisher'] },
  'user.create': { all: ['admin'] },
  'user.delete': { all: ['admin'] },
  'user.promote': { all: ['admin'] },
}

describe.each(verbs)('%s', (verb) => {
  it.each(roleNames)('by %s', (role) => {
    const actor = { id: '7', role }
    const { all, own = [] } = expected[verb]
    expect(can(actor, verb, { ownerId: '8' })).toBe(all.includes(role))
    expect(can(actor, verb, { ownerId: '7' })).toBe(all.includes(role) || own.includes(role))
    expect(can(actor, verb)).toBe(all.includes(role))
  })

  it('by nobody', () => {
    expect(can(null, verb, { ownerId: null })).toBe(false)
    expect(ruleFor(null, verb)).toBe('no')
  })
})
