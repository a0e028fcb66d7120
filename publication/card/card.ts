import { createHash } from 'node:crypto'
import { type Finding, findingName, type LoadCase } from '../article/index.ts'
import type { ListedFinding, Summary, Topic } from '../edition/index.ts'
import { type PlateSpec, plateSpecOf } from '../plate/index.ts'

/**
 * What a share image is drawn from, and nothing else: the same card gives the same picture. Each has the fields of its
 * kind in one order, since its address is a hash of them.
 */
export type Card =
  | {
      kind: 'article'
      slug: string
      title: string
      topic: string | null
      plate: PlateSpec
      /** the breaks in the order of the text: whether each is held */
      held: boolean[]
    }
  | {
      kind: 'finding'
      slug: string
      id: string
      title: string
      /** title of the article that it stands in */
      article: string
      isOpen: boolean
      load: LoadCase
    }
  | { kind: 'topic'; slug: string; name: string; load: LoadCase }
  | { kind: 'site' }

export type CardOf<Kind extends Card['kind']> = Extract<Card, { kind: Kind }>

/** Width and height of every card, in pixels. */
export const cardSize = { width: 1200, height: 630 } as const

/** To be raised when the same card would be drawn differently: pictures that are stored keep their addresses. */
const generation = 1

/** How the load of an article runs: as that of its first topic. */
const loadOf = (topics: Summary['topics']): LoadCase => topics[0]?.loadCase ?? 'column'

/** The card of an article. */
export function articleCard(
  article: Pick<Summary, 'slug' | 'title' | 'topics' | 'findings' | 'cover'>,
): CardOf<'article'> {
  const { slug, title, topics, findings, cover } = article
  return {
    kind: 'article',
    slug,
    title,
    topic: topics[0]?.name ?? null,
    plate: plateSpecOf({ slug, load: loadOf(topics), findings, cover }),
    held: findings.flatMap((finding) => (finding.kind === 'break' ? [finding.status === 'held'] : [])),
  }
}

/** The card of a finding, as a list of findings has it. */
export function findingCard(finding: ListedFinding): CardOf<'finding'> {
  const { id, title, article } = finding
  const isOpen = finding.kind === 'break' && finding.status === 'open'
  return { kind: 'finding', slug: article.slug, id, title, article: article.title, isOpen, load: article.load }
}

/** The same of a finding within its article. */
export function findingCardIn(
  article: Pick<Summary, 'slug' | 'path' | 'id' | 'title' | 'topics' | 'publishedAt'>,
  finding: Finding,
) {
  const { id, slug, path, title, publishedAt, topics } = article
  return findingCard({ ...finding, article: { id, slug, path, title, publishedAt, load: loadOf(topics) } })
}

/** The card of a topic's page. */
export const topicCard = ({ slug, name, loadCase }: Pick<Topic, 'slug' | 'name' | 'loadCase'>): CardOf<'topic'> => ({
  kind: 'topic',
  slug,
  name,
  load: loadCase,
})

/** The card of every page that has none of its own. */
export const siteCard: CardOf<'site'> = { kind: 'site' }

/** What stands on a card beside its seam line: `6 breaks, 5 held`; empty without breaks. */
export function heldInWords(held: readonly boolean[]): string {
  if (held.length === 0) return ''
  return `${held.length} break${held.length === 1 ? '' : 's'}, ${held.filter(Boolean).length} held`
}

const nameOf = (card: Card): string => {
  switch (card.kind) {
    case 'article':
      return card.slug
    case 'finding':
      return `${card.slug}.${card.id}`
    case 'topic':
      return `topics/${card.slug}`
    case 'site':
      return 'site'
  }
}

/** Where a card is served, `/og/{name}.{hash8}.png`. It can be named before the picture is made. */
export function cardPath(card: Card): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([generation, card]))
    .digest('hex')
  return `/og/${nameOf(card)}.${hash.slice(0, 8)}.png`
}

/** The text alternative of a card. */
export function cardAlt(card: Card): string {
  switch (card.kind) {
    case 'article':
      return [card.title, heldInWords(card.held)].filter(Boolean).join(': ')
    case 'finding':
      return `${findingName(card.id)}${card.isOpen ? ', open' : ''}: ${card.title}. From “${card.article}”.`
    case 'topic':
      return `${card.name}: load lines of this topic’s case, undisturbed.`
    case 'site':
      return 'What breaks. What holds. Load lines go round openings, and keys carry them across.'
  }
}
