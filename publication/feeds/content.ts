import type { ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import { type Body, bodyToMarkdown } from '../article/index.ts'
import { presentFeedBody, presentFeedText } from '../contract/index.ts'
import type { Correction, Current } from '../edition/index.ts'

/** What stands in an entry, in both forms. `text` is Markdown, made when it is asked for. */
type Content = { html: string; text: () => string }

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

/** An article whole, with what was wrong in earlier editions of it above. */
export function articleContent(article: Current, origin: string): Content {
  const lines = article.corrections.map(correctionLine)
  return {
    html: [...lines.map(({ html }) => html), presentFeedBody(article, origin)].join('\n'),
    text: () => [...lines.map(({ text }) => text), presentFeedText(article, origin)].join('\n'),
  }
}

/** A correction: what was wrong, and in which edition of which article it is right. */
export function correctionContent({ text, title, path, edition }: Correction, origin: string): Content {
  const url = origin + path
  const rest = `, edition ${edition}.`
  return {
    html: toHtml([
      element('p', [words(text)]),
      element('p', [words('Corrected in '), element('a', [words(title)], { href: url }), words(rest)]),
    ]),
    text: () =>
      markdownOf(
        paragraph(words(text)),
        paragraph(words('Corrected in '), { type: 'link', url, children: [words(title)] }, words(rest)),
      ),
  }
}
