import { articleCard, type Card, cardPath, findingCardIn, siteCard, topicCard } from '#publication/card/index.ts'
import { articleAt, topicAt } from '#publication/edition/index.ts'

const address = /^\/og\/(topics\/)?([a-z0-9-]{1,120})(?:\.([bh][1-9]\d{0,3}))?\.[0-9a-f]{8}\.png$/

/** What an address of a share image can be. */
export const isCardPath = (path: string): boolean => address.test(path)

/** What stands at the address of a picture that is not there yet. */
type Wanted = { card: Card; status: 200 } | { card: null; status: 404 | 410 }

const unknown: Wanted = { card: null, status: 404 }

/** The card that is to be drawn at this path: the one that a page names now, and no other. */
export async function wantedCard(path: string): Promise<Wanted> {
  if (path === cardPath(siteCard)) return { card: siteCard, status: 200 }
  const [, topics, slug = '', finding] = address.exec(path) ?? []
  const only = (card: Card | undefined): Wanted => (card && cardPath(card) === path ? { card, status: 200 } : unknown)
  if (topics !== undefined) {
    const found = await topicAt(slug)
    return found.kind === 'current' && finding === undefined ? only(topicCard(found.value)) : unknown
  }
  const found = await articleAt(slug)
  if (found.kind === 'gone') return { card: null, status: 410 }
  if (found.kind !== 'current') return unknown
  const article = found.value
  if (finding === undefined) return only(articleCard(article))
  const named = article.findings.find(({ id }) => id === finding)
  return only(named && findingCardIn(article, named))
}
