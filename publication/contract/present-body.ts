import { LRUCache } from 'lru-cache'
import { absoluteHtml, bodyToMarkdown } from '../article/index.ts'
import type { Current } from '../edition/index.ts'
import { absoluteBody, absoluteMedia } from './absolute-body.ts'
import type { ArticleAnswer, Format } from './schemas/article.ts'

/** A long article takes tens of milliseconds to render; a list may ask for twenty. In characters: about 32 MB. */
const rendered = new LRUCache<string, string>({
  maxSize: 16_000_000,
  sizeCalculation: (text, key) => text.length + key.length,
})

/** @param key everything that the rendering is made of */
function once(key: string, render: () => string): string {
  const known = rendered.get(key)
  if (known !== undefined) return known
  const text = render()
  rendered.set(key, text)
  return text
}

const referencesOf = ({ media, articles }: Current, origin: string) => ({
  media: absoluteMedia(media, origin),
  articles: new Map(articles.map((article) => [article.id, article])),
})

/** @param page where places within the text are to lead; without it they stay fragments */
const wholeHtml = (html: string, origin: string, page = ''): string =>
  once(`html ${origin} ${page} ${html}`, () => absoluteHtml(html, origin, page || undefined))

/** The body as HTML that stands among other articles: places within it are absolute addresses too. */
export const presentFeedBody = ({ html, path }: Current, origin: string): string =>
  wholeHtml(html, origin, origin + path)

/** The digest stands for the text, the records for its pictures and links. */
const markdownKey = ({ digest, media, articles }: Current, origin: string): string =>
  JSON.stringify(['markdown', origin, digest, media, articles])

/** The body as Markdown for somebody who is not on this site. */
export const presentFeedText = (current: Current, origin: string): string =>
  String(presentBody(current, 'markdown', origin))

/** The body for somebody who is not on this site, in the format asked for; every address in it is absolute. */
export function presentBody(current: Current, format: Format, origin: string): ArticleAnswer['body'] {
  const { body, html, text } = current
  switch (format) {
    case 'html':
      return wholeHtml(html, origin)
    case 'markdown':
      return once(markdownKey(current, origin), () =>
        bodyToMarkdown(absoluteBody(body, current, origin, 'reference'), referencesOf(current, origin)),
      )
    case 'text':
      return text
    case 'mdast':
      return absoluteBody(body, current, origin)
  }
}
