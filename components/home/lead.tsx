import type { Summary } from '#publication/edition/index.ts'
import { Strip } from '../listing/teaser.tsx'
import { HoldMark } from '../marks.tsx'
import { Plate } from '../plate.tsx'

/** The newest article at full width, with its call: what makes someone forward the link without opening it. */
export function Lead({ article }: { article: Summary }) {
  return (
    <article className="lead">
      {article.plate && <Plate plate={article.plate} name={article.slug} format="3x2" priority decorative />}
      <div className="lead-text">
        <Strip article={article} />
        <h2>
          <a href={article.path}>{article.title}</a>
        </h2>
        <p className="lead-deck">{article.deck}</p>
        {article.call && (
          <div className="call-line">
            <p className="call-label">
              <HoldMark />
              The call
            </p>
            <p>{article.call.decision}</p>
          </div>
        )}
      </div>
    </article>
  )
}
