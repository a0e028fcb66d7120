import { type SQL, sql } from 'drizzle-orm'
import { askedWords } from './asked-words.ts'
import { didYouMean } from './did-you-mean.ts'
import type { Revised } from './reads.ts'
import { type Counts, findsAny, foundIn, foundNothing, type SearchItem } from './search.ts'
import { most, type Sought } from './search-found.ts'
import { fewerWords } from './search-some.ts'

/** How many of each kind stand in an overview of all three, and how many on a page of one kind. */
const overview = { finding: 8, article: 8, topic: 5 } as const
const onePage = 20

const kinds = ['finding', 'article', 'topic'] as const

/**
 * What was found of one kind: `count` in all, of which some are `items`, and whether there may be more that was not
 * counted. `next` is where more of it begins, null when these are the last.
 */
export type FoundGroup = {
  kind: SearchItem['kind']
  items: SearchItem[]
  count: number
  isCapped: boolean
  next: number | null
}

/**
 * `has` says whether what was found has all of the words, or some of them, because nothing has all. `didYouMean` is a
 * query that finds something, when nothing has all of these words.
 */
export type FoundGroups = { groups: FoundGroup[]; has: 'all' | 'some'; didYouMean: string | null }

export type GroupsQuery = {
  q: string
  /** one kind alone, and how much of it to leave out, from 0; all three, if left out */
  only?: { kind: SearchItem['kind']; after: number } | undefined
}

const rowsOf = ({ only }: GroupsQuery): SQL =>
  only
    ? sql`where kind = ${only.kind} and place_of_kind > ${only.after} order by place limit ${onePage}`
    : sql`where place_of_kind <= case kind when 'finding' then ${overview.finding}::int
        when 'article' then ${overview.article}::int else ${overview.topic}::int end order by place`

function groupsOf(items: SearchItem[], counts: Counts, { only }: GroupsQuery): FoundGroup[] {
  return kinds.flatMap((kind) => {
    const ofKind = items.filter((item) => item.kind === kind)
    const count = counts[kind] ?? 0
    if (ofKind.length === 0) return []
    const end = (only?.after ?? 0) + ofKind.length
    return [{ kind, items: ofKind, count, isCapped: count >= most[kind], next: end < count ? end : null }]
  })
}

/** What has some of the words: of the queries that ask for ever fewer of them, the first that finds anything. */
async function foundWithFewer(words: string, query: GroupsQuery) {
  for (const sought of await fewerWords(words)) {
    const found = await foundIn(sought satisfies Sought, rowsOf(query))
    if (found.items.length > 0) return found
  }
  return null
}

/**
 * What holds the words of `q`, apart by kind: findings, articles, topics, the best of each. When nothing has all of the
 * words, what has as many of them as anything has. Orders and limits are those of `search`; nothing throws.
 */
export async function searchGroups(query: GroupsQuery): Promise<Revised<FoundGroups>> {
  const words = askedWords(query.q)
  if (words === null) return { groups: [], has: 'all', didYouMean: null, ...(await foundNothing()) }
  const { items, counts, ...seen } = await foundIn({ words }, rowsOf(query))
  if (items.length > 0) return { groups: groupsOf(items, counts, query), has: 'all', didYouMean: null, ...seen }
  const suggestion = await didYouMean(words, findsAny)
  const fewer = await foundWithFewer(words, query)
  const groups = fewer ? groupsOf(fewer.items, fewer.counts, query) : []
  return { groups, has: groups.length > 0 ? 'some' : 'all', didYouMean: suggestion, ...seen }
}
