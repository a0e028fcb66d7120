import { articleLinks } from '#app/api/v1/links.ts'
import type { Answer } from '#app/api/v1/prepared.ts'
import { settled } from '#app/api/v1/settled.ts'
import { notFound, parseArticleKey, presentMarkdown } from '#publication/contract/index.ts'
import { articleAt } from '#publication/edition/index.ts'
import type { MachineRoute } from './route.ts'

const article = /^\/articles\/([^/]+)\.md$/

/**
 * An article as Markdown (RFC 7763). The page is what search engines are to keep, so this address is not; the door takes
 * that away again for who asked for the page itself and wanted it like this.
 */
async function answerMarkdown(path: string, origin: string): Promise<Answer> {
  const found = await articleAt(parseArticleKey(article.exec(path)?.[1] ?? ''))
  const reached = settled(found, (to) => `${origin}${to}.md`, notFound)
  if ('answer' in reached) return reached.answer
  const { value } = reached
  return {
    type: 'text/markdown; charset=utf-8; variant=GFM',
    body: presentMarkdown(value, origin),
    headers: { Link: articleLinks(origin, value.path), Vary: 'Accept-Encoding, Accept', 'X-Robots-Tag': 'noindex' },
    revision: found.revision,
    changedAt: value.changedAt,
  }
}

export const markdown: MachineRoute = {
  isPath: (path) => article.test(path),
  answer: ({ path, origin }) => answerMarkdown(path, origin),
}
