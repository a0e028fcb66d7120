/** Where things are on this site. */
export const archivePath = '/articles'
export const articlePath = (slug: string): string => `/articles/${slug}`
export const editionPath = (slug: string, edition: number): string => `${articlePath(slug)}/editions/${edition}`
export const topicPath = (slug: string): string => `/topics/${slug}`
export const authorPath = (slug: string): string => `/authors/${slug}`
export const failuresPath = '/failures'
/** The page of one finding, `b1` or `h1`, of the article at this slug. */
export const findingPath = (slug: string, finding: string): string => `${failuresPath}/${slug}.${finding}`

/** Numbers of users that have a page of what breaks there, by how they are written in its path. */
export const sizes = { '100': 100, '1k': 1_000, '10k': 10_000, '100k': 100_000 } as const
export type Size = keyof typeof sizes
export const sizePath = (size: Size): string => `${failuresPath}/at/${size}`

/** Pages that show breaks of all articles. */
const failurePages: readonly string[] = [failuresPath, ...(Object.keys(sizes) as Size[]).map(sizePath)]

/** Pages that are about all articles, and change with each of them. */
export const listPages: readonly string[] = ['/', archivePath, ...failurePages]

/** The page of the API, which shows answers of the moment. */
export const developersPath = '/developers'

/**
 * All pages with the cache tag `list`. Whatever makes that tag stale asks for each of them: else the next reader would get
 * the page of before, with the words of what was withdrawn.
 */
export const pagesOfList: readonly string[] = [...listPages, developersPath]

/** The slug in the path of an article. */
export const articleSlugIn = (path: string): string => path.slice(articlePath('').length)
