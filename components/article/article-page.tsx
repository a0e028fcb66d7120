import { type Highlight, outlineOf } from '#publication/article/index.ts'
import type { Author, Current, History, Summary } from '#publication/edition/index.ts'
import { PageFrame } from '../page-frame.tsx'
import { tallyOf } from '../wording.ts'
import { articleBody } from './article-body.tsx'
import { ArticleHead } from './article-head.tsx'
import { AuthorNote } from './author-note.tsx'
import { CiteThis } from './cite-this.tsx'
import { Contents, type Entry, FoldedContents } from './contents.tsx'
import { CopyQuote } from './copy-quote.tsx'
import { Editions } from './editions.tsx'
import { FindingsTable } from './findings-table.tsx'
import { HandOn } from './hand-on.tsx'
import { NextInLine } from './next-in-line.tsx'
import { Notes, notesTitleOf } from './notes.tsx'
import { Takeaways } from './takeaways.tsx'
import { TheCall } from './the-call.tsx'

/** Holds are left out: they stand under the break that they answer. */
function entriesOf(article: Current, notesTitle: string | null): Entry[] {
  const body = outlineOf(article.body).filter((entry) => entry.kind !== 'hold')
  const parts: (Entry | false)[] = [
    article.call !== null && { id: 'page_call', text: 'The call', kind: 'heading' },
    article.findings.length > 0 && { id: 'page_findings', text: tallyOf(article.findings).label, kind: 'heading' },
    ...body.map(({ id, text, kind }) => ({ id, text, kind })),
    notesTitle !== null && { id: 'page_notes', text: notesTitle, kind: 'heading' },
  ]
  const entries = parts.filter((part) => part !== false)
  return entries.length > 0 ? [...entries, { id: 'page_hand_on', text: 'Hand it on', kind: 'heading' }] : []
}

type Props = {
  article: Current
  /** the full records */
  authors: readonly Author[]
  history: History
  next: readonly Summary[]
  /** absolute address of the article, and the name of the publication, for whoever cites it */
  url: string
  publication: string
  highlight?: Highlight
  /** addresses of the scripts that make links to quotes, a space between */
  quoteScripts?: string
}

/** One article: head, call, takeaways, breaks and holds, body, and after it what stands at the end of a drawing. */
export function ArticlePage({ article, authors, history, next, url, publication, highlight, quoteScripts }: Props) {
  const { text, notes } = articleBody(article, highlight)
  const entries = entriesOf(article, notesTitleOf(notes))
  const machines = [
    { label: 'This article as Markdown', href: `${article.path}.md` },
    { label: 'This article as JSON', href: `${article.path}.json` },
  ]
  return (
    <PageFrame machines={machines}>
      <article>
        <ArticleHead article={article} />
        <div className="article-grid wrap">
          <Contents entries={entries} />
          <div className="article-main" data-quotes={quoteScripts}>
            {article.call && <TheCall call={article.call} />}
            <FoldedContents entries={entries} />
            <Takeaways takeaways={article.takeaways} />
            <FindingsTable findings={article.findings} slug={article.slug} />
            <div className="prose">{text}</div>
            <Notes notes={notes} />
            <Editions history={history} path={article.path} corrections={article.corrections} />
            <CiteThis article={article} url={url} publication={publication} />
            <HandOn article={article} url={url} />
            {authors.map((author) => (
              <AuthorNote key={author.id} author={author} />
            ))}
            <CopyQuote />
          </div>
        </div>
      </article>
      <NextInLine articles={next} />
    </PageFrame>
  )
}
