import { and, desc, eq, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Tx } from '#platform/db.ts'
import {
  type Article,
  canonicalText,
  digestOf,
  parseCanonical,
  type References,
  undescribedIn,
  usersInScale,
} from '../article/index.ts'
import { append, type JournalVerb } from '../journal/index.ts'
import { addresses, current, editions, findings } from '../tables/index.ts'
import { claimAddress } from './addresses.ts'
import { noteChanges, refreshed } from './changes-write.ts'
import { addCorrection } from './corrections.ts'
import { beginChange } from './dependents.ts'
import { derive } from './derive.ts'
import { type Before, footprintOf, type Outcome, same } from './outcome.ts'
import { owe, tellLinkers } from './owe.ts'
import { articlePath } from './paths.ts'
import { plateOf, putBeam } from './plates.ts'
import { PublishError } from './publish-error.ts'
import { loadOf, ownRefOf, referencesOf } from './references.ts'
import { oweShareImage } from './share-images.ts'

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

/** Digests of texts that this process has written: they say what this code would write of them again. */
const written = new LRUCache<string, true>({ max: 10_000 })

/** Whether the current edition, which older code may have written, says the same as this text. */
async function isSaid(tx: Tx, { id, number, digest }: Before, canonical: string): Promise<boolean> {
  if (written.has(digest)) return false
  const isIt = and(eq(editions.articleId, id), eq(editions.number, number))
  const [kept] = await tx.select({ canonical: editions.canonical }).from(editions).where(isIt)
  return kept !== undefined && canonicalText(parseCanonical(kept.canonical)) === canonical
}

async function putFindings(tx: Tx, article: Article): Promise<void> {
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
        users: finding.kind === 'break' ? usersInScale(finding.scale) : null,
      })),
    )
}

const breaksOf = (ids: { id: string }[]): number => ids.filter(({ id }) => id.startsWith('b')).length

/** Whether the beam over the newest articles runs as before: each has its place by date, and an opening per break. */
const isBeamAsBefore = (before: Before | null, article: Article): boolean =>
  before !== null &&
  before.publishedAt.toISOString() === article.publishedAt &&
  breaksOf(before.ref.findings) === breaksOf(article.findings)

/** @throws PublishError naming the pictures that nobody has described, neither here nor in their records */
function refuseUndescribed({ body }: Article, { media }: References): void {
  const without = undescribedIn(body).filter((id) => !media.get(id)?.alt.trim())
  if (without.length === 0) return
  const files = without.map((id) => media.get(id)?.path.split('/').at(-1)).join(', ')
  throw new PublishError(
    `Say what is to be seen in the picture ${files}: it has no description (alt text), neither here nor in Media.`,
  )
}

const nothingToCorrect = () =>
  new PublishError(
    'A correction says what was wrong in an edition before this one, and there is none. Empty “What was wrong”, or change the text with it.',
  )

/** A correction that comes after the edition which it belongs to: the text stays, and readers are told. */
async function correctLater(tx: Tx, before: Before, actor: string, text: string): Promise<Outcome> {
  const { id: articleId, number: edition, digest, path } = before
  if (edition === 1) throw nothingToCorrect()
  await beginChange(tx)
  const verb = 'article.corrected'
  const correction = digestOf(text)
  const seq = await append(tx, { verb, subject: articleId, actor, edition, digest, path, correction })
  await addCorrection(tx, { articleId, edition, seq, text })
  await noteChanges(tx, seq, [{ type: 'refreshed', articleId, path, edition, digest }])
  const ids = before.ref.findings.map((finding) => finding.id)
  await owe(tx, { seq, before, after: before, linkers: [], findings: { had: ids, has: ids } })
  return { outcome: 'corrected', edition, seq }
}

/**
 * Makes this text the current edition of its article, in the caller's transaction: the immutable edition, the
 * current row, findings, address, journal entry and the purge that is owed.
 * @param actor account id or `system:{command}`
 * @param correction what readers are told was wrong in the edition before, 1 to 600 characters; null for nothing
 * @throws PublishError in words for the editor
 */
export async function putEdition(
  tx: Tx,
  article: Article,
  actor: string,
  correction: string | null = null,
): Promise<Outcome> {
  const before = await footprintOf(tx, article.id)
  const canonical = canonicalText(article)
  const digest = digestOf(canonical)
  if (before && (before.digest === digest || (await isSaid(tx, before, canonical))))
    return correction === null ? same(before.number) : correctLater(tx, before, actor, correction)

  await beginChange(tx)
  const references = await referencesOf(tx, article)
  refuseUndescribed(article, references)
  const edition = await editionFor(tx, article, canonical, digest)
  if (correction !== null && edition.number === 1) throw nothingToCorrect()
  written.set(digest, true)
  const path = articlePath(article.slug)
  const row = derive(article, edition, references, await plateOf(tx, article, loadOf(article, references)))
  await tx.insert(current).values(row).onConflictDoUpdate({ target: current.articleId, set: row })
  await putFindings(tx, article)
  if (!isBeamAsBefore(before, article)) await putBeam(tx)
  await tx
    .update(addresses)
    .set({ gone: false, reason: null, changedAt: sql`now()` })
    .where(eq(addresses.target, article.id))
  await claimAddress(tx, 'article', article.id, path)

  const linkers = await tellLinkers(tx, article.id, before?.ref ?? null, ownRefOf(article))
  const outcome: 'published' | 'revised' | 'moved' = !before ? 'published' : before.path === path ? 'revised' : 'moved'
  const verb: JournalVerb = `article.${outcome}`
  const told = correction === null ? {} : { correction: digestOf(correction) }
  const seq = await append(tx, { verb, subject: article.id, actor, edition: edition.number, digest, path, ...told })
  if (correction !== null)
    await addCorrection(tx, { articleId: article.id, edition: edition.number, seq, text: correction })
  const own = { type: outcome, articleId: article.id, path, edition: edition.number, digest }
  const previousPath = outcome === 'moved' ? before?.path : undefined
  await noteChanges(tx, seq, [{ ...own, previousPath }, ...linkers.map(refreshed)])
  const after = { id: article.id, path, topicIds: article.topics, authorIds: article.authors }
  const had = (before?.ref.findings ?? []).map((finding) => finding.id)
  const has = article.findings.map((finding) => finding.id)
  await owe(tx, { seq, before, after, linkers, findings: { had, has }, known: references })
  await oweShareImage(tx, article.id)
  return { outcome, edition: edition.number, seq }
}
