import type { Summary } from '#publication/edition/index.ts'
import { Teasers } from '../listing/teaser-list.tsx'

/** What to read after this; nothing when there is nothing else. */
export function NextInLine({ articles }: { articles: readonly Summary[] }) {
  if (articles.length === 0) return null
  return (
    <section className="section wrap next-in-line" id="page_onward" aria-labelledby="page_onward_title">
      <h2 id="page_onward_title">Next in line</h2>
      <Teasers articles={articles} />
    </section>
  )
}
