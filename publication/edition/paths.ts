/** Where things are on this site. */
export const archivePath = '/articles'
export const articlePath = (slug: string): string => `/articles/${slug}`
export const editionPath = (slug: string, edition: number): string => `${articlePath(slug)}/editions/${edition}`
export const topicPath = (slug: string): string => `/topics/${slug}`
export const authorPath = (slug: string): string => `/authors/${slug}`

/** The slug in the path of an article. */
export const articleSlugIn = (path: string): string => path.slice(articlePath('').length)
