import pLimit from 'p-limit'
import { type Card, cardPath, drawCard, siteCard } from '#publication/card/index.ts'

/** Drawing takes a core for a third of a second: one at a time, and nobody waits behind many. */
const lane = pLimit(1)
const mostWaiting = 12

const underWay = new Map<string, Promise<Buffer>>()
let ofSite: Promise<Buffer> | undefined

/** Thrown instead of waiting. */
class TooManyDrawings extends Error {}

/**
 * The picture of a card; whoever asks for the same one meanwhile gets the same one. That of the site is drawn once.
 * @throws TooManyDrawings when too many wait already; Error when it cannot be drawn
 */
export function drawOnce(card: Card): Promise<Buffer> {
  if (card.kind === 'site') return siteImage()
  const path = cardPath(card)
  const drawing = underWay.get(path)
  if (drawing) return drawing
  if (lane.pendingCount >= mostWaiting)
    return Promise.reject(new TooManyDrawings('Too many pictures wait to be drawn.'))
  const begun = lane(() => drawCard(card)).finally(() => underWay.delete(path))
  underWay.set(path, begun)
  return begun
}

/** The picture of every page that has none of its own. */
export function siteImage(): Promise<Buffer> {
  ofSite ??= drawCard(siteCard).catch((error: unknown) => {
    ofSite = undefined
    throw error
  })
  return ofSite
}
