import type { Summary } from '#publication/edition/index.ts'
import { Plate } from '../plate.tsx'
import { SeamLine } from '../seam-line.tsx'

type Article = Pick<Summary, 'path' | 'slug' | 'title' | 'deck' | 'topics' | 'readingMinutes' | 'findings' | 'plate'>

/** Topic, minutes and seam line: the row above a title. */
export function Strip({ article }: { article: Pick<Article, 'topics' | 'readingMinutes' | 'findings'> }) {
  return (
    <div className="strip note flex flex-wrap items-center justify-between gap-x-4">
      <span>
        <b>{article.topics.map((topic) => topic.name).join(', ')}</b> {article.readingMinutes} min
      </span>
      <SeamLine findings={article.findings} />
    </div>
  )
}

/**
 * One article in a list; the whole card leads to it.
 * @param isBeside sets the plate, square, beside the words; else it stands above them
 */
export function Teaser({ article, isBeside = false }: { article: Article; isBeside?: boolean }) {
  const form = isBeside ? ({ format: '1x1' } as const) : ({ format: '3x2', narrow: '1x1' } as const)
  return (
    <article className={isBeside ? 'teaser teaser-beside' : 'teaser'}>
      <Strip article={article} />
      {article.plate && <Plate plate={article.plate} name={article.slug} {...form} decorative />}
      <div className="teaser-text">
        <h3>
          <a href={article.path}>{article.title}</a>
        </h3>
        <p className="teaser-deck">{article.deck}</p>
      </div>
    </article>
  )
}
