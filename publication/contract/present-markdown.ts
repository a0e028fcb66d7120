import { Document } from 'yaml'
import type { MarkdownOf } from '../edition/index.ts'

const end = '---\n'

/** What front matter says besides, in the order of the document. */
const saidOf = ({ path, modifiedAt, edition, digest, findings }: MarkdownOf, origin: string) => ({
  url: origin + path,
  modifiedAt,
  edition,
  digest,
  licence: `${origin}/licence`,
  breaks: findings.flatMap((finding) =>
    finding.kind === 'break' ? [{ id: finding.id, title: finding.title, status: finding.status }] : [],
  ),
  holds: findings.flatMap((finding) =>
    finding.kind === 'hold' ? [{ id: finding.id, title: finding.title, answers: finding.answers }] : [],
  ),
})

/**
 * An article as its own address gives it in Markdown: the document that can be imported again, and in its front matter
 * also what follows from it, which an import reads over.
 */
export function presentMarkdown(article: MarkdownOf, origin: string): string {
  const { markdown } = article
  const closing = markdown.indexOf(`\n${end}`, end.length - 1) + 1
  const said = new Document(saidOf(article, origin)).toString({ lineWidth: 0, flowCollectionPadding: false })
  return markdown.slice(0, closing) + said + markdown.slice(closing)
}
