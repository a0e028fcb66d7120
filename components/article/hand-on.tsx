import { inOneLine } from '#publication/article/index.ts'
import type { Current } from '#publication/edition/index.ts'
import { CopyKey } from '../copy-button.tsx'
import { letterWith, placesToShare } from './places-to-share.ts'

type Props = {
  article: Pick<Current, 'title' | 'deck' | 'call' | 'path'>
  /** absolute address of the article */
  url: string
}

/**
 * The article for somebody else: its address as text, links that need no script, and buttons that the reader's script
 * shows. Nothing of another site is loaded, and no address says where it was found.
 */
export function HandOn({ article, url }: Props) {
  const words = inOneLine(article.call?.decision ?? article.deck)
  const handed = { title: inOneLine(article.title), words, url }
  const markdown = `${article.path}.md`
  return (
    <section className="end-matter hand-on" id="page_hand_on" aria-labelledby="page_hand_on_title">
      <h2 id="page_hand_on_title">Hand it on</h2>
      <p className="citation" id="page_address">
        {url}
      </p>
      <div className="hand-on-row" data-hand-on={handed.title} data-words={words}>
        <button className="button hand-on-first" type="button" data-share hidden>
          Share
        </button>
        <button className="button" type="button" data-copy="page_address" hidden>
          <CopyKey />
          Copy link
        </button>
        {placesToShare(handed).map(({ name, href }) => (
          <a
            key={name}
            className="button"
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            aria-describedby="page_hand_on_note"
            data-place={name}
          >
            {name}
          </a>
        ))}
        <a className="button" href={letterWith(handed)}>
          E-mail
        </a>
        <button className="button" type="button" data-copy-file={markdown} hidden>
          <CopyKey />
          Copy as Markdown
        </button>
        <a className="button" href={markdown} type="text/markdown">
          Open the .md
        </a>
        <button className="button" type="button" data-print hidden>
          Print or save as PDF
        </button>
        <p className="hand-on-said note" role="status" />
      </div>
      <p className="note" id="page_hand_on_note">
        Other sites open in a new tab. Slack takes no link that way: paste it there, and the card comes by itself.
      </p>
    </section>
  )
}
