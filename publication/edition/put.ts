import canonicalize from 'canonicalize'
import { desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { addJob } from '#platform/queue/index.ts'
import {
  type Article,
  type ArticleRef,
  canonicalText,
  digestOf,
  type References,
  undescribedIn,
} from '../article/index.ts'
import { append, type JournalVerb } from '../journal/index.ts'
import { addresses, current, editions, findings } from '../tables/index.ts'
import { addressesOf, claimAddress } from './addresses.ts'
import { beginChange, type Dependent, dependents, rederive } from './dependents.ts'
import { derive } from './derive.ts'
import { type KnownRecords, pagesOf } from './pages.ts'
import { articlePath } from './paths.ts'
import { PublishError } from './publish-error.ts'
import { articleRefsOf, ownRefOf, referencesOf } from './references.ts'
import { type Footprint, tagsOf } from './tags.ts'
import { changeReason } from './withdrawal-reason.ts'

/** What putting or withdrawing did. `same`: nothing changed, nothing is owed. */
export type Outcome = {
  outcome: 'same' | 'published' | 'revised' | 'moved' | 'withdrawn' | 'reason-changed'
  edition: number | null
  /** number of the journal entry; null when nothing changed */
  seq: number | null
  /** titles of public articles whose links became plain words */
  unlinked?: string[]
}

const same = (edition: number | null): Outcome => ({ outcome: 'same', edition, seq: null })

type Before = Footprint & { digest: string; number: number; ref: ArticleRef }

async function footprintOf(tx: Tx, articleId: string): Promise<Before | null> {
  // One writer per article at a time, also when there is no row to lock yet. What others derive anew is not read here.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${articleId}, 1))`)
  const { path, topicIds, authorIds, digest, number } = current
  const rows = await tx
    .select({ path, topicIds, authorIds, digest, number })
    .from(current)
    .where(eq(current.articleId, articleId))
  const ref = (await articleRefsOf(tx, [articleId])).get(articleId)
  return rows[0] && ref ? { id: articleId, ...rows[0], ref } : null
}

/** All of an edition but its text, which whoever puts it has at hand. */
const { id, number, digest, createdAt } = editions
const editionColumns = { id, number, digest, createdAt }

/** The immutable row for this text: the newest one when it says the same, else the next number. */
async function editionFor(tx: Tx, article: Article, canonical: string, digest: string) {
  const newest = await tx
    .select(editionColumns)
    .from(editions)
    .where(eq(editions.articleId, article.id))
    .orderBy(desc(editions.number))
    .limit(1)
  if (newest[0]?.digest === digest) return newest[0]
  const number = (newest[0]?.number ?? 0) + 1
  const added = await tx
    .insert(editions)
    .values({ articleId: article.id, number, digest, canonical, publishedAt: new Date(article.publishedAt) })
    .returning(editionColumns)
  if (!added[0]) throw new Error('The edition was not stored.')
  return added[0]
}

/** Whoever links to an article shows its address, its title and its findings. */
async function tellLinkers(tx: Tx, id: string, before: ArticleRef | null, after: ArticleRef | null) {
  if (canonicalize(before) === canonicalize(after)) return []
  const linkers = await dependents(tx, 'article', id)
  await rederive(tx, linkers)
  return linkers
}

type Owed = {
  seq: number
  before: Footprint | null
  after: Footprint | null
  linkers: Dependent[]
  known?: KnownRecords
}

async function owe(tx: Tx, { seq, before, after, linkers, known }: Owed): Promise<void> {
  const sides = [before, after].filter((side) => side !== null)
  const id = sides[0]?.id ?? ''
  // When its address changes, or ends, every address that it had before leads elsewhere too.
  const had = before?.path === after?.path ? [] : await addressesOf(tx, id)
  const tags = [...new Set([...tagsOf(before, after), ...had.map((path) => `address:${path}`)])]
  const paths = [...new Set([...(await pagesOf(tx, sides, known)), ...had])]
  // A withdrawn or moved page must not be served once more as stale, and a 404 must not be made into a page behind its
  // own answer: Next would take that answer's status and forbid the new page to search engines. All else may be stale.
  const isHard = had.length > 0
  const own = isHard ? tags.filter((tag) => tag === `article:${id}` || tag.startsWith('address:')) : []
  if (isHard) await addJob(tx, 'purge', { seq, tags: own, paths: had, expire: true })
  await addJob(tx, 'purge', {
    seq,
    tags: [...tags.filter((tag) => !own.includes(tag)), ...linkers.map((linker) => `article:${linker.articleId}`)],
    paths: [...new Set([...paths.filter((path) => !had.includes(path)), ...linkers.map((linker) => linker.path)])],
    expire: false,
  })
}

/** @throws PublishError naming the pictures that nobody has described, neither here nor in their records */
function refuseUndescribed({ body }: Article, { media }: References): void {
  const without = undescribedIn(body).filter((id) => !media.get(id)?.alt.trim())
  if (without.length === 0) return
  const files = without.map((id) => media.get(id)?.path.split('/').at(-1)).join(', ')
  throw new PublishError(
    `Say what is to be seen in the picture ${files}: it has no description (alt text), neither here nor in Media.`,
  )
}

/**
 * Makes this text the current edition of its article, in the caller's transaction: the immutable edition, the
 * current row, findings, address, journal entry and the purge that is owed.
 * @param actor account id or `system:{command}`
 * @throws PublishError in words for the editor
 */
export async function putEdition(tx: Tx, article: Article, actor: string): Promise<Outcome> {
  const before = await footprintOf(tx, article.id)
  const canonical = canonicalText(article)
  const digest = digestOf(canonical)
  if (before?.digest === digest) return same(before.number)

  await beginChange(tx)
  const references = await referencesOf(tx, article)
  refuseUndescribed(article, references)
  const edition = await editionFor(tx, article, canonical, digest)
  const path = articlePath(article.slug)
  const row = derive(article, edition, references)
  await tx.insert(current).values(row).onConflictDoUpdate({ target: current.articleId, set: row })
  await tx.delete(findings).where(eq(findings.articleId, article.id))
  if (article.findings.length > 0)
    await tx.insert(findings).values(
      article.findings.map((finding, position) => ({
        articleId: article.id,
        findingId: finding.id,
        position,
        kind: finding.kind,
        title: finding.title,
        shows: finding.kind === 'break' ? finding.shows : null,
        scale: finding.kind === 'break' ? finding.scale : null,
        cost: finding.cost,
        status: finding.kind === 'break' ? finding.status : null,
        answers: finding.kind === 'hold' ? finding.answers : [],
        heldBy: finding.kind === 'break' ? finding.heldBy : [],
        verifiedSince: finding.kind === 'hold' ? finding.verifiedSince : null,
      })),
    )
  await tx
    .update(addresses)
    .set({ gone: false, reason: null, changedAt: sql`now()` })
    .where(eq(addresses.target, article.id))
  await claimAddress(tx, 'article', article.id, path)

  const linkers = await tellLinkers(tx, article.id, before?.ref ?? null, ownRefOf(article))
  const outcome = !before ? 'published' : before.path === path ? 'revised' : 'moved'
  const verb: JournalVerb = `article.${outcome}`
  const seq = await append(tx, { verb, subject: article.id, actor, edition: edition.number, digest, path })
  const after = { id: article.id, path, topicIds: article.topics, authorIds: article.authors }
  await owe(tx, { seq, before, after, linkers, known: references })
  return { outcome, edition: edition.number, seq }
}

async function refuseLinked(tx: Tx, articleId: string): Promise<void> {
  const linkers = await dependents(tx, 'article', articleId)
  if (linkers.length === 0) return
  const titles = linkers.map(({ title }) => `“${title}”`).join(', ')
  throw new PublishError(
    `Other articles link to this one: ${titles}. Take those links away first, or tick “Withdraw although linked” at this article: the links become plain words then.`,
  )
}

/**
 * Takes an article out of public, in the caller's transaction. Its editions stay; its addresses answer 410.
 * Of an article that is withdrawn already, the reason at its addresses is made this one.
 * @param reason shown to readers at the old address; null when none is given; undefined leaves what stands there
 * @param linked what to do when public articles link to it: refuse, or let their links become plain words
 * @throws PublishError naming those that link to it
 */
export async function withdraw(
  tx: Tx,
  articleId: string,
  actor: string,
  reason: string | null | undefined,
  linked: 'refuse' | 'unlink' = 'refuse',
): Promise<Outcome> {
  const before = await footprintOf(tx, articleId)
  if (!before) {
    const changed = reason === undefined ? null : await changeReason(tx, articleId, actor, reason)
    return changed === null ? same(null) : { outcome: 'reason-changed', edition: null, seq: changed }
  }
  await beginChange(tx)
  if (linked === 'refuse') await refuseLinked(tx, articleId)
  await tx.delete(findings).where(eq(findings.articleId, articleId))
  await tx.delete(current).where(eq(current.articleId, articleId))
  await tx
    .update(addresses)
    .set({ gone: true, reason: reason ?? null, changedAt: sql`now()` })
    .where(eq(addresses.target, articleId))
  const linkers = await tellLinkers(tx, articleId, before.ref, null)
  const seq = await append(tx, {
    verb: 'article.withdrawn',
    subject: articleId,
    actor,
    edition: before.number,
    digest: before.digest,
    path: before.path,
    ...(reason ? { reason: digestOf(reason) } : {}),
  })
  await owe(tx, { seq, before, after: null, linkers })
  return { outcome: 'withdrawn', edition: before.number, seq, unlinked: linkers.map(({ title }) => title) }
}
