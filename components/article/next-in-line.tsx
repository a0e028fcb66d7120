import type { Summary } from '#publication/edition/index.ts'
import { Teaser } from '../listing/teaser.tsx'

/** What to read after this; nothing when there is nothing else. */
export function NextInLine({ articles }: { articles: readonly Summary[] }) {
  if (articles.length === 0) return null
  return (
    <section className="section wrap next-in-line" id="page_next" aria-labelledby="page_next_title">
      <h2 id="page_next_title">Next in line</h2>
      <ol className="teasers">
        {articles.map((article) => (
          <li key={article.id}>
            <Teaser article={article} />
          </li>
        ))}
      </ol>
    </section>
  )
}
