import { LRUCache } from 'lru-cache'
import { bodyToHtml, bodyToMarkdown } from '../article/index.ts'
import type { Current } from '../edition/index.ts'
import { absoluteBody, absoluteMedia } from './absolute-body.ts'
import type { ArticleAnswer, Format } from './schemas/article.ts'

/** A long article takes tens of milliseconds to render; a list may ask for twenty. In characters: about 32 MB. */
const rendered = new LRUCache<string, string>({ maxSize: 16_000_000, sizeCalculation: (text) => text.length + 1 })

/** Everything that a rendering is made of: the digest stands for the text, the records for its pictures and links. */
function once(current: Current, format: Format | 'feed', origin: string, render: () => string): string {
  const key = JSON.stringify([format, origin, current.path, current.digest, current.media, current.articles])
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

/** The body as HTML that stands among other articles: places within it are absolute addresses too. */
export function presentFeedBody(current: Current, origin: string): string {
  const page = origin + current.path
  return once(current, 'feed', origin, () => bodyToHtml(current.body, referencesOf(current, origin), { origin, page }))
}

/** The body as Markdown for somebody who is not on this site. */
export const presentFeedText = (current: Current, origin: string): string =>
  String(presentBody(current, 'markdown', origin))

/** The body for somebody who is not on this site, in the format asked for; every address in it is absolute. */
export function presentBody(current: Current, format: Format, origin: string): ArticleAnswer['body'] {
  const { body, text } = current
  const references = referencesOf(current, origin)
  switch (format) {
    case 'html':
      return once(current, format, origin, () => bodyToHtml(body, references, { origin }))
    case 'markdown':
      return once(current, format, origin, () =>
        bodyToMarkdown(absoluteBody(body, current, origin, 'reference'), references),
      )
    case 'text':
      return text
    case 'mdast':
      return absoluteBody(body, current, origin)
  }
}
