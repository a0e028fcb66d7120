import { anonymous, type Quota, searching } from '#platform/limits/quota.ts'
import {
  articlesPath,
  endpoints,
  type OperationId,
  openApiDocument,
  parseNoParameters,
} from '#publication/contract/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import { type Asking, answer, type Sent } from './answer.ts'
import { failureForms } from './failure-forms.ts'
import { type Call, handlers } from './handlers.ts'
import { serviceLinks } from './links.ts'
import type { Answer } from './prepared.ts'

const base = '/api/v1'

type Route = {
  pattern: RegExp
  /** how much of the path stands before its first part */
  before: number
  names: string[]
  operation: OperationId
  /** the same request at another path of what the first part of the path names */
  movedTo: (path: string, request: { rest: string; search: string }) => string
  isSearch: boolean
}

/** `/articles/{article}` as an expression that takes one part of a path for each name. */
const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)')}$`)

const namesIn = (template: string): string[] => [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

const ofContract = Object.entries(endpoints).map(
  ([operation, { path, ...endpoint }]): Route => ({
    pattern: patternOf(base + path),
    before: (base + path).indexOf('{'),
    names: namesIn(path),
    operation: operation as OperationId,
    movedTo: (to, { rest, search }) => `${base}${to}${rest}${search}`,
    isSearch: 'isSearch' in endpoint,
  }),
)

/** Whatever page has data behind it: the same answer at its address with `.json`. */
const ofPages = (['getArticle', 'getTopic', 'getAuthor'] as const).map(
  (operation): Route => ({
    pattern: patternOf(`${endpoints[operation].path}.json`),
    before: endpoints[operation].path.indexOf('{'),
    names: namesIn(endpoints[operation].path),
    operation,
    movedTo: (to, { search }) => `${to}.json${search}`,
    isSearch: false,
  }),
)

const routes = [...ofContract, ...ofPages]

/** Whether an address is one of the public API's, whatever it holds. @param path percent-decoded */
export const isApiPath = (path: string): boolean =>
  path === base ||
  path.startsWith(`${base}/`) ||
  failureForms.has(path) ||
  ofPages.some(({ pattern }) => pattern.test(path))

const quotasOf = (isSearch = false): Quota[] => (isSearch ? [anonymous(), searching()] : [anonymous()])

const descriptions = new Map<string, string>()

/** The description of the API, made once. It is no journal entry's, so it carries none. */
async function describe(origin: string, search: string): Promise<Answer> {
  parseNoParameters(search)
  const body = descriptions.get(origin) ?? JSON.stringify(openApiDocument(origin))
  descriptions.set(origin, body)
  return {
    type: 'application/json',
    body,
    headers: { Link: serviceLinks(origin), 'Cache-Control': 'public, max-age=300' },
  }
}

const nothingHere = async (): Promise<never> => {
  throw new PublicError('not-found', `The API has nothing at this address. Start at ${articlesPath}.`)
}

/** Answers a request to the public API. Never rejects. */
export async function answerApi(asking: Asking): Promise<Sent> {
  const { path, search } = asking
  if (path === `${base}/openapi.json`) return answer(asking, ({ origin }) => describe(origin, search), quotasOf())
  // Built by hand, addresses often end in a slash.
  if (path.length > base.length + 1 && path.endsWith('/'))
    return answer(asking, async ({ origin }) => ({ status: 308, location: origin + path.replace(/\/+$/, '') + search }))
  const form = failureForms.get(path)
  if (form)
    return answer(
      asking,
      ({ origin }) => form({ origin, search, path, part: () => '', movedTo: (to) => to }),
      quotasOf(),
    )
  for (const { pattern, before, names, operation, movedTo, isSearch } of routes) {
    const match = pattern.exec(path)
    if (!match) continue
    const [, first = '', ...others] = match
    const parts = new Map(names.map((name, index) => [name, [first, ...others][index] ?? '']))
    const rest = path.slice(before + first.length)
    return answer(
      asking,
      ({ origin }) => {
        const call: Call = {
          origin,
          search,
          path,
          part: (name) => parts.get(name) ?? '',
          movedTo: (to) => movedTo(to, { rest, search }),
        }
        return handlers[operation](call)
      },
      quotasOf(isSearch),
    )
  }
  return answer(asking, nothingHere, quotasOf())
}
