import type { Current } from '#publication/edition/index.ts'
import { Plate } from '../plate.tsx'
import { SeamLine } from '../seam-line.tsx'
import { tallyOf } from '../wording.ts'
import { TitleBlock } from './title-block.tsx'

/** Topic, seam line with its counts in words, title, deck and title block, beside the plate that runs off the sheet. */
export function ArticleHead({ article }: { article: Current }) {
  const { breaks, open, label } = tallyOf(article.findings)
  return (
    <header className="article-head">
      <div className="article-words">
        <div className="article-strip note flex flex-wrap items-center gap-x-4 gap-y-1">
          {article.topics.map((topic) => (
            <a key={topic.id} href={topic.path}>
              {topic.name}
            </a>
          ))}
          {breaks.length > 0 && (
            <span className="inline-flex flex-wrap items-center gap-2">
              <SeamLine findings={article.findings} decorative />
              {open > 0 ? `${label}, ${open} open` : label}
            </span>
          )}
        </div>
        <h1>{article.title}</h1>
        <p className="deck">{article.deck}</p>
        <TitleBlock article={article} />
      </div>
      {article.plate && <Plate plate={article.plate} name={article.slug} format="1x1" narrow="wide" priority />}
    </header>
  )
}
