import {
  failureDateCursor,
  failureTitleCursor,
  parseFailureList,
  parseFailureTable,
  presentFinding,
  presentPage,
} from '#publication/contract/index.ts'
import { failuresByTitle, failuresPath, failureTally, findings } from '#publication/edition/index.ts'
import { failuresCsv, failuresMarkdown } from '#publication/failures/index.ts'
import type { Call } from './handlers.ts'
import { pageLinks } from './links.ts'
import type { Answer } from './prepared.ts'

/** Rows of one table: about a megabyte. Where there are more, the next ones stand at the address in `Link`. */
const rows = 2_000

/** The API's list of breaks, at the address of the page. */
async function asJson(call: Call): Promise<Answer> {
  const { query } = parseFailureList(call.search)
  const page = await findings(query)
  const data = page.items.map((item) => presentFinding(item, call.origin))
  const list = presentPage(data, page, query.limit, (position) => failureDateCursor(position, query))
  return {
    type: 'application/json',
    body: JSON.stringify(list),
    headers: pageLinks(list, call),
    revision: page.revision,
    changedAt: page.revisedAt,
  }
}

async function tableOf({ origin, path, search }: Call) {
  const { filters, after } = parseFailureTable(search)
  const page = await failuresByTitle({ ...filters, after, limit: rows })
  const list = {
    page: {
      next: page.next && failureTitleCursor(page.next, filters),
      previous: null,
      limit: rows,
      hasMore: page.next !== null,
    },
  }
  const links = pageLinks(list, { origin, path, search })
  const next = /^<([^>]*)>; rel="next"/.exec(links['Link'] ?? '')?.[1] ?? null
  return {
    filters,
    page,
    next,
    headers: { Link: `${links['Link']}, <${origin}${failuresPath}>; rel="canonical"`, 'X-Robots-Tag': 'noindex' },
  }
}

async function asCsv(call: Call): Promise<Answer> {
  const { page, headers } = await tableOf(call)
  return {
    type: 'text/csv; charset=utf-8; header=present',
    body: failuresCsv(page.items, call.origin),
    headers: { ...headers, 'Content-Disposition': 'attachment; filename="failures.csv"' },
    revision: page.revision,
    changedAt: page.revisedAt,
  }
}

async function asMarkdown(call: Call): Promise<Answer> {
  const { filters, page, next, headers } = await tableOf(call)
  const tally = await failureTally(filters)
  return {
    type: 'text/markdown; charset=utf-8; variant=GFM',
    body: failuresMarkdown(page.items, { count: tally.count, next }, call.origin),
    headers,
    // Of the older of two reads: if anything has changed in between, it is read again for the next one.
    revision: Math.min(page.revision, tally.revision),
    changedAt: page.revision <= tally.revision ? page.revisedAt : tally.revisedAt,
  }
}

/** The failure index in other forms, by the path of each. */
export const failureForms: ReadonlyMap<string, (call: Call) => Promise<Answer>> = new Map([
  [`${failuresPath}.json`, asJson],
  [`${failuresPath}.csv`, asCsv],
  [`${failuresPath}.md`, asMarkdown],
])
