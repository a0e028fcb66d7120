import { setImmediate as pause } from 'node:timers/promises'
import {
  noEdition,
  noRecord,
  notFound,
  type OperationId,
  parseArticleKey,
  parseArticleParameters,
  parseChangesParameters,
  parseEditionListParameters,
  parseEditionNumber,
  parseFindingParameters,
  parseListParameters,
  parseNoParameters,
  parseRecordKey,
  parseRecordParameters,
  parseSearchParameters,
  presentArticle,
  presentAuthor,
  presentChanges,
  presentEdition,
  presentEditionNote,
  presentFinding,
  presentHit,
  presentList,
  presentPage,
  presentTopic,
  recordCursor,
  unknownPosition,
  writeCursor,
} from '#publication/contract/index.ts'
import {
  articleBySlugOrId,
  articles,
  authorAt,
  authorsPage,
  type Current,
  changesAfter,
  editionAt,
  editionsBelow,
  findings,
  type RecordPosition,
  search,
  topicAt,
  topicsPage,
  wholeArticles,
} from '#publication/edition/index.ts'
import { articleLinks, pageLinks, serviceLinks } from './links.ts'
import type { Answer } from './prepared.ts'
import { settled } from './settled.ts'

/** A request that was understood as far as its path goes. */
export type Call = {
  origin: string
  /** the query as it came */
  search: string
  /** the list's own address, below the origin */
  path: string
  /** a part of the path by its name, as it came */
  part: (name: string) => string
  /** the same request at the new path of what it asks for */
  movedTo: (path: string) => string
}

type Handler = (call: Call) => Promise<Answer>
type Seen = { revision: number; revisedAt: string }

const json = (
  value: unknown,
  seen: { revision: number; changedAt?: string },
  headers: Record<string, string>,
): Answer => ({
  type: 'application/json',
  body: JSON.stringify(value),
  headers,
  ...seen,
})

/** Lists change with anything that is public, so with the journal. */
const ofList = ({ revision, revisedAt }: Seen) => ({ revision, changedAt: revisedAt })

const forGood = 'public, max-age=31536000, s-maxage=60, immutable'

const wholeSecondAfter = (instant: string): string =>
  new Date((Math.floor(Date.parse(instant) / 1_000) + 1) * 1_000).toISOString()

async function articleOf(call: Call): Promise<{ value: Current; seen: Seen } | { answer: Answer }> {
  const found = await articleBySlugOrId(parseArticleKey(call.part('article')))
  const reached = settled(found, (path) => call.origin + call.movedTo(path), notFound)
  return 'answer' in reached ? reached : { ...reached, seen: found }
}

type Records<T> = Seen & { items: T[]; next: RecordPosition | null; previous: RecordPosition | null }

const recordList =
  <T>(
    kind: 'topics' | 'authors',
    page: (query: ReturnType<typeof parseRecordParameters>['query']) => Promise<Records<T>>,
    present: (item: T, origin: string) => unknown,
  ): Handler =>
  async (call) => {
    const { query, identity } = parseRecordParameters(kind, call.search)
    const found = await page(query)
    const data = found.items.map((item) => present(item, call.origin))
    const list = presentPage(data, found, query.limit, (position: RecordPosition) => recordCursor(position, identity))
    return json(list, ofList(found), pageLinks(list, call))
  }

/** How each operation of the contract is carried out. */
export const handlers: Record<OperationId, Handler> = {
  async listArticles(call) {
    const asked = parseListParameters(call.search)
    const page = await (asked.whole ? wholeArticles : articles)(asked.query)
    const data: ReturnType<typeof presentArticle>[] = []
    for (const item of page.items) {
      data.push(presentArticle(item, asked.view, call.origin))
      // Whole texts take a while; others are answered in between.
      if (asked.whole) await pause()
    }
    const list = presentList(data, page, asked)
    return json(list, ofList(page), pageLinks(list, call))
  },
  async getArticle(call) {
    const view = parseArticleParameters(call.search)
    const reached = await articleOf(call)
    if ('answer' in reached) return reached.answer
    const { value, seen } = reached
    const { revision } = seen
    return json(
      presentArticle(value, view, call.origin),
      { revision, changedAt: value.changedAt },
      { Link: articleLinks(call.origin, value.path) },
    )
  },
  async listEditions(call) {
    const reached = await articleOf(call)
    if ('answer' in reached) return reached.answer
    const { value, seen } = reached
    const asked = parseEditionListParameters(value.id, call.search)
    const page = await editionsBelow(value, asked.below, asked.limit)
    const last = page.items.at(-1)
    const next = page.hasMore && last ? last.number : null
    const data = page.items.map((item) => presentEditionNote(item, value, call.origin))
    const list = presentPage(data, { next, previous: null }, asked.limit, (number) =>
      writeCursor([String(number)], asked.identity),
    )
    // Of the first of two reads: if anything has changed in between, it is read again for the next one.
    return json(list, ofList(seen), pageLinks(list, call))
  },
  async getEdition(call) {
    const number = parseEditionNumber(call.part('edition'))
    parseNoParameters(call.search)
    const reached = await articleOf(call)
    if ('answer' in reached) return reached.answer
    const { value, seen } = reached
    const { edition } = await editionAt(value, number)
    if (!edition) throw noEdition(number <= value.edition)
    const Link = `<${call.origin}/api/v1/articles/${value.id}>; rel="latest-version", ${serviceLinks(call.origin)}`
    return json(
      presentEdition(edition, call.origin),
      { revision: seen.revision, changedAt: wholeSecondAfter(edition.modifiedAt) },
      // By its id for good, where it was read: a slug may be another article's one day. Caches that many share ask again,
      // so that a withdrawn one goes.
      { Link, ...(call.part('article') === value.id && { 'Cache-Control': forGood }) },
    )
  },
  async listFindings(call) {
    const { query, identity } = parseFindingParameters(call.search)
    const page = await findings(query)
    const data = page.items.map((item) => presentFinding(item, call.origin))
    const list = presentPage(data, page, query.limit, ({ at, id, place }) =>
      writeCursor([at, id, String(place)], identity),
    )
    return json(list, ofList(page), pageLinks(list, call))
  },
  listTopics: recordList('topics', topicsPage, presentTopic),
  async getTopic(call) {
    parseNoParameters(call.search)
    const found = await topicAt(parseRecordKey('topic', call.part('topic')))
    const reached = settled(
      found,
      (path) => call.origin + call.movedTo(path),
      () => noRecord('topic'),
    )
    if ('answer' in reached) return reached.answer
    const body = presentTopic(reached.value, call.origin)
    return json(body, ofList(found), { Link: `<${body.url}>; rel="canonical", ${serviceLinks(call.origin)}` })
  },
  listAuthors: recordList('authors', authorsPage, presentAuthor),
  async getAuthor(call) {
    parseNoParameters(call.search)
    const found = await authorAt(parseRecordKey('author', call.part('author')))
    const reached = settled(
      found,
      (path) => call.origin + call.movedTo(path),
      () => noRecord('author'),
    )
    if ('answer' in reached) return reached.answer
    const body = presentAuthor(reached.value, call.origin)
    return json(body, ofList(found), { Link: `<${body.url}>; rel="canonical", ${serviceLinks(call.origin)}` })
  },
  async search(call) {
    const { query, identity } = parseSearchParameters(call.search)
    const page = await search({ q: query.q, limit: query.limit, after: query.offset })
    const data = page.items.map((hit) => presentHit(hit, call.origin))
    const list = presentPage(data, { next: page.next, previous: null }, query.limit, (offset) =>
      writeCursor([String(offset)], identity),
    )
    return json({ ...list, didYouMean: page.didYouMean }, ofList(page), pageLinks(list, call))
  },
  async listChanges(call) {
    const asked = parseChangesParameters(call.search)
    const found = await changesAfter(asked.after, asked.limit)
    if (!found) throw unknownPosition()
    const list = presentChanges(found, asked, call.origin)
    const neighbours = { page: { ...list.page, previous: null, next: found.hasMore ? list.page.next : null } }
    // It is asked for what is new, so no cache keeps it for long.
    const caching = { 'Cache-Control': 'public, max-age=10, stale-if-error=86400' }
    return json(list, ofList(found), { ...caching, ...pageLinks(neighbours, call) })
  },
}
