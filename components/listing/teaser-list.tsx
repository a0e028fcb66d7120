import type { Summary } from '#publication/edition/index.ts'
import { Teaser } from './teaser.tsx'

/** Rows of three, with a row of two after the first: eleven make a round. */
const isInPair = (at: number): boolean => at % 11 === 3 || at % 11 === 4

/** Articles in the order given. @param inPairs all of them two a row, plates beside the words */
export function Teasers({ articles, inPairs = false }: { articles: readonly Summary[]; inPairs?: boolean }) {
  return (
    <ol className="teasers">
      {articles.map((article, at) => {
        const isBeside = inPairs || isInPair(at)
        return (
          <li key={article.id} className={isBeside ? 'teasers-half' : 'teasers-third'}>
            <Teaser article={article} isBeside={isBeside} />
          </li>
        )
      })}
    </ol>
  )
}

type Props = { articles: readonly Summary[]; title: string; note?: string | undefined; empty: string }

/** Articles under one heading, in the order given; `empty` is said when there are none. */
export function TeaserList({ articles, title, note, empty }: Props) {
  return (
    <section className="section section-after-head" id="teardowns" aria-labelledby="teardowns-title">
      <div className="section-head">
        <h2 id="teardowns-title">{title}</h2>
        {note && <p className="note">{note}</p>}
      </div>
      {articles.length === 0 ? <p>{empty}</p> : <Teasers articles={articles} inPairs />}
    </section>
  )
}
