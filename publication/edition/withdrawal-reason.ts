import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { addJob } from '#platform/queue/index.ts'
import { digestOf } from '../article/index.ts'
import { append } from '../journal/index.ts'
import { addresses, changes } from '../tables/index.ts'
import { noteChanges } from './changes-write.ts'
import { beginChange } from './dependents.ts'
import { articlePath } from './paths.ts'

/**
 * Puts another reason on the addresses of an article that is withdrawn already, in the caller's transaction. When it was
 * withdrawn stays as it was. The old reason is not shown once more: it may be what had to go.
 * @returns number of the journal entry; null when nothing changed, or the article has no withdrawn address
 */
export async function changeReason(
  tx: Tx,
  articleId: string,
  actor: string,
  reason: string | null,
): Promise<number | null> {
  await beginChange(tx)
  const changed = await tx
    .update(addresses)
    .set({ reason })
    .where(
      and(
        eq(addresses.target, articleId),
        eq(addresses.kind, 'article'),
        eq(addresses.gone, true),
        sql`${addresses.reason} is distinct from ${reason}::text`,
      ),
    )
    .returning({ path: addresses.path })
  if (changed.length === 0) return null
  const paths = changed.map(({ path }) => path).sort()
  const seq = await append(tx, {
    verb: 'article.reason-changed',
    subject: articleId,
    actor,
    // Which reason stood there, without repeating it.
    ...(reason === null ? {} : { reason: digestOf(reason) }),
  })
  const [newest] = await tx
    .select()
    .from(changes)
    .where(eq(changes.articleId, articleId))
    .orderBy(desc(changes.seq), desc(changes.place))
    .limit(1)
  if (newest) {
    const { slug, edition, digest } = newest
    await noteChanges(tx, seq, [{ type: 'withdrawn', articleId, path: articlePath(slug), edition, digest }])
  }
  await addJob(tx, 'purge', { seq, tags: paths.map((path) => `address:${path}`), paths, expire: true })
  return seq
}
