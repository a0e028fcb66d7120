import type { Finding } from '../article/index.ts'
import { articleCard, cardPath } from '../card/index.ts'
import type { Current, Page, Summary } from '../edition/index.ts'
import { writeCursor } from './cursor.ts'
import type { ArticleView, ListRequest } from './parameters/articles.ts'
import { presentBody } from './present-body.ts'
import type {
  ArticleAnswer,
  ArticleField,
  Includable,
  ListAnswer,
  PartialArticleAnswer,
  SummaryAnswer,
} from './schemas/article.ts'
import type { FindingAnswer } from './schemas/findings.ts'

/** A finding of the article at this slug, built field by field. */
export const findingOf = (finding: Finding, slug: string, origin: string): FindingAnswer => {
  const url = `${origin}/failures/${slug}.${finding.id}`
  return finding.kind === 'break'
    ? {
        id: finding.id,
        kind: 'break',
        title: finding.title,
        shows: finding.shows,
        scale: finding.scale,
        cost: finding.cost,
        status: finding.status,
        heldBy: [...finding.heldBy],
        url,
      }
    : {
        id: finding.id,
        kind: 'hold',
        title: finding.title,
        answers: [...finding.answers],
        cost: finding.cost,
        verifiedSince: finding.verifiedSince,
        url,
      }
}

const plateOf = (plate: Summary['plate'], origin: string): SummaryAnswer['images']['plate'] =>
  plate && { '3x2': origin + plate['3x2'], '1x1': origin + plate['1x1'], wide: origin + plate.wide, alt: plate.alt }

const named = (records: readonly { slug: string; name: string; path: string }[], origin: string) =>
  records.map(({ slug, name, path }) => ({ slug, name, url: origin + path }))

/** The call of an article, built field by field. */
export const presentCall = (call: Summary['call']): SummaryAnswer['call'] =>
  call && {
    decision: call.decision,
    holdsWhen: call.holdsWhen,
    skipWhen: call.skipWhen,
    costOfWrong: call.costOfWrong,
    undo: call.undo,
  }

/**
 * One article of a list, built field by field.
 * @param origin scheme and host of every address in it, without a slash at the end
 */
export function presentSummary(summary: Summary, origin: string): SummaryAnswer {
  const { slug } = summary
  const url = origin + summary.path
  return {
    id: summary.id,
    slug,
    url,
    title: summary.title,
    deck: summary.deck,
    call: presentCall(summary.call),
    takeaways: [...summary.takeaways],
    topics: named(summary.topics, origin),
    authors: named(summary.authors, origin),
    publishedAt: summary.publishedAt,
    modifiedAt: summary.modifiedAt,
    edition: summary.edition,
    digest: summary.digest,
    readingMinutes: summary.readingMinutes,
    words: summary.words,
    findings: summary.findings.map((finding) => findingOf(finding, slug, origin)),
    images: { plate: plateOf(summary.plate, origin), og: origin + cardPath(articleCard(summary)) },
    links: { html: url, markdown: `${url}.md`, json: `${url}.json` },
  }
}

/** What only a whole article has, each made only when it is asked for. */
const wholeFields = {
  sources: (current: Current) =>
    current.sources.map(({ title, publisher, url, checkedAt }) => ({ title, publisher, url, checkedAt })),
  body: (current: Current, view: ArticleView, origin: string) => presentBody(current, view.format, origin),
} satisfies { [Field in Includable]: (current: Current, view: ArticleView, origin: string) => ArticleAnswer[Field] }

const isWholeField = (field: ArticleField): field is Includable => field in wholeFields

/**
 * The fields that the view names, in its order, and nothing else.
 * A mere summary has neither `body` nor `sources` to show, so a view that names them needs the whole article.
 */
export function presentArticle(article: Summary | Current, view: ArticleView, origin: string): PartialArticleAnswer {
  const summary = presentSummary(article, origin)
  const chosen = view.fields.flatMap((field): [ArticleField, unknown][] => {
    if (!isWholeField(field)) return [[field, summary[field]]]
    return 'body' in article ? [[field, wholeFields[field](article, view, origin)]] : []
  })
  return { ...Object.fromEntries(chosen), id: summary.id }
}

/** A page of a list: what is on it already presented, and cursors for what lies before and after. */
export function presentPage<Item, Position>(
  data: Item[],
  { next, previous }: { next: Position | null; previous: Position | null },
  limit: number,
  cursorOf: (position: Position) => string,
): { data: Item[]; page: ListAnswer['page'] } {
  return {
    data,
    page: {
      next: next && cursorOf(next),
      previous: previous && cursorOf(previous),
      limit,
      hasMore: next !== null,
    },
  }
}

/** A page of articles that are presented already. */
export const presentList = (
  data: PartialArticleAnswer[],
  page: Pick<Page<unknown>, 'next' | 'previous'>,
  { identity, query }: ListRequest,
): ListAnswer => presentPage(data, page, query.limit, ({ at, id }) => writeCursor([at, id], identity))

/**
 * Queries of the neighbouring pages: every parameter of this one but the cursor.
 * @param search the raw query string of a request that was accepted
 */
export function neighbours(
  answer: Pick<ListAnswer, 'page'>,
  search: string,
): { next: string | null; previous: string | null } {
  const queryOf = (parameter: 'after' | 'before', cursor: string | null): string | null => {
    if (cursor === null) return null
    const query = new URLSearchParams(search)
    query.delete('after')
    query.delete('before')
    query.set(parameter, cursor)
    return query.toString()
  }
  return { next: queryOf('after', answer.page.next), previous: queryOf('before', answer.page.previous) }
}
