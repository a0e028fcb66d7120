import type { Summary } from '#publication/edition/index.ts'
import { SeamLine } from '../seam-line.tsx'

type Article = Pick<Summary, 'path' | 'title' | 'deck' | 'topics' | 'readingMinutes' | 'findings'>

/** Topic, minutes and seam line: the row above a title. */
export function Strip({ article }: { article: Pick<Article, 'topics' | 'readingMinutes' | 'findings'> }) {
  return (
    <div className="strip note flex items-center justify-between gap-4">
      <span>
        <b>{article.topics.map((topic) => topic.name).join(', ')}</b> {article.readingMinutes} min
      </span>
      <SeamLine findings={article.findings} />
    </div>
  )
}

/** One article in a list; the whole card leads to it. */
export function Teaser({ article }: { article: Article }) {
  return (
    <article className="teaser">
      <Strip article={article} />
      <h3>
        <a href={article.path}>{article.title}</a>
      </h3>
      <p className="teaser-deck">{article.deck}</p>
    </article>
  )
}
