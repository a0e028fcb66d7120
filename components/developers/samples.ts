import type { OperationId } from '#publication/contract/index.ts'

/** Things that are public, for samples that can be run as they stand. */
export type StandIns = { article: string; edition: number; topic: string; author: string; words: string }

/** One request of a sample. Values of the query are as the client takes them. */
type Sample = { path: string; query?: Record<string, string | number | string[]>; call: string }

/** The samples of every operation, by its id. */
export function samplesOf({ article, edition, topic, author, words }: StandIns): Record<OperationId, Sample> {
  const each = (of: string, query: string, line: string) =>
    `for await (const ${of} of api.each${of[0]?.toUpperCase()}${of.slice(1)}(${query})) {\n  ${line}\n}`
  return {
    listArticles: {
      path: '/articles',
      query: { topic, limit: 2, fields: ['slug', 'title', 'publishedAt'] },
      call: `const { data, page } = await api.listArticles({ topic: '${topic}', limit: 2 })\n\n${each('article', `{ topic: '${topic}' }`, 'console.log(article.title, article.url)')}`,
    },
    getArticle: {
      path: `/articles/${article}`,
      query: { fields: ['title', 'call', 'findings'] },
      call: `const article = await api.getArticle('${article}')\nconst open = article.findings.filter((one) => one.kind === 'break' && one.status === 'open')`,
    },
    listEditions: {
      path: `/articles/${article}/editions`,
      query: { limit: 2 },
      call: `const { data } = await api.listEditions('${article}', { limit: 2 })`,
    },
    getEdition: {
      path: `/articles/${article}/editions/${edition}`,
      call: `const edition = await api.getEdition('${article}', ${edition})`,
    },
    listFindings: {
      path: '/findings',
      query: { topic, kind: 'break', limit: 1 },
      call: `const { data } = await api.listFindings({ topic: '${topic}', kind: 'break', limit: 1 })`,
    },
    listTopics: { path: '/topics', query: { limit: 1 }, call: 'const { data: topics } = await api.listTopics()' },
    getTopic: { path: `/topics/${topic}`, call: `const topic = await api.getTopic('${topic}')` },
    listAuthors: { path: '/authors', query: { limit: 1 }, call: 'const { data: authors } = await api.listAuthors()' },
    getAuthor: { path: `/authors/${author}`, call: `const author = await api.getAuthor('${author}')` },
    search: {
      path: '/search',
      query: { q: words, limit: 1 },
      call: `const { data, didYouMean } = await api.search({ q: '${words}', limit: 1 })`,
    },
    listChanges: {
      path: '/changes',
      query: { limit: 1 },
      call: `const { data, page } = await api.listChanges({ limit: 1 })\n\n${each('change', '', 'console.log(change.type, change.article.slug, change.id)')}`,
    },
  }
}

/** The address of a sample, below the origin, as one would type it between single quotes. */
export function addressOf({ path, query = {} }: Pick<Sample, 'path' | 'query'>): string {
  const pairs = Object.entries(query).map(
    ([name, value]) =>
      `${name}=${[value]
        .flat()
        .map((one) => encodeURIComponent(one).replaceAll("'", '%27'))
        .join(',')}`,
  )
  return `/api/v1${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}
