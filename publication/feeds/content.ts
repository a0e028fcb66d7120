import type { ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { LRUCache } from 'lru-cache'
import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import { type Body, bodyToMarkdown } from '../article/index.ts'
import { presentFeedBody, presentFeedText } from '../contract/index.ts'
import type { Correction, Current } from '../edition/index.ts'
import { plain } from './plain.ts'

/** What stands in an entry, in both forms, in characters that every feed can hold. `text` is Markdown, made when it is asked for. */
type Content = { html: string; text: () => string }

/** A text that is made when it is asked for, and then known. */
function once(make: () => string): () => string {
  let made: string | undefined
  return () => {
    made ??= make()
    return made
  }
}

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
/** `18 November 2026`, by UTC. */
const dayInWords = (iso: string): string => days.format(new Date(iso))

const element = (tagName: string, children: ElementContent[], properties = {}): ElementContent => ({
  type: 'element',
  tagName,
  properties,
  children,
})
const words = (value: string): { type: 'text'; value: string } => ({ type: 'text', value })

const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children })
const strong = (text: string): PhrasingContent => ({ type: 'strong', children: [words(text)] })
const markdownOf = (...children: RootContent[]): string => bodyToMarkdown({ type: 'root', children } as Body)

/** `Correction, 18 November 2026:` and what was wrong, as a paragraph in each form. */
function correctionLine({ at, text }: { at: string; text: string }): { html: string; text: string } {
  const label = `Correction, ${dayInWords(at)}:`
  return {
    html: toHtml(element('p', [element('strong', [words(label)]), words(` ${text}`)])),
    text: markdownOf(paragraph(strong(label), words(` ${text}`))),
  }
}

/**
 * Contents made before, by the state of the article that they are of: after a publication every feed is made anew, and
 * nearly all of its articles are as they were. Each holds on to its article.
 */
const made = new LRUCache<string, Content>({ max: 60 })

/** An article whole, with what was wrong in earlier editions of it above. */
export function articleContent(article: Current, origin: string): Content {
  const state = `${article.id} ${article.changedAt} ${article.digest} ${origin}`
  const known = made.get(state)
  if (known) return known
  const content = makeContent(article, origin)
  made.set(state, content)
  return content
}

function makeContent(article: Current, origin: string): Content {
  const lines = article.corrections.map(correctionLine)
  return {
    html: plain([...lines.map(({ html }) => html), presentFeedBody(article, origin)].join('\n')),
    text: once(() => plain([...lines.map(({ text }) => text), presentFeedText(article, origin)].join('\n'))),
  }
}

/** A correction: what was wrong, and in which edition of which article it is right. */
export function correctionContent({ text, title, path, edition }: Correction, origin: string): Content {
  const url = origin + path
  const rest = `, edition ${edition}.`
  return {
    html: plain(
      toHtml([
        element('p', [words(text)]),
        element('p', [words('Corrected in '), element('a', [words(title)], { href: url }), words(rest)]),
      ]),
    ),
    text: () =>
      plain(
        markdownOf(
          paragraph(words(text)),
          paragraph(words('Corrected in '), { type: 'link', url, children: [words(title)] }, words(rest)),
        ),
      ),
  }
}
