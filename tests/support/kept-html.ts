import { bodyToHtml } from '#publication/article/index.ts'
import type { Current } from '#publication/edition/index.ts'

/** The HTML that a publication keeps beside an article. */
export const keptHtml = ({ body, media, articles }: Pick<Current, 'body' | 'media' | 'articles'>): string =>
  bodyToHtml(body, {
    media: new Map(media.map((each) => [each.id, each])),
    articles: new Map(articles.map((each) => [each.id, each])),
  })
