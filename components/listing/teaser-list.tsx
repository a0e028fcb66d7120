import type { Summary } from '#publication/edition/index.ts'
import { Teaser } from './teaser.tsx'

type Props = { articles: readonly Summary[]; title: string; note?: string | undefined; empty: string }

/** Articles under one heading, in the order given; `empty` is said when there are none. */
export function TeaserList({ articles, title, note, empty }: Props) {
  return (
    <section className="section section-after-head" id="teardowns" aria-labelledby="teardowns-title">
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-5 gap-y-2">
        <h2 id="teardowns-title">{title}</h2>
        {note && <p className="note">{note}</p>}
      </div>
      {articles.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <ol className="teasers teasers-pairs">
          {articles.map((article) => (
            <li key={article.id}>
              <Teaser article={article} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
