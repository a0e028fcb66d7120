import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import type { ArticleRef } from '../article/index.ts'
import { current } from '../tables/index.ts'
import { articleRefsOf } from './references.ts'
import type { Footprint } from './tags.ts'

/** What putting or withdrawing did. `same`: nothing changed, nothing is owed. */
export type Outcome = {
  outcome: 'same' | 'published' | 'revised' | 'moved' | 'withdrawn' | 'reason-changed' | 'corrected'
  edition: number | null
  /** number of the journal entry; null when nothing changed */
  seq: number | null
  /** titles of public articles whose links became plain words */
  unlinked?: string[]
}

export const same = (edition: number | null): Outcome => ({ outcome: 'same', edition, seq: null })

/** What is public of an article before it changes. */
export type Before = Footprint & { digest: string; number: number; publishedAt: Date; ref: ArticleRef }

/** Waits for its turn at this article. @returns null when it is not public */
export async function footprintOf(tx: Tx, articleId: string): Promise<Before | null> {
  // One writer per article at a time, also when there is no row to lock yet. What others derive anew is not read here.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${articleId}, 1))`)
  const { path, topicIds, authorIds, digest, number, publishedAt } = current
  const rows = await tx
    .select({ path, topicIds, authorIds, digest, number, publishedAt })
    .from(current)
    .where(eq(current.articleId, articleId))
  const ref = (await articleRefsOf(tx, [articleId])).get(articleId)
  return rows[0] && ref ? { id: articleId, ...rows[0], ref } : null
}
