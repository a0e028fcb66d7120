import { sql } from 'drizzle-orm'
import { commitTransaction, createLocalReq, initTransaction, killTransaction, type Payload } from 'payload'
import { txOf } from '#platform/db.ts'

type Order = { articleId: string; change: 'publish' | 'unpublish' }

/**
 * Publishes or unpublishes an article if the date that its newest version carries has come by the database's clock.
 * One transaction reads, decides and writes, so that a date moved in the meantime is kept, and asking twice does it once.
 * @throws what stops the change: the queue asks again
 */
export async function keepSchedule(payload: Payload, { articleId, change }: Order): Promise<void> {
  const req = await createLocalReq({ context: { actor: 'system:schedule' } }, payload)
  await initTransaction(req)
  try {
    const tx = await txOf(req)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${articleId}, 2))`)
    const { docs } = await payload.find({
      collection: 'articles',
      where: { publicId: { equals: articleId } },
      draft: true,
      depth: 0,
      limit: 1,
      overrideAccess: true,
      req,
    })
    const article = docs[0] as { id: number; publishAt?: string | null; unpublishAt?: string | null } | undefined
    const field = change === 'publish' ? 'publishAt' : 'unpublishAt'
    const due = article?.[field]
    const clock = await tx.execute<{ passed: boolean }>(sql`select ${due ?? null}::timestamptz <= now() as passed`)
    if (article && clock.rows[0]?.passed) {
      const data = { [field]: null, _status: change === 'publish' ? 'published' : 'draft' } as never
      await payload.update({ collection: 'articles', id: article.id, data, draft: false, overrideAccess: true, req })
    }
    await commitTransaction(req)
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}
