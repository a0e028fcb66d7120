import { bibtexCitation, cslCitation, plainCitation } from '#publication/article/index.ts'
import type { Current } from '#publication/edition/index.ts'
import { CopyButton } from '../copy-button.tsx'

type Props = {
  article: Pick<Current, 'slug' | 'path' | 'title' | 'authors' | 'edition' | 'modifiedAt'>
  /** absolute address of the article */
  url: string
  /** name of the publication */
  publication: string
}

type Form = { id: string; name: string; text: string; file: string }

function FoldedForm({ id, name, text, file }: Form) {
  return (
    <details>
      <summary>{name}</summary>
      <pre className="citation" id={id}>
        {text}
      </pre>
      <p className="cite-do">
        <CopyButton of={id}>{`Copy ${name}`}</CopyButton>
        <a className="button" href={file} download>
          {`Save ${name}`}
        </a>
      </p>
    </details>
  )
}

/** How to name this very edition, at the address where it stays: a line to paste, and the same for bibliographies. */
export function CiteThis({ article, url, publication }: Props) {
  const { slug, path, title, authors, edition, modifiedAt } = article
  const cited = { slug, title, authors, edition, modifiedAt, publication, url }
  return (
    <section className="end-matter cite" id="page_cite" aria-labelledby="page_cite_title">
      <h2 id="page_cite_title">Cite this</h2>
      <p className="citation" id="page_cite_plain">
        {plainCitation(cited)}
      </p>
      <CopyButton of="page_cite_plain">Copy citation</CopyButton>
      <FoldedForm id="page_cite_bibtex" name="BibTeX" text={bibtexCitation(cited)} file={`${path}/cite.bib`} />
      <FoldedForm id="page_cite_csl" name="CSL-JSON" text={cslCitation(cited).trim()} file={`${path}/cite.csl.json`} />
    </section>
  )
}
