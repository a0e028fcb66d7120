import { bibtexCitation, plainCitation } from '#publication/article/index.ts'
import type { Current } from '#publication/edition/index.ts'
import { CopyButton } from '../copy-button.tsx'

type Props = {
  article: Pick<Current, 'slug' | 'title' | 'authors' | 'edition' | 'modifiedAt'>
  /** absolute address of the article */
  url: string
  /** name of the publication */
  publication: string
}

/** How to name this very edition: a line to paste, and the same as BibTeX. */
export function CiteThis({ article, url, publication }: Props) {
  const { slug, title, authors, edition, modifiedAt } = article
  const cited = { slug, title, authors, edition, modifiedAt, publication, url }
  return (
    <section className="end-matter cite" id="page_cite" aria-labelledby="page_cite_title">
      <h2 id="page_cite_title">Cite this</h2>
      <p className="citation" id="page_cite_plain">
        {plainCitation(cited)}
      </p>
      <CopyButton of="page_cite_plain">Copy citation</CopyButton>
      <details>
        <summary>BibTeX</summary>
        <pre className="citation" id="page_cite_bibtex">
          {bibtexCitation(cited)}
        </pre>
        <CopyButton of="page_cite_bibtex">Copy BibTeX</CopyButton>
      </details>
    </section>
  )
}
