import { desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { addJob } from '#platform/queue/index.ts'
import { type Article, canonicalText, digestOf } from '../article/index.ts'
import { append, type JournalVerb } from '../journal/index.ts'
import { addresses, authors, current, editions, findings, topics } from '../tables/index.ts'
import { derive } from './derive.ts'
import { articlePath, authorPath, topicPath } from './paths.ts'
import { referencesOf } from './references.ts'
import { type Footprint, tagsOf } from './tags.ts'

/** What putting or withdrawing did. `same`: nothing changed, nothing is owed. */
export type Outcome = {
  outcome: 'same' | 'published' | 'revised' | 'moved' | 'withdrawn'
  edition: number | null
  /** number of the journal entry; null when nothing changed */
  seq: number | null
}

const same = (edition: number | null): Outcome => ({ outcome: 'same', edition, seq: null })

async function footprintOf(
  tx: Tx,
  articleId: string,
): Promise<(Footprint & { digest: string; number: number }) | null> {
  // One writer per article at a time, also when there is no row to lock yet.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${articleId}, 1))`)
  const { path, topicIds, authorIds, digest, number } = current
  const rows = await tx
    .select({ path, topicIds, authorIds, digest, number })
    .from(current)
    .where(eq(current.articleId, articleId))
    .for('update')
  return rows[0] ? { id: articleId, ...rows[0] } : null
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

type Slugs = ReadonlyMap<string, { slug: string }>
/** Records that the caller has read already, by id. */
type Known = { topics: Slugs; authors: Slugs }
const nothingKnown: Known = { topics: new Map(), authors: new Map() }

/** Slugs of these records, known or read now; one that does not exist any more has none. */
async function slugsOf(
  tx: Tx,
  table: typeof topics | typeof authors,
  ids: Iterable<string>,
  known: Slugs,
): Promise<string[]> {
  const wanted = [...new Set(ids)]
  const unknown = wanted.filter((id) => !known.has(id))
  const read = unknown.length
    ? await tx.select({ id: table.id, slug: table.slug }).from(table).where(inArray(table.id, unknown))
    : []
  const bySlug = new Map([...known, ...read.map((row) => [row.id, row] as const)])
  return wanted.flatMap((id) => bySlug.get(id)?.slug ?? [])
}

/** Pages that show any of these: the articles themselves, the home page, topics and authors. */
async function pagesOf(tx: Tx, sides: (Footprint | null)[], known: Known): Promise<string[]> {
  const shown = sides.filter((side) => side !== null)
  const topicIds = shown.flatMap((side) => side.topicIds)
  const authorIds = shown.flatMap((side) => side.authorIds)
  return [
    ...new Set([
      ...shown.map((side) => side.path),
      '/',
      ...(await slugsOf(tx, topics, topicIds, known.topics)).map(topicPath),
      ...(await slugsOf(tx, authors, authorIds, known.authors)).map(authorPath),
    ]),
  ]
}

async function owe(
  tx: Tx,
  seq: number,
  before: Footprint | null,
  after: Footprint | null,
  known = nothingKnown,
): Promise<void> {
  const tags = tagsOf(before, after)
  const paths = await pagesOf(tx, [before, after], known)
  // A withdrawn or moved page must not be served once more as stale. Everything else may, while the new one is made.
  const isHard = before !== null && before.path !== after?.path
  const own = isHard ? tags.filter((tag) => tag === `article:${before.id}` || tag.startsWith('address:')) : []
  const ownPaths = isHard ? paths.filter((path) => path === before.path || path === after?.path) : []
  if (isHard) await addJob(tx, 'purge', { seq, tags: own, paths: ownPaths, expire: true })
  await addJob(tx, 'purge', {
    seq,
    tags: tags.filter((tag) => !own.includes(tag)),
    paths: paths.filter((path) => !ownPaths.includes(path)),
    expire: false,
  })
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

  const references = await referencesOf(tx, article)
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
        cost: finding.kind === 'hold' ? finding.cost : null,
        status: finding.kind === 'break' ? finding.status : null,
        answers: finding.kind === 'hold' ? finding.answers : [],
        heldBy: finding.kind === 'break' ? finding.heldBy : [],
      })),
    )
  await tx
    .update(addresses)
    .set({ gone: false, reason: null, changedAt: sql`now()` })
    .where(eq(addresses.target, article.id))
  const address = { kind: 'article' as const, target: article.id, gone: false, reason: null, changedAt: sql`now()` }
  await tx
    .insert(addresses)
    .values({ path, ...address })
    .onConflictDoUpdate({ target: addresses.path, set: address })

  const outcome = !before ? 'published' : before.path === path ? 'revised' : 'moved'
  const verb: JournalVerb = `article.${outcome}`
  const seq = await append(tx, { verb, subject: article.id, actor, edition: edition.number, digest, path })
  const after = { id: article.id, path, topicIds: article.topics, authorIds: article.authors }
  await owe(tx, seq, before, after, references)
  return { outcome, edition: edition.number, seq }
}

/**
 * Takes an article out of public, in the caller's transaction. Its editions stay; its addresses answer 410.
 * @param reason shown to readers at the old address; null when none is given
 */
export async function withdraw(tx: Tx, articleId: string, actor: string, reason: string | null): Promise<Outcome> {
  const before = await footprintOf(tx, articleId)
  if (!before) return same(null)
  await tx.delete(findings).where(eq(findings.articleId, articleId))
  await tx.delete(current).where(eq(current.articleId, articleId))
  await tx.update(addresses).set({ gone: true, reason, changedAt: sql`now()` }).where(eq(addresses.target, articleId))
  const seq = await append(tx, {
    verb: 'article.withdrawn',
    subject: articleId,
    actor,
    edition: before.number,
    digest: before.digest,
    path: before.path,
  })
  await owe(tx, seq, before, null)
  return { outcome: 'withdrawn', edition: before.number, seq }
}
