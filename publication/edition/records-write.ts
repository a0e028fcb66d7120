import canonicalize from 'canonicalize'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { addJob } from '#platform/queue/index.ts'
import { append, type JournalVerb } from '../journal/index.ts'
import { addresses, authors, media, topics } from '../tables/index.ts'
import { addressesOf, claimAddress } from './addresses.ts'
import { announce } from './announce.ts'
import { noteChanges, refreshed } from './changes-write.ts'
import { beginChange, dependents, type Referred, rederive } from './dependents.ts'
import { pagesOf } from './pages.ts'
import { authorPath, pagesOfList, topicPath } from './paths.ts'
import { sheetsOf } from './plates.ts'
import { PublishError } from './publish-error.ts'

export type TopicInput = Omit<typeof topics.$inferInsert, 'sheets'>
export type AuthorInput = typeof authors.$inferInsert
export type MediaInput = typeof media.$inferInsert

type Kind = Exclude<Referred, 'article'>
type Change = { kind: Kind; id: string; actor: string; verb: JournalVerb; before: string | null; after: string | null }

/** Journal entry, derived rows and purge for a changed public record. */
async function tell(tx: Tx, change: Change): Promise<void> {
  const { kind, id, before, after } = change
  await beginChange(tx)
  const shown = await dependents(tx, kind, id)
  await rederive(tx, shown)
  const path = after ?? before ?? undefined
  const seq = await append(tx, { verb: change.verb, subject: id, actor: change.actor, ...(path ? { path } : {}) })
  await noteChanges(tx, seq, shown.map(refreshed))
  const isHard = before !== after
  // Every teaser names its topics, so a topic shows on other topics' pages as well, and on those of authors.
  const pages = kind === 'topic' ? await pagesOf(tx, shown) : shown.map((row) => row.path)
  const own = isHard ? await addressesOf(tx, id) : [...new Set([before, after].filter((value) => value !== null))]
  if (isHard) await addJob(tx, 'purge', { seq, tags: own.map((value) => `address:${value}`), paths: own, expire: true })
  await addJob(tx, 'purge', {
    seq,
    tags: [
      ...new Set([
        `${kind}:${id}`,
        'list',
        ...(isHard ? [] : own.map((value) => `address:${value}`)),
        ...shown.map((row) => `article:${row.articleId}`),
      ]),
    ],
    paths: [...new Set([...(isHard ? [] : own), ...pagesOfList, ...pages])],
    expire: false,
  })
  await announce(tx, seq, { pages: ['/', ...own], shown })
}

/** Compared as canonical JSON, because Postgres gives the keys of stored JSON back in an order of its own. */
const equal = (before: object | undefined, after: object): boolean =>
  before !== undefined &&
  Object.entries(after).every(
    ([key, value]) => canonicalize((before as Record<string, unknown>)[key] ?? null) === canonicalize(value ?? null),
  )

/** Stores a topic's public record; says so in the journal and owes a purge when it changed. */
export async function putTopic(tx: Tx, input: TopicInput, actor: string): Promise<void> {
  const found = await tx.select().from(topics).where(eq(topics.id, input.id)).for('update')
  if (equal(found[0], input)) return
  const row = { ...input, sheets: await sheetsOf(tx, input.slug, input.loadCase) }
  await tx.insert(topics).values(row).onConflictDoUpdate({ target: topics.id, set: row })
  const path = topicPath(input.slug)
  await claimAddress(tx, 'topic', input.id, path)
  const before = found[0] ? topicPath(found[0].slug) : null
  await tell(tx, { kind: 'topic', id: input.id, actor, verb: 'topic.changed', before, after: path })
}

/** Stores an author's public record; says so in the journal and owes a purge when it changed. */
export async function putAuthor(tx: Tx, input: AuthorInput, actor: string): Promise<void> {
  const found = await tx.select().from(authors).where(eq(authors.id, input.id)).for('update')
  if (equal(found[0], input)) return
  await tx.insert(authors).values(input).onConflictDoUpdate({ target: authors.id, set: input })
  const path = authorPath(input.slug)
  await claimAddress(tx, 'author', input.id, path)
  const before = found[0] ? authorPath(found[0].slug) : null
  await tell(tx, { kind: 'author', id: input.id, actor, verb: 'author.changed', before, after: path })
}

/** Stores a picture's public record. */
export async function putMedia(tx: Tx, input: MediaInput, actor: string): Promise<void> {
  const found = await tx.select().from(media).where(eq(media.id, input.id)).for('update')
  if (equal(found[0], input)) return
  await tx.insert(media).values(input).onConflictDoUpdate({ target: media.id, set: input })
  await tell(tx, { kind: 'media', id: input.id, actor, verb: 'media.changed', before: null, after: null })
}

const named = { topic: 'topic', author: 'author', media: 'picture' } as const

/**
 * Removes a public record that no public article uses any more; its address answers 410.
 * @throws PublishError naming the articles that still use it
 */
export async function removeRecord(tx: Tx, kind: Kind, id: string, actor: string): Promise<void> {
  await beginChange(tx)
  const users = await dependents(tx, kind, id)
  if (users.length > 0) {
    const titles = users.map((row) => `“${row.title}”`).join(', ')
    throw new PublishError(`This ${named[kind]} is used by ${titles}. Change or unpublish those articles first.`)
  }
  const table = { topic: topics, author: authors, media }[kind]
  const removed = await tx.delete(table).where(eq(table.id, id)).returning({ id: table.id })
  if (removed.length === 0) return
  const gone = await tx
    .update(addresses)
    .set({ gone: true, changedAt: sql`now()` })
    .where(eq(addresses.target, id))
    .returning({ path: addresses.path })
  await tell(tx, { kind, id, actor, verb: `${kind}.removed`, before: gone[0]?.path ?? null, after: null })
}
