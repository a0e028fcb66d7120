import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { digestOf } from '../article/index.ts'
import { append } from '../journal/index.ts'
import { addresses, current, findings } from '../tables/index.ts'
import { noteChanges, refreshed } from './changes-write.ts'
import { beginChange, dependents } from './dependents.ts'
import { footprintOf, type Outcome, same } from './outcome.ts'
import { owe, tellLinkers } from './owe.ts'
import { putBeam } from './plates.ts'
import { PublishError } from './publish-error.ts'
import { dropShareImages } from './share-images.ts'
import { changeReason } from './withdrawal-reason.ts'

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
  await dropShareImages(tx, articleId)
  await putBeam(tx)
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
  const { path, number: edition, digest } = before
  const own = { type: 'withdrawn' as const, articleId, path, edition, digest }
  await noteChanges(tx, seq, [own, ...linkers.map(refreshed)])
  const had = before.ref.findings.map((finding) => finding.id)
  await owe(tx, { seq, before, after: null, linkers, findings: { had, has: [] } })
  return { outcome: 'withdrawn', edition: before.number, seq, unlinked: linkers.map(({ title }) => title) }
}
