import type { Database } from '#platform/db.ts'
import type { Outcome, ShareImage } from '#platform/queue/index.ts'
import { reasonOf } from '#platform/reason.ts'
import { articleCard, type Card, cardPath } from '#publication/card/index.ts'
import { keptShareImages, storeShareImage, summariesOf } from '#publication/edition/index.ts'

type ShareImageOptions = {
  database: Database
  draw: (card: Card) => Promise<Buffer>
  /** Aborted when the worker is to stop; what is not drawn by then stays owed. */
  signal: AbortSignal | undefined
}

/**
 * Draws the pictures that these articles are shared with, as they are now, one after another. Nothing is done for one
 * that is there, and for an article that is not public any more. Harmless when run twice.
 * @returns for each article null, or itself when its picture could not be made
 */
export async function drawShareImages(
  wanted: ShareImage[],
  { database, draw, signal }: ShareImageOptions,
): Promise<Outcome<'share-image'>[]> {
  const ids = [...new Set(wanted.map(({ articleId }) => articleId))]
  const cards = new Map((await summariesOf(database, ids)).map((article) => [article.id, articleCard(article)]))
  const kept = await keptShareImages(database, [...cards.values()].map(cardPath))
  const reasons = new Map<string, string>()
  for (const [articleId, card] of cards) {
    const path = cardPath(card)
    if (kept.has(path)) continue
    if (signal?.aborted) {
      reasons.set(articleId, 'the worker was asked to stop')
      continue
    }
    try {
      // False only for what has been withdrawn meanwhile; then nothing is owed.
      await storeShareImage(database, path, await draw(card))
    } catch (error) {
      reasons.set(articleId, reasonOf(error))
    }
  }
  return wanted.map((owed) => {
    const reason = reasons.get(owed.articleId)
    // One item stands for all that name the same article.
    reasons.delete(owed.articleId)
    return reason === undefined ? null : { owed, reason: `The picture of ${owed.articleId} is not drawn: ${reason}` }
  })
}
