import { askerOf, type ClientOptions } from './asking.ts'
import type { Schemas } from './schemas.ts'
import type {
  ArticleParameters,
  ArticleWith,
  Fields,
  Format,
  Forward,
  Included,
  ListedWith,
  ListParameters,
  PageOf,
  Query,
} from './shapes.ts'

export type { ClientOptions, KeptAnswer } from './asking.ts'
export type { Answers, Queries } from './operations.ts'
export { ProblemError, type ProblemKind } from './problem.ts'
export type { Schemas } from './schemas.ts'

type Parts = readonly (string | number)[]
type ListAnswer<Item> = { data: Item[]; page: { next: string | null; hasMore: boolean } }

const pathOf = (first: string, parts: Parts): string =>
  [first, ...parts.map((part) => encodeURIComponent(part))].join('/')

/** Every item of every page, from where the parameters begin. */
async function* each<Item, Parameters extends { after?: string }>(
  page: (parameters: Parameters) => Promise<ListAnswer<Item>>,
  parameters: Parameters,
): AsyncGenerator<Item, void, undefined> {
  for (let from = parameters; ; ) {
    const { data, page: beside } = await page(from)
    yield* data
    if (!beside.hasMore || beside.next === null) return
    from = { ...from, after: beside.next }
  }
}

/**
 * A client of the public API. Every method is named after the operation it asks for, and answers what the OpenAPI
 * document says of that; whatever starts with `each` goes through all pages, and asks for one only when it is wanted.
 * Making one costs nothing.
 * @throws ProblemError from every method; the signal's reason when that ends it
 */
export function createClient(options: ClientOptions) {
  const ask = askerOf(options)
  const get = async <Answer>(path: string, parameters: object = {}): Promise<Answer> =>
    (await ask(path, { ...parameters })) as Answer

  const listEditions = (slugOrId: string, parameters: Query<'listEditions'> = {}) =>
    get<Schemas['EditionList']>(`${pathOf('/articles', [slugOrId])}/editions`, parameters)
  const listFindings = (parameters: Query<'listFindings'> = {}) => get<Schemas['FindingList']>('/findings', parameters)
  const listTopics = (parameters: Query<'listTopics'> = {}) => get<Schemas['TopicList']>('/topics', parameters)
  const listAuthors = (parameters: Query<'listAuthors'> = {}) => get<Schemas['AuthorList']>('/authors', parameters)
  const search = (parameters: Query<'search'>) => get<Schemas['SearchResult']>('/search', parameters)
  const listChanges = (parameters: Query<'listChanges'> = {}) => get<Schemas['ChangeList']>('/changes', parameters)
  /** Articles, the newest first. `include` adds body or sources; `fields` leaves out whatever it does not name. */
  const listArticles = <
    const F extends Fields = readonly [],
    const I extends Included = readonly [],
    B extends Format = 'mdast',
  >(
    parameters: ListParameters<F, I, B> = {},
  ) => get<PageOf<ListedWith<F, I, B>>>('/articles', parameters)

  return {
    listArticles,
    /** One article by its slug, or by its id, which stays when it is renamed. */
    getArticle: <const F extends Fields = readonly [], B extends Format = 'mdast'>(
      slugOrId: string,
      parameters: ArticleParameters<F, B> = {},
    ) => get<ArticleWith<F, B>>(pathOf('/articles', [slugOrId]), parameters),
    listEditions,
    /** One edition as it was published. */
    getEdition: (slugOrId: string, number: number) =>
      get<Schemas['Edition']>(`${pathOf('/articles', [slugOrId])}${pathOf('/editions', [number])}`),
    listFindings,
    listTopics,
    getTopic: (slugOrId: string) => get<Schemas['Topic']>(pathOf('/topics', [slugOrId])),
    listAuthors,
    getAuthor: (slugOrId: string) => get<Schemas['Author']>(pathOf('/authors', [slugOrId])),
    search,
    listChanges,
    getOpenApi: () => get<Record<string, unknown>>('/openapi.json'),

    eachArticle: <
      const F extends Fields = readonly [],
      const I extends Included = readonly [],
      B extends Format = 'mdast',
    >(
      parameters: Forward<ListParameters<F, I, B>> = {},
    ) => each((page: Forward<ListParameters<F, I, B>>) => listArticles<F, I, B>(page), parameters),
    eachEdition: (slugOrId: string, parameters: Query<'listEditions'> = {}) =>
      each((page: Query<'listEditions'>) => listEditions(slugOrId, page), parameters),
    eachFinding: (parameters: Forward<Query<'listFindings'>> = {}) => each(listFindings, parameters),
    eachTopic: (parameters: Forward<Query<'listTopics'>> = {}) => each(listTopics, parameters),
    eachAuthor: (parameters: Forward<Query<'listAuthors'>> = {}) => each(listAuthors, parameters),
    eachHit: (parameters: Query<'search'>) => each(search, parameters),
    /** Changes after the one whose `id` is given as `after`, to the newest. Keep the `id` of the last one you have. */
    eachChange: (parameters: Query<'listChanges'> = {}) => each(listChanges, parameters),
  }
}

export type Client = ReturnType<typeof createClient>
