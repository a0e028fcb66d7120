import { inOneLine } from '../article/index.ts'
import type { ArticleLine, Current, Topic } from '../edition/index.ts'

type Shown = { name: string; deck: string; origin: string }

/** Text that can stand in a line of Markdown and is nothing but text. */
const inLine = (text: string): string => inOneLine(text).replace(/[\\`*_[\]<>&]/g, '\\$&')

const item = (title: string, url: string, words: string): string =>
  `- [${inLine(title)}](${url})${words === '' ? '' : `: ${inLine(words)}`}`

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`## ${title}`, '', ...lines, '']

const head = ({ name, deck }: Shown, words: string): string[] => [
  `# ${inLine(name)}`,
  '',
  `> ${inLine(deck)}`,
  '',
  words,
  '',
]

/**
 * `llms.txt` (https://llmstxt.org/): every article with the address of its Markdown and its call in a sentence.
 * @param articles newest first
 */
export function llmsText(site: Shown, articles: readonly ArticleLine[], topics: readonly Topic[]): string {
  const { origin } = site
  const teardowns = articles.map(({ title, path, decision, deck }) =>
    item(title, `${origin}${path}.md`, decision ?? deck),
  )
  const lines = [
    ...head(
      site,
      'Each teardown takes one decision apart: what breaks, from which scale on, and what holds. Breaks and holds have permanent numbers (b1, h1); cite the edition as well.',
    ),
    ...section('Teardowns', teardowns),
    ...section(
      'Topics',
      topics.map(({ name, path, description }) => item(name, origin + path, description)),
    ),
    ...section('For programs', [
      item('API', `${origin}/developers`, 'every address, parameter and field'),
      item('OpenAPI', `${origin}/api/v1/openapi.json`, 'the same as a document'),
      item('Feed', `${origin}/feeds/all.json`, 'the newest, whole'),
      item('What machines may do', `${origin}/ai`, ''),
    ]),
    ...section('Optional', [item('Everything newest in one file', `${origin}/llms-full.txt`, '')]),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

/**
 * The newest articles whole, in one file that ends before it is too large.
 * @param articles newest first, each with its Markdown
 * @param count of all that are public
 * @param mostCharacters where the file ends; an article is in it whole or not at all
 */
export function llmsFullText(
  site: Shown,
  articles: readonly (Pick<Current, 'path' | 'title'> & { markdown: string })[],
  count: number,
  mostCharacters: number,
): string {
  let size = 0
  const parts: string[] = []
  for (const { path, markdown } of articles) {
    const part = `Source: ${site.origin}${path}\n\n${markdown.trimEnd()}\n`
    size += part.length
    if (size > mostCharacters) break
    parts.push(part)
  }
  const words =
    parts.length === count
      ? `Every teardown, newest first: ${count}.`
      : `The newest ${parts.length} of ${count} teardowns. All of them are listed in ${site.origin}/llms.txt.`
  return [head(site, words).join('\n'), ...parts].join('\n')
}
