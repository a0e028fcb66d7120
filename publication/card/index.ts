export {
  articleCard,
  type Card,
  cardAlt,
  cardPath,
  cardSize,
  findingCard,
  findingCardIn,
  findingName,
  heldInWords,
  siteCard,
  topicCard,
} from './card.ts'
