import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cardPath, cardSize, drawCard, siteCard, topicCard } from '#publication/card/index.ts'
import { hardTitles, seedCards, withTitle } from './cards.ts'

const finding = (id: string, isOpen = false) =>
  ({
    kind: 'finding',
    slug: 'queues',
    id,
    title: 'Retries arrive together',
    article: 'Queue Architecture for Async Workloads',
    isOpen,
    load: 'footing',
  }) as const

const cards = [
  ...seedCards.map((card) => [card.slug, card] as const),
  ...Object.entries(hardTitles).map(([name, title]) => [name, withTitle(title)] as const),
  ['a break that is held', finding('b3')] as const,
  ['a break that is open', finding('b12', true)] as const,
  ['a hold', finding('h2')] as const,
  ['a topic', topicCard({ slug: 'scale', name: 'Scale', loadCase: 'footing' })] as const,
  ['the site', siteCard] as const,
]

/** Bytes: WhatsApp and its like leave out what is larger than a few hundred thousand. */
const most = 85_000

describe('the picture of a card', () => {
  it.each(cards)('is a small PNG of 1200 × 630 for %s', { timeout: 20_000 }, async (_name, card) => {
    const png = await drawCard(card)
    const { format, width, height } = await sharp(png).metadata()
    expect({ format, width, height }).toEqual({ format: 'png', ...cardSize })
    expect(png.length).toBeLessThanOrEqual(most)
    expect(png.length).toBeGreaterThan(10_000)
  })

  it('is the same, to the byte, for the same card', { timeout: 20_000 }, async () => {
    for (const title of [hardTitles.Arabic, hardTitles.Japanese]) {
      const [first, second] = [await drawCard(withTitle(title)), await drawCard(withTitle(title))]
      expect(first.equals(second)).toBe(true)
    }
  })

  it('has an address that changes with every word and count on it, and with nothing else', () => {
    const [card] = seedCards
    if (!card) throw new Error('There are no seeds')
    const paths = [
      card,
      { ...card, title: `${card.title}!` },
      { ...card, topic: 'Other' },
      { ...card, held: [...card.held, true] },
      { ...card, plate: { ...card.plate, variant: 1 } },
    ].map(cardPath)
    expect(new Set(paths).size).toBe(paths.length)
    expect(cardPath({ ...card })).toBe(paths[0])
    for (const path of paths) expect(path).toMatch(new RegExp(`^/og/${card.slug}\\.[0-9a-f]{8}\\.png$`))
    expect(cardPath(finding('b3'))).toMatch(/^\/og\/queues\.b3\.[0-9a-f]{8}\.png$/)
  })
})
