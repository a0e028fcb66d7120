import { expect, type Mock } from 'vitest'
import * as route from '#app/api/v1/[[...rest]]/route.ts'
import { type parseListParameters, problemSchema } from '#publication/contract/index.ts'
import { articleId, currentRecord, summaryRecord } from '#tests/unit/publication/contract/records.ts'

/** What every read says of the moment at which it was made. */
export const seen = { revision: 41, revisedAt: '2026-11-18T10:12:00.000Z' }

const base = 'http://attacker.example:1234/api/v1/articles'
export const list = (search = '', init?: RequestInit) => route.GET(new Request(`${base}${search}`, init))
/** @param key as it stands in the address */
export const one = (key: string, search = '', init?: RequestInit) =>
  route.GET(new Request(`${base}/${key}${search}`, init))

/** All headers but the request's id, and but these. */
export const headersOf = (response: Response, ...without: string[]): Record<string, string> =>
  Object.fromEntries([...response.headers].filter(([name]) => !['x-request-id', ...without].includes(name)))

/** The problem that a response is. Fails when it is none, or says something else than the response. */
export async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const problem = problemSchema.parse(await response.json())
  expect(problem.status).toBe(response.status)
  expect(problem.instance).toBe(`urn:request:${response.headers.get('x-request-id')}`)
  return problem
}

type Reads = Record<'articles' | 'wholeArticles' | 'articleBySlugOrId' | 'newestRevision', Mock>

/** Reads that find two articles, or the one of that id. */
export function fillReads({ articles, wholeArticles, articleBySlugOrId, newestRevision }: Reads): void {
  // Newer than any answer of these tests, so that none is known from the test before.
  newestRevision.mockResolvedValue(1_000)
  const pageOf =
    (record: typeof summaryRecord) =>
    async ({ after }: ReturnType<typeof parseListParameters>['query']) => ({
      items: [record(1), record(2)],
      next: { at: '2026-09-08T08:00:00.000Z', id: articleId(2) },
      previous: after ? { at: '2026-09-08T08:00:00.000Z', id: articleId(1) } : null,
      ...seen,
    })
  articles.mockImplementation(pageOf(summaryRecord))
  wholeArticles.mockImplementation(pageOf(currentRecord))
  articleBySlugOrId.mockImplementation(async (key: string) => {
    const number = key.startsWith('a_') ? Number(key.slice(-3)) : 1
    return { kind: 'current', value: currentRecord(number), ...seen }
  })
}
