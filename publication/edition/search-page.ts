import { type SQL, sql } from 'drizzle-orm'
import { askedWords } from './asked-words.ts'
import { didYouMean } from './did-you-mean.ts'
import type { Revised } from './reads.ts'
import { type Counts, findsAny, foundIn, foundNothing, foundWith, type SearchItem } from './search.ts'
import { most } from './search-found.ts'
import { fewerWords } from './search-some.ts'

/** How many of each kind stand in an overview of all three, and how many on a page of one kind. */
const overview = { finding: 8, article: 8, topic: 5 } as const
const onePage = 20

const kinds = ['finding', 'article', 'topic'] as const

/**
 * What was found of one kind. `has` says whether it has all of the words, or some because nothing of its kind has all. Of
 * the first kind, `items` are some of `count`, to which there may be more that was not counted, and `next` is where more
 * of them begin, null when these are the last. Of the second, these are the best and all there is to see.
 */
export type FoundGroup = {
  kind: SearchItem['kind']
  has: 'all' | 'some'
  items: SearchItem[]
  count: number
  isCapped: boolean
  next: number | null
}

/** What has all of the words comes first. `didYouMean` is a query that finds something, when nothing has all of these words. */
export type FoundGroups = { groups: FoundGroup[]; didYouMean: string | null }

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
    const next = end < count ? end : null
    return [{ kind, has: 'all' as const, items: ofKind, count, isCapped: count >= most[kind], next }]
  })
}

const partly = ({ kind, items }: FoundGroup): FoundGroup => {
  const has = 'some' as const
  return { kind, has, items, count: items.length, isCapped: false, next: null }
}

/**
 * What has some of the words, of each kind what has most of them: of queries that ask for ever fewer, the first that finds
 * that kind. What has less than half of them is found only where nothing else is.
 * @param hasOthers whether articles or topics have all of the words: then findings alone are looked for, with half at least
 */
async function foundWithFewer(words: string, hasOthers: boolean): Promise<FoundGroup[]> {
  const query = { q: words }
  const groups = new Map<SearchItem['kind'], FoundGroup>()
  for (const { isHalf, ...sought } of await fewerWords(words)) {
    const { items, counts } = await foundIn(sought, rowsOf(query), !hasOthers)
    for (const group of groupsOf(items, counts, query))
      if (!groups.has(group.kind)) groups.set(group.kind, partly(group))
    if (groups.has('finding') && (hasOthers || groups.has('article'))) break
    if (isHalf && (hasOthers || groups.size > 0)) break
  }
  return kinds.flatMap((kind) => groups.get(kind) ?? [])
}

/**
 * What holds the words of `q`, apart by kind: findings, articles, topics, the best of each. When nothing of a kind has all
 * of the words, what has as many of them as anything of that kind has. Orders and limits are those of `search`; nothing
 * throws.
 */
export async function searchGroups(query: GroupsQuery): Promise<Revised<FoundGroups>> {
  const words = askedWords(query.q)
  if (words === null) return { groups: [], didYouMean: null, ...(await foundNothing()) }
  const { items, counts, ...seen } = await foundWith(words, rowsOf(query))
  const groups = groupsOf(items, counts, query)
  if (query.only || groups[0]?.kind === 'finding') return { groups, didYouMean: null, ...seen }
  const suggestion = groups.length > 0 ? null : await didYouMean(words, findsAny)
  const fewer = await foundWithFewer(words, groups.length > 0)
  return { groups: [...groups, ...fewer], didYouMean: suggestion, ...seen }
}
