import type { Summary } from '#publication/edition/index.ts'
import { Strip } from '../listing/teaser.tsx'
import { HoldMark } from '../marks.tsx'

/** The newest article at full width, with its call: what makes someone forward the link without opening it. */
export function Lead({ article }: { article: Summary }) {
  return (
    <article className={article.call ? 'lead' : 'lead lead-alone'}>
      <Strip article={article} />
      <div className="lead-text">
        <h3>
          <a href={article.path}>{article.title}</a>
        </h3>
        <p className="lead-deck">{article.deck}</p>
      </div>
      {article.call && (
        <div className="call-line">
          <p className="call-label">
            <HoldMark />
            The call
          </p>
          <p>{article.call.decision}</p>
        </div>
      )}
    </article>
  )
}
