import type { Card } from './card.ts'

export {
  articleCard,
  type Card,
  cardAlt,
  cardPath,
  cardSize,
  findingCard,
  findingCardIn,
  heldInWords,
  siteCard,
  topicCard,
} from './card.ts'

/**
 * The picture of a card: PNG, 1200 × 630. What draws it, engine and fonts, is loaded with the first one.
 * @throws Error when it cannot be drawn
 */
export const drawCard = async (card: Card): Promise<Buffer> => (await import('./draw.ts')).drawCard(card)
